"""The API's description, made from its operations and their records."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from dragoman.model import State, Status, ThreadKind
from dragoman.version import __version__
from dragoman.web.api import OPERATIONS, Operation
from dragoman.web.filters import FURTHEST, LONGEST, MOST, ROWS

TEXT: dict[str, Any] = {"type": "string", "maxLength": LONGEST}
DAY: dict[str, Any] = {"type": "string", "format": "date"}
PARAMETERS: dict[str, tuple[str, dict[str, Any]]] = {
    "since": ("From that day on.", DAY),
    "until": ("Up to that day.", DAY),
    "as_of": ("The ledger as it stood at the end of that day (UTC).", DAY),
    "topic": ("On that topic.", TEXT),
    "claimant": ("Claimed by that party; - is the document's own voice.", TEXT),
    "status": ("Of that status.", {"type": "string", "enum": list(map(str, Status))}),
    "language": ("Of documents in that language.", TEXT),
    "confidence": ("At least as sure as that.", {"type": "number", "minimum": 0, "maximum": 1}),
    "party": ("With that party (RUS).", TEXT),
    "other": ("With that party besides.", TEXT),
    "act": ("Of that act (call).", TEXT),
    "type": ("Of that PLOVER type (CONSULT).", TEXT),
    "kind": ("Of that kind.", {"type": "string", "enum": list(map(str, ThreadKind))}),
    "state": ("In that state.", {"type": "string", "enum": list(map(str, State))}),
    "words": ("Words that are searched for.", TEXT),
    "document": ("Of that document (the id, or its beginning).", TEXT),
    "offset": (
        "How many are passed over.",
        {"type": "integer", "minimum": 0, "maximum": FURTHEST, "default": 0},
    ),
    "limit": (
        "How many at most.",
        {"type": "integer", "minimum": 1, "maximum": MOST, "default": ROWS},
    ),
}
REQUIRED = {("/search", "words")}
PART = re.compile(r"\{(\w+)\}")
PROBLEMS = {
    "400": "What is asked means nothing; the error says what may be written.",
    "401": "The token is missing or wrong.",
    "404": "There is no such thing.",
    "503": "The answer takes too long; ask for less.",
}


def description(token: bool) -> bytes:
    """The API as OpenAPI 3.1.

    Args:
        token: whether visitors must know a token.
    """
    schemas, components = msgspec.json.schema_components(
        [operation.record for operation in OPERATIONS],
        ref_template="#/components/schemas/{name}",
    )
    whole: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {
            "title": "dragoman",
            "version": __version__,
            "description": "A ledger of dealings between states, read only.",
        },
        "paths": {
            f"/api{operation.path}": {"get": _operation(operation, schema)}
            for operation, schema in zip(OPERATIONS, schemas, strict=True)
        },
        "components": {"schemas": {**components, "Problem": _problem()}},
    }
    if token:
        whole["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        whole["security"] = [{"token": []}]
    return msgspec.json.encode(whole)


def _operation(operation: Operation, schema: dict[str, Any]) -> dict[str, Any]:
    parts = PART.findall(operation.path)
    found = schema
    if operation.lines is not None:
        found = {
            "type": "object",
            "required": ["items", "next"],
            "properties": {
                "items": {"type": "array", "items": schema},
                "next": {"type": ["string", "null"], "description": "Where the next ones are."},
            },
        }
    return {
        "summary": operation.summary,
        "operationId": "_".join(part for part in operation.path.split("/") if part.isalpha())
        + ("" if not parts else "_one"),
        "parameters": [
            *({"name": part, "in": "path", "required": True, "schema": TEXT} for part in parts),
            *(_parameter(operation.path, name) for name in operation.filters),
        ],
        "responses": {
            "200": {
                "description": "What is asked for.",
                "content": {"application/json": {"schema": found}},
            },
            **{code: _failure(text) for code, text in PROBLEMS.items()},
        },
    }


def _parameter(path: str, name: str) -> dict[str, Any]:
    text, schema = PARAMETERS[name]
    required = (path, name) in REQUIRED
    return {
        "name": name,
        "in": "query",
        "required": required,
        "description": text,
        "schema": schema,
    }


def _failure(text: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": text, "content": {"application/json": {"schema": schema}}}


def _problem() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["error"],
        "properties": {"error": {"type": "string"}},
    }
