"""`dragoman judge`: what analysts decide about claims, events and threads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import msgspec

from dragoman.cli.ledger import ledger_option, opened
from dragoman.cli.renew import renew
from dragoman.cli.tables import format_option, print_lines, print_table
from dragoman.model import Decision, UsageError

if TYPE_CHECKING:
    from dragoman.model import Judgement

UNDO = "undo"
COLUMNS = ("id", "at", "by", "decision", "about", "changes", "reason", "taken back")


class JudgementRecord(msgspec.Struct, frozen=True):
    """A judgement as it goes over the wire."""

    id: str
    subject: str
    target: str
    other: str | None
    decision: str
    changes: dict[str, str]
    by: str
    reason: str
    at: str
    undone: str | None
    undone_by: str | None


@click.command()
@click.argument("identity", metavar="ID", required=False)
@click.argument("decision", type=click.Choice([*map(str, Decision), UNDO]), required=False)
@click.argument("rest", nargs=-1, metavar="[OTHER | FIELD=VALUE ...]")
@ledger_option
@click.option("--by", envvar="DRAGOMAN_ANALYST", metavar="NAME", help="Who decides.")
@click.option("--reason", metavar="TEXT", help="Why.")
@click.option("--log", is_flag=True, help="List all judgements, or those about ID.")
@click.option(
    "--export", is_flag=True, help="Print judged claims as a training and evaluation set (JSON)."
)
@format_option
def judge(
    identity: str | None,
    decision: str | None,
    rest: tuple[str, ...],
    address: str,
    by: str | None,
    reason: str | None,
    log: bool,
    export: bool,
    layout: str,
) -> None:
    """Judges what ID names: a claim, an event, a thread.

    \b
    dragoman judge ID accept|reject --by NAME --reason TEXT
    dragoman judge ID correct actors=RUS,USA status=planned --by NAME --reason TEXT
    dragoman judge ID merge|split OTHER --by NAME --reason TEXT
    dragoman judge JUDGEMENT undo --by NAME
    dragoman judge --log [ID]
    dragoman judge --export

    Fields to correct are actors, recipients, act, status, claimant and date of a claim or an
    event, and state of a thread. Judgements are never lost when documents are read again.
    """
    if log:
        with opened(address) as ledger:
            _print_log(list(ledger.judgements(identity)), layout)
    elif export:
        _print_set(address)
    elif identity is None or decision is None:
        raise UsageError("name an ID and a decision, or ask with --log or --export")
    elif not by:
        raise UsageError("say who decides: --by NAME, or DRAGOMAN_ANALYST in the environment")
    elif decision == UNDO:
        with opened(address) as ledger:
            ledger.undo(identity, by)
            renew(ledger)
        click.echo(f"{identity} is taken back")
    else:
        _judge(address, identity, Decision(decision), rest, by, reason)


def _judge(
    address: str,
    identity: str,
    decision: Decision,
    rest: tuple[str, ...],
    by: str,
    reason: str | None,
) -> None:
    from dragoman.ledger import Verdict

    if not reason:
        raise UsageError("say why: --reason TEXT")
    other: str | None = None
    changes: tuple[tuple[str, str], ...] = ()
    if decision in (Decision.MERGE, Decision.SPLIT):
        if len(rest) != 1:
            raise UsageError(f"{decision} needs one other id after it")
        other = rest[0]
    elif decision is Decision.CORRECT:
        changes = tuple(map(_change, rest))
        _check_codes(dict(changes))
    elif rest:
        raise UsageError(f"{decision} takes nothing after it, and there is {rest[0]!r}")
    with opened(address) as ledger:
        made = ledger.judge(Verdict(identity, decision, by, reason, other, changes))
        renew(ledger)
    click.echo(f"{made.id}: {decision} of {made.subject} {made.target}")


def _change(text: str) -> tuple[str, str]:
    field, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"{text!r} changes nothing; write FIELD=VALUE, such as status=planned")
    return field.strip(), value.strip()


def _check_codes(changes: dict[str, str]) -> None:
    """Refuses codes of parties that mean nobody: a slip would make a state of its own."""
    fields = ("actors", "recipients", "claimant")
    given = [code.strip() for field in fields for code in changes.get(field, "").split(",")]
    if not any(given):
        return
    from dragoman.actors import Extension

    directory = Extension.load(None).directory
    for code in filter(None, given):
        name = code.partition("/")[0]
        known = name in directory.states or f"org:{name}" in directory.organisations
        if not known and ":" not in name:
            raise UsageError(
                f"{code!r} is no code of a state or organisation; `dragoman actors find NAME` "
                "says the code of a name"
            )


def _print_log(found: list[Judgement], layout: str) -> None:
    if layout == "jsonl":
        print_lines(map(_record, found))
    else:
        print_table(COLUMNS, [_row(judgement) for judgement in found])


def _print_set(address: str) -> None:
    from dragoman.export.examples import example
    from dragoman.ledger.training import judged

    with opened(address) as ledger:
        print_lines(example(one.judgement, one.read, one.right) for one in judged(ledger))


def _record(made: Judgement) -> JudgementRecord:
    return JudgementRecord(
        id=made.id,
        subject=str(made.subject),
        target=made.target,
        other=made.other,
        decision=str(made.decision),
        changes=dict(made.changes),
        by=made.by,
        reason=made.reason,
        at=made.at.isoformat(),
        undone=made.undone.isoformat() if made.undone else None,
        undone_by=made.undone_by,
    )


def _row(made: Judgement) -> tuple[str, ...]:
    about = f"{made.subject} {made.target}" + (f", {made.other}" if made.other else "")
    undone = f"{made.undone:%Y-%m-%d %H:%M} by {made.undone_by}" if made.undone else ""
    return (
        made.id,
        f"{made.at:%Y-%m-%d %H:%M}",
        made.by,
        str(made.decision),
        about,
        ", ".join(f"{field}={value}" for field, value in made.changes),
        made.reason,
        undone,
    )
