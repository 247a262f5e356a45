"""What the documents say is there, and what is there the documents say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from dragoman.cli import main
from dragoman.export import FORMATS
from dragoman.export.exports import EXPORTERS

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
ALL = "\n".join(page.read_text("utf-8") for page in PAGES)
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
MAKE = re.compile(r"^\s*(?:\$ )?make ([a-z]+)|`make ([a-z]+)`", re.MULTILINE)


def commands(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command by its name, that of its group before it."""
    for name, command in sorted(group.commands.items()):
        yield before + name, command
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")


def options() -> Iterator[tuple[str, str]]:
    """Every command with each of its long options."""
    for name, command in commands(main):
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                yield name, max(parameter.opts, key=len)


@pytest.mark.parametrize("name", [name for name, _ in commands(main)])
def test_every_command_is_documented(name: str) -> None:
    assert f"dragoman {name}" in ALL


@pytest.mark.parametrize(("command", "option"), list(options()))
def test_every_option_is_documented(command: str, option: str) -> None:
    assert option in ALL, f"dragoman {command} {option}"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_documented(name: str) -> None:
    assert re.search(rf"\b{name}\b", ALL)


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_layout_of_an_export_has_its_section(name: str) -> None:
    page = (ROOT / "docs" / "exports.md").read_text("utf-8")
    assert re.search(rf"^### .*(?<!-)\b{name}\b(?!-)", page, re.MULTILINE)


def test_every_target_that_the_documents_name_is_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {first or second for first, second in MAKE.findall(ALL)}
    assert named
    assert named <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text("utf-8")):
        assert (page.parent / target).exists(), target
