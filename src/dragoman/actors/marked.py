"""YAML that somebody writes by hand: its values, and the line at which each of them stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from dragoman.model import UsageError

Step = str | int


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a file, and in which line."""

    line: int
    what: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A file's values, all of them texts, lists and mappings, with their places.

    Nothing is taken for a number, a date or a truth value: "no" is a text, and so is 2024.
    """

    value: object
    root: yaml.Node | None

    @classmethod
    def read(cls, path: Path) -> Marked:
        """The file, parsed.

        Raises:
            UsageError: it cannot be read or is no YAML; names file, line and remedy.
        """
        try:
            loader = yaml.BaseLoader(path.read_bytes().decode("utf-8-sig"))
            root = loader.get_single_node()
            value = None if root is None else loader.construct_document(root)
        except OSError as error:
            raise UsageError(
                f"{path}: cannot be read ({(error.strerror or '').lower()})"
            ) from error
        except UnicodeDecodeError as error:
            raise UsageError(f"{path}: is not UTF-8; save it as UTF-8") from error
        except yaml.YAMLError as error:
            raise UsageError(_complaint(path, error)) from error
        return cls(value, root)

    def line(self, *steps: Step) -> int:
        """The line of what keys and places of lists lead to, or of the last that is there."""
        node = self.root
        if node is None:
            return 1
        line = _line(node)
        for step in steps:
            found = _child(node, step)
            if found is None:
                return line
            line, node = found
        return line

    def repeated(self) -> Iterator[Mistake]:
        """Keys that a mapping has twice: the first would be lost without a word."""
        waiting = [self.root]
        seen: set[int] = set()  # an alias may lead round in a circle
        while waiting:
            node = waiting.pop()
            if node is None or id(node) in seen:
                continue
            seen.add(id(node))
            if isinstance(node, yaml.SequenceNode):
                waiting += node.value
            elif isinstance(node, yaml.MappingNode):
                waiting += [value for _, value in node.value]
                keys = [key.value for key, _ in node.value]
                for place, (key, _) in enumerate(node.value):
                    if key.value in keys[:place]:
                        yield Mistake(_line(key), f"{key.value!r} stands here twice; write it once")


def complain(path: Path, mistakes: list[Mistake]) -> None:
    """Tells all mistakes of a file, in the order of its lines.

    Raises:
        UsageError: there is one.
    """
    if mistakes:
        told = dict.fromkeys(sorted(mistakes, key=lambda mistake: mistake.line))
        raise UsageError("\n".join(f"{path}, line {m.line}: {m.what}" for m in told))


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _child(node: yaml.Node, step: Step) -> tuple[int, yaml.Node] | None:
    """The line at which a key or element begins, and its value."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return _line(key), value
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        if step < len(node.value):
            return _line(node.value[step]), node.value[step]
    return None


def _complaint(path: Path, error: yaml.YAMLError) -> str:
    """What a parser says, with the line and the usual remedy."""
    mark = getattr(error, "problem_mark", None)
    place = f"{path}, line {mark.line + 1}" if mark is not None else str(path)
    problem = getattr(error, "problem", None) or str(error)
    return f'{place}: {problem}; indent with spaces, and put "*" and texts with ": " in quotes'
