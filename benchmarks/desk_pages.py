"""Which pages and addresses of the API the desk is asked for, out of what a ledger holds."""

from __future__ import annotations

import json
import urllib.request
from datetime import date, timedelta

from dragoman.ledger import Pair

FREQUENT, RARE = "president", "telephoned"
MONTH = timedelta(days=30)
AGO = timedelta(days=2)  # to a day since which documents have come; see desk_ledger


def addresses(place: str) -> tuple[Pair, dict[str, str]]:
    """The liveliest pair, and addresses by name."""

    def items(path: str) -> list[dict[str, str]]:
        with urllib.request.urlopen(f"{place}/api/{path}", timeout=60) as answer:
            found: list[dict[str, str]] = json.load(answer)["items"]
        return found

    lively = items("relations?limit=1")[0]
    pair = Pair.of(lively["first"], lively["second"])
    until = date.fromisoformat(str(lively["last"]))
    both = f"party={pair.first}&other={pair.second}"
    found = _pages(pair, both, until)
    one = {
        "event": items(f"events?{both}&limit=1")[0]["id"],
        "thread": items(f"threads?{both}&limit=1")[0]["id"],
        "document": items("documents?limit=1")[0]["id"].removeprefix("sha256:"),
        "claim": items(f"claims?{both}&limit=1")[0]["id"],
    }
    for name in ("event", "thread", "document"):
        found[name] = f"/{name}/{one[name]}"
    found["review, a claim"] = f"/review?claim={one['claim']}"
    found |= {f"api {name}": f"/api/{name}s/{identity}" for name, identity in one.items()}
    return pair, found


def _pages(pair: Pair, both: str, until: date) -> dict[str, str]:
    relation, before = f"/relation/{pair.first}/{pair.second}", until - 12 * MONTH
    period = f"since={before}&until={until}"
    return {
        "overview": "/",
        "overview, ten years": "/?days=3650",
        "relation": relation,
        "relation, a year": f"{relation}?{period}",
        "relation, a status": f"{relation}?status=planned",
        "relation, a claimant": f"{relation}?claimant={pair.first}",
        "relation, a language": f"{relation}?language=de",
        "relation, sure": f"{relation}?confidence=0.8",
        "relation, a topic": f"{relation}?topic=trade",
        "relation, as of a day": f"{relation}?as_of={date.today() - AGO}",
        "relation, as of, sure": f"{relation}?as_of={date.today() - AGO}&confidence=0.8",
        "relations": "/relations",
        "relations, a year": f"/relations?{period}",
        "events": "/events",
        "events, far": "/events?offset=5000",
        "events, a party": f"/events?party={pair.first}",
        "events, a pair": f"/events?{both}",
        "events, a period": f"/events?{period}",
        "events, a topic": "/events?topic=trade",
        "events, a language": "/events?language=de",
        "events, sure": "/events?confidence=0.9",
        "events, a claimant": f"/events?claimant={pair.first}",
        "threads": "/threads",
        "threads, a state": "/threads?state=kept",
        "threads, due": f"/threads?since={until}",
        "documents": "/documents",
        "documents, far": "/documents?offset=50000",
        "documents, a source": "/documents?words=7.de",
        "documents, a period": f"/documents?{period}&language=ru",
        "documents, as of": f"/documents?as_of={date.today()}",
        "search, frequent": f"/search?words={FREQUENT}",
        "search, frequent, language": f"/search?words={FREQUENT}&language=en",
        "search, two words": f"/search?words={FREQUENT}+minister",
        "search, a beginning": "/search?words=pre*",
        "search, rare": f"/search?words={RARE}",
        "search, nothing": "/search?words=unfindable",
        "review": "/review",
        "review, a pair": f"/review?{both}",
        "review, a language": "/review?language=ru&confidence=0.9",
        "review, a claimant": f"/review?claimant={pair.first}",
        "log": "/log",
        "add": "/add",
        "export, a relation": f"/export{relation}.csv",
        "api relations": "/api/relations",
        "api relation": f"/api/relations/{pair.first}/{pair.second}?{period}",
        "api events": "/api/events?limit=100",
        "api threads": "/api/threads?limit=100",
        "api claims": "/api/claims?limit=100",
        "api claims, far": "/api/claims?limit=100&offset=20000",
        "api claims, a pair": f"/api/claims?{both}",
        "api documents": "/api/documents?limit=100",
        "api search": f"/api/search?words={FREQUENT}",
        "api judgements": "/api/judgements",
    }
