from __future__ import annotations

from ingest.copies import copies, signature
from tests.ingest.making import BODY, made

OTHER = """The council of Tarvik voted on Monday to run night buses on four lines from March. The mayor was glad.

Shift workers had asked for the buses for many years. The plan will be reviewed after the first winter of service."""


def found(**texts: str) -> dict[str, tuple[str | None, str]]:
    articles = {name: made(text, f"{name}.txt") for name, text in texts.items()}
    names = {article.id: name for name, article in articles.items()}
    marked = copies({article.id: signature(article) for article in articles.values()})
    return {names[id_]: (names[str(fact.value)], fact.evidence) for id_, fact in marked.items()}


def test_a_wire_copy_points_to_the_first_by_file_name():
    assert found(b=f"Bridge shut\n\n{BODY}", a=f"Lindow crossing closed\n\n{BODY}", c=OTHER) == {
        "b": ("a", "100 % of its sentences stand in a.txt")
    }


def test_a_shortened_copy_is_one_and_quotes_and_spaces_do_not_matter():
    short = BODY.split("\n\n")[0].replace(" ", "\u00a0")
    assert found(a=BODY, b=short)["b"][0] == "a"


def test_one_shared_sentence_is_no_copy():
    assert found(a=BODY, b=f"{OTHER} {BODY.split('.')[0]}.") == {}


def test_short_phrases_that_many_articles_share_prove_nothing():
    assert found(a="He declined to comment. Nobody was hurt.", b="He declined to comment. Nobody was hurt.") == {}


def test_many_copies_are_one_group():
    texts = {f"n{number:03}": BODY for number in range(60)}
    assert {first for first, _ in found(**texts).values()} == {"n000"}
    assert len(found(**texts)) == 59
