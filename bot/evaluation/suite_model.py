"""What a suite may contain, key by key: the edge where a file is checked, and the JSON Schema that editors read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, WithJsonSchema
from pydantic.json_schema import GenerateJsonSchema

from bot.answer import Outcome

Path = tuple[str | int, ...]


def _listed(value: Any) -> Any:
    """`answer: Monday` is a list of one."""
    return [value] if isinstance(value, str) else value


# Files are read with every scalar as the words that were written, so a number or a yes is text here; an editor that
# types its scalars must not call `answer: [96]` an error.
_SCALAR = {"type": ["string", "number", "boolean"]}


def _with_words(value: str) -> str:
    """Raises ValueError with what was expected."""
    if not value.strip():
        raise ValueError("text")
    if not value.isascii() and any("\ud800" <= char <= "\udfff" for char in value):
        raise ValueError(r"text; \ud800 and the like are halves of characters")
    return value


Word = Annotated[str, AfterValidator(_with_words), WithJsonSchema(_SCALAR)]


def _list_of(item: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [item, {"type": "array", "items": item, "minItems": 1}]}


Words = Annotated[list[Word], BeforeValidator(_listed), Field(min_length=1), WithJsonSchema(_list_of(_SCALAR))]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
_OUTCOME = {"enum": list(OUTCOMES)}
Outcomes = Annotated[list[Outcome], BeforeValidator(_listed), Field(min_length=1), WithJsonSchema(_list_of(_OUTCOME))]
Flag = Annotated[bool, WithJsonSchema({"type": "boolean"})]
Count = Annotated[int, Field(ge=1)]
MOST_WORDS = 80  # of an answer that counts, where a suite does not say


class SourceModel(BaseModel):
    """Acceptable evidence."""

    model_config = ConfigDict(extra="forbid", title="source")

    article: Word = Field(description="The article's file, base name or id.")
    quote: Word | None = Field(None, description="Verbatim from the article. Without it, any citation of it will do.")


class TurnModel(BaseModel):
    """One question and what its answer must be like."""

    model_config = ConfigDict(extra="forbid", title="turn")

    question: Word
    answerable: Flag = Field(True, description="false: the articles do not say, and so should the bot.")
    answer: Words | None = Field(
        None, description="Every entry must be said; | separates accepted forms, a trailing * matches any ending."
    )
    at_least: Count | None = Field(None, description="How many of the answer's entries are enough.")
    avoid: Words | None = Field(None, description="None of these may be said.")
    sources: list[SourceModel] | None = Field(None, min_length=1, description="Acceptable evidence.")
    cite: Literal["any", "all"] = Field("any", description="Whether one of the sources has to be cited or all.")
    open: Flag = Field(False, description="true: other evidence is welcome and not counted in precision.")
    outcome: Outcomes | None = Field(None, description="Accepted outcomes, where not the usual ones.")
    conflict: Flag | None = Field(None, description="true: a conflict must be shown; false: none may be.")
    speaker: Word | None = Field(None, description="Who the answer must name as saying so.")
    language: Word | None = Field(None, description="Language of the bot's own words, such as es.")
    max_words: Count = Field(MOST_WORDS, description="The longest answer that counts.")
    articles: Words | None = Field(None, description="Search only these articles.")
    tags: Words | None = Field(None, description="Groups for which figures are given separately.")


class CaseModel(TurnModel):
    """A question, or a conversation in `turns`."""

    model_config = ConfigDict(extra="forbid", title="case")

    id: Word
    question: Word | None = None  # type: ignore[assignment]  # a conversation has its questions in its turns
    turns: list[TurnModel] | None = Field(None, min_length=1, description="One conversation, in order.")


class SuiteModel(BaseModel):
    """A scripted Q&A suite."""

    model_config = ConfigDict(extra="forbid", title="newsbot suite")

    suite: Word | None = Field(None, description="Its name in reports; the file's name if left out.")
    cases: list[CaseModel] = Field(min_length=1)


# What a conversation may say for all its turns; anything else belongs to a turn.
OF_CONVERSATIONS = frozenset({"id", "tags", "turns", "language", "articles", "max_words"})


class _Draft7(GenerateJsonSchema):
    schema_dialect = "http://json-schema.org/draft-07/schema#"


def json_schema() -> dict[str, Any]:
    """For editors: `# yaml-language-server: $schema=suite.schema.json` on a suite's first line."""
    schema = SuiteModel.model_json_schema(schema_generator=_Draft7)
    return {"$schema": _Draft7.schema_dialect, **schema}


def check_case(data: Any) -> tuple[CaseModel | None, list[tuple[Path, str]]]:
    """The case, or each thing that is wrong with its place inside the case."""
    try:
        return CaseModel.model_validate(data), []
    except ValidationError as error:
        return None, [(_place(problem), _said(problem)) for problem in error.errors()]


def _place(problem: Mapping[str, Any]) -> Path:
    """Pydantic adds names of its own to the place of some errors; those have no line. An unknown key has one."""
    *outer, last = problem["loc"] or ("",)
    kept = tuple(part for part in outer if isinstance(part, int) or part.isidentifier())
    unknown = problem["type"] == "extra_forbidden"
    return (*kept, last) if unknown or isinstance(last, int) or last.isidentifier() else kept


def _said(problem: Mapping[str, Any]) -> str:
    """An error in the words of the suite's author, with what was expected."""
    key = next((part for part in reversed(problem["loc"]) if isinstance(part, str)), None)
    kind, given = problem["type"], problem.get("input")
    if key is None:
        return f"the case is {_shown(given)}; expected keys and values, such as id: and question:"
    if kind == "extra_forbidden":
        return f"unknown key {key!r}; {_expected_keys(key, problem['loc'])}"
    if kind == "missing":
        return f"no {key!r}; expected one here"
    expected = _EXPECTED.get(kind) or problem["msg"].lower()
    if kind == "literal_error":
        expected = problem["ctx"]["expected"]
    if kind == "value_error":
        expected = str(problem["ctx"]["error"])
    if kind in ("model_type", "model_attributes_type") and key in _SHAPES:
        expected = _SHAPES[key]
    return f"{key!r} is {_shown(given)}; expected {expected}"


_EXPECTED = {
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "int_parsing": "a whole number of at least 1",
    "int_from_float": "a whole number of at least 1",
    "greater_than_equal": "a whole number of at least 1",
    "string_type": "text",
    "too_short": "at least one entry",
    "list_type": "a list, in [ ] or one - a line",
    "model_type": "keys and values",
    "model_attributes_type": "keys and values",
}


_SHAPES = {"sources": "{article: FILE, quote: its words}", "turns": "{question: ...}"}


def _expected_keys(key: str, location: tuple[str | int, ...]) -> str:
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extractOne

    names = [part for part in location[:-1] if isinstance(part, str)]
    inside = names[-1] if names else ""
    models: dict[str, type[BaseModel]] = {"sources": SourceModel, "turns": TurnModel}
    model = models.get(inside, CaseModel)
    if model is TurnModel and key == "id":
        return "turns are called after their case, talk/1 and talk/2"
    keys = list(model.model_fields)
    nearest = extractOne(key, keys, scorer=ratio, score_cutoff=60)
    return f"did you mean {nearest[0]!r}?" if nearest else f"expected one of {', '.join(keys)}"


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return repr(value if len(value) <= 60 else value[:57] + "...") if value.strip() else "empty"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    if value is None:
        return "null"
    return "keys and values" if isinstance(value, dict) else repr(value)
