"""What all tests stand on."""

from __future__ import annotations

import signal

import pytest


@pytest.fixture(scope="session", autouse=True)
def _hears_interruptions() -> None:
    """A shell starts what runs in its background deaf to Ctrl-C, and so would be the commands that
    the tests start and interrupt."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
