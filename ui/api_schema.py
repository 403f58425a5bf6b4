"""The API's OpenAPI description."""

from __future__ import annotations

from typing import Any

from bot.engine import LONGEST_QUESTION

MOST_TURNS = 100  # of a history; what the last ones were about is all that a question leans on
LONGEST_SAID = 10_000  # characters of an earlier answer
LONGEST_STANDALONE = 2 * LONGEST_QUESTION  # characters: made whole, a question has what was talked about behind it

TEXT = {"type": "string"}
NUMBER = {"type": "integer"}
OPTIONAL_TEXT = {"type": ["string", "null"]}


def _object(required: str, optional: dict[str, Any] | None = None, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": required.split(), "properties": {**properties, **(optional or {})}}


def _list(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _json(schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _failures(*statuses: str) -> dict[str, Any]:
    return {status: _json(_ref("Error"), "What is wrong, in one line.") for status in statuses}


SCHEMAS: dict[str, Any] = {
    "Error": _object("error", error=_object("code message", code=TEXT, message=TEXT)),
    "Question": {
        **_object(
            "question",
            question={**TEXT, "minLength": 1, "maxLength": LONGEST_QUESTION},
            history={
                "type": ["array", "null"],
                "items": _ref("Turn"),
                "maxItems": MOST_TURNS,
                "description": "Earlier turns, or Answers as they were given, oldest first.",
            },
            answerer={"type": ["string", "null"], "description": "offline or model; null: the server's own choice."},
            articles={
                "type": ["array", "null"],
                "items": TEXT,
                "description": "Search only these: ids, files or base names.",
            },
        ),
        "additionalProperties": False,
    },
    "Turn": _object(
        "question",
        question={**TEXT, "maxLength": LONGEST_QUESTION},
        standalone_question={**OPTIONAL_TEXT, "maxLength": LONGEST_STANDALONE},
        answer_text={**TEXT, "maxLength": LONGEST_SAID},
        article_ids={**_list(TEXT), "type": ["array", "null"]},
    ),
    "Citation": _object(
        "number article_id file title outlet published sha256 text_sha256 start end quote",
        number={"type": ["integer", "null"]},
        article_id=TEXT,
        file=TEXT,
        title=TEXT,
        outlet=OPTIONAL_TEXT,
        published=OPTIONAL_TEXT,
        sha256={**TEXT, "description": "Of the file's bytes."},
        text_sha256={**TEXT, "description": "Of the text, as UTF-8, that start and end count in."},
        start={**NUMBER, "description": "In Unicode code points."},
        end=NUMBER,
        quote={**TEXT, "description": "Exactly text[start:end]."},
    ),
    "Claim": _object(
        "text citations",
        text=TEXT,
        citations=_list(NUMBER),
        speaker=OPTIONAL_TEXT,
        reported_by=OPTIONAL_TEXT,
        as_of=OPTIONAL_TEXT,
    ),
    "Answer": _object(
        "schema question standalone_question outcome claims citations text complete answerer requested_answerer",
        schema={"const": 1},
        question=TEXT,
        standalone_question=TEXT,
        outcome={"enum": ["answered", "partial", "not_found"]},
        confidence={"type": ["number", "null"]},
        complete={"type": "boolean"},
        stop_reason={"enum": [None, "user", "timeout", "provider", "length"]},
        text=TEXT,
        claims=_list(_ref("Claim")),
        citations=_list(_ref("Citation")),
        nearest=_list(_ref("Citation")),
        answerer=TEXT,
        requested_answerer=TEXT,
        embedder=TEXT,
    ),
    "Fact": _object("value evidence", value=OPTIONAL_TEXT, evidence=TEXT),
    "Article": _object(
        "article_id file sha256 text_sha256 passages characters ingested_at metadata",
        article_id=TEXT,
        file=TEXT,
        sha256=TEXT,
        text_sha256=TEXT,
        passages=NUMBER,
        characters=NUMBER,
        ingested_at=TEXT,
        metadata={"type": "object", "additionalProperties": _ref("Fact")},
    ),
    "Health": _object(
        "status version articles passages embedder answerers answerer",
        status={"enum": ["ok", "empty"]},
        version=TEXT,
        articles=NUMBER,
        passages=NUMBER,
        embedder=OPTIONAL_TEXT,
        answerers=_list(TEXT),
        answerer=TEXT,
    ),
}

ASK = {
    "operationId": "ask",
    "summary": "Ask the articles.",
    "description": (
        "With `Accept: text/event-stream` the reply is a stream of the events `text` (a piece of the draft, not "
        "verified), `claim` (a verified sentence with its citations), `over` (what came so far is dropped: another "
        "answerer begins) and, last, `answer` (an Answer) or `error`."
    ),
    "security": [{}, {"token": []}],
    "requestBody": {"required": True, "content": {"application/json": {"schema": _ref("Question")}}},
    "responses": {
        "200": {
            "description": "The answer, also when the articles do not say.",
            "content": {
                "application/json": {"schema": _ref("Answer")},
                "text/event-stream": {"schema": TEXT},
            },
        },
        **_failures("400", "401", "403", "409", "413", "415", "500", "502", "503"),
    },
}


def openapi(version: str) -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {"title": "newsbot", "version": version, "summary": "Ask a folder of news articles."},
        "paths": {
            "/api/ask": {"post": ASK},
            "/api/articles": {
                "get": {
                    "operationId": "articles",
                    "summary": "What is in, with outlet, date and passages, known and unknown.",
                    "security": [{}, {"token": []}],
                    "responses": {
                        "200": _json(_object("articles", articles=_list(_ref("Article"))), "Every article."),
                        **_failures("401", "403", "500"),
                    },
                }
            },
            "/api/articles/{article_id}/original": {
                "get": {
                    "operationId": "original",
                    "summary": "The file as it was ingested.",
                    "parameters": [{"name": "article_id", "in": "path", "required": True, "schema": TEXT}],
                    "responses": {
                        "200": {"description": "Its bytes.", "content": {"application/octet-stream": {}}},
                        **_failures("403", "404", "500"),
                    },
                }
            },
            "/api/health": {
                "get": {
                    "operationId": "health",
                    "summary": "Whether there is something to ask.",
                    "responses": {"200": _json(_ref("Health"), "It is up."), **_failures("403", "500")},
                }
            },
        },
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "Needed when the server does not listen to the loopback address alone.",
                }
            },
        },
    }
