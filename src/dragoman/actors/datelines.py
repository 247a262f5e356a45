"""Where a report was written: "ROME (AFP) – …", "Athens."."""

from __future__ import annotations

from dragoman.actors.page import Page

DASHES = frozenset({"-", "–", "—", "--"})
ENDS = frozenset(".:")  # of a dateline without a dash
HEAD = 2  # sentences in which one may stand
AGENCY = 6  # tokens that the name of an agency in brackets has at most, with the brackets


def is_dateline(page: Page, start: int, end: int) -> bool:
    """ "*Rome* (AFP) – Italy has …", "*Rome* – …": where the report was written, not who acts."""
    tokens, after = page.line.tokens, end
    if _is_all_dateline(page):
        return True
    if start or after >= len(tokens):
        return False
    if tokens[after] == "(":
        closing = [i for i in range(after, min(after + AGENCY, len(tokens))) if tokens[i] == ")"]
        after = closing[0] + 1 if closing else after
    if after >= len(tokens) or tokens[after] not in DASHES:
        return False
    dash, before = page.sentence.tokens[after], page.sentence.tokens[after - 1]
    return before.end < dash.start  # not "*Paris*-based"


def _is_all_dateline(page: Page) -> bool:
    """Whether a sentence is nothing but a dateline: it ends so; or it is among the first, and has
    only names and a date: "*Athens*.", "*ROME*, 3 May."."""
    tokens = page.line.tokens
    if tokens[-1] in DASHES or (tokens[0], tokens[-1]) == ("(", ")"):
        return True
    if page.sentence.index >= HEAD or tokens[-1] not in ENDS:
        return False
    return all(
        token[0].isupper() or not token[0].isalpha() or (i and tokens[i - 1][0].isdigit())
        for i, token in enumerate(tokens)
    )
