"""States and organisations as users name them: by code, or by a name in any language."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.model import UsageError


def party_codes(names: Iterable[str]) -> tuple[str, ...]:
    """The party codes that some names mean: RUS, Russia, Россия; EUR, EU; ids stay as they are.

    Raises:
        UsageError: nobody is called so, or several are.
    """
    given = tuple(names)
    if not given:
        return ()
    from dragoman import lang
    from dragoman.actors import Extension, search

    known = Extension.load(None)
    directory = known.directory

    def code(name: str) -> str:
        if name in directory.states or f"org:{name}" in directory.organisations or ":" in name:
            return name
        found = search.parties(name, known, lang.codes())
        if not found:
            raise UsageError(
                f"no state or organisation is called {name!r}; write its code or its name "
                "(`dragoman actors find NAME` says the code of a name)"
            )
        if len(found) > 1:
            raise UsageError(f"{name!r} could be {' or '.join(found)}; write the code")
        return found[0]

    return tuple(map(code, given))
