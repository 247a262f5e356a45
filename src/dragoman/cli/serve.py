"""`dragoman serve`: the desk, in a browser."""

from __future__ import annotations

import ipaddress
import secrets
import sys
from pathlib import Path

import click

from dragoman.cli.ledger import ledger_option, opened
from dragoman.cli.options import actors_option, judge_option, settings
from dragoman.model import UsageError

ENVIRONMENT = "DRAGOMAN_TOKEN"
PORT = 8320
SHORTEST = 16  # letters of a token


@click.command()
@ledger_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Where it listens.")
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--token",
    envvar=ENVIRONMENT,
    metavar="TEXT",
    help=f"What visitors must know; else {ENVIRONMENT} says it. Needed, and made if it is not "
    "given, where others can reach the desk.",
)
@click.option("--open", "show", is_flag=True, help="Open the desk in the browser.")
@actors_option
@judge_option
def serve(
    address: str,
    host: str,
    port: int,
    token: str | None,
    show: bool,
    actors: Path | None,
    judge: bool,
) -> None:
    """Opens the desk: the ledger in a browser, and its HTTP API under /api.

    It answers to this machine alone unless --host says otherwise, and asks for a token then.
    """
    try:
        import uvicorn

        from dragoman.web.app import application
        from dragoman.web.desk import Options
    except ImportError as error:
        raise UsageError(f"the desk needs {error.name}: pip install 'dragoman[desk]'") from error
    opened(address, create=True).close()  # says now what is wrong with it, not at the first visit
    alone = is_loopback(host)
    if token is not None and len(token) < SHORTEST:
        raise UsageError(f"a token of {len(token)} letters can be guessed; take {SHORTEST} or more")
    if token is None and not alone:
        token = secrets.token_urlsafe(24)
    chosen = settings(actors, judge)
    options = (
        Options(address, token=token, settings=chosen)
        if alone
        else Options(address, token=token, settings=chosen, hosts=())
    )
    place = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    click.echo(f"the desk is at {place}{f'enter?token={token}' if token else ''}", err=True)
    if show:
        click.launch(place)
    # What visitors ask for is nobody's business: no log of requests is kept.
    uvicorn.run(
        application(options),
        host=host,
        port=port,
        access_log=False,
        log_level="warning",
        server_header=False,
        limit_concurrency=200,
        timeout_keep_alive=15,
    )
    sys.exit(0)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach that address.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
