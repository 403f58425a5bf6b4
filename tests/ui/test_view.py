"""What the components are handed, in the words that the page shows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answer import Answer, Citation, Claim, Conflict, Considered, Note, Rejected, Usage, Version
from bot.citations import Proof, prove
from bot.kept.conversations import StoredAnswer
from tests.ui.making import make_article
from tests.ui.test_export import TEXT, answer, citation
from ui.live import Snapshot
from ui.view import answer_view, letter_of, live_view
from vectorstore.article import Article

ARTICLE = make_article("one.txt", TEXT)
CITED = citation(article_id=ARTICLE.id)


class OneArticle:
    """A shelf with one article, letter C."""

    def __init__(self, article: Article | None = ARTICLE) -> None:
        self._article = article

    def article(self, article_id: str) -> Article | None:
        return self._article if article_id == ARTICLE.id else None

    def proof(self, one: Citation) -> Proof:
        article = self.article(one.article_id)
        return prove(one, article.text if article else None)

    def letter(self, article_id: str) -> tuple[str, int]:
        return "C", 2

    def count(self) -> int:
        return 1


def view(made: Answer, shelf: OneArticle | None = None) -> dict[str, object]:
    return answer_view(StoredAnswer("a", made, None, "", ""), shelf or OneArticle())


@pytest.mark.parametrize(
    ("ordinal", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
)
def test_letters_go_on_after_z(ordinal: int, letter: str) -> None:
    assert letter_of(ordinal) == letter


def test_a_chip_has_the_quote_within_its_sentence() -> None:
    cut = replace(CITED, start=3, end=9, quote=TEXT[3:9])
    [claim] = view(answer(citations=(cut,)))["claims"]  # type: ignore[misc]
    [chip] = claim["chips"]
    assert (chip["before"], chip["quote"], chip["after"]) == ("It ", "opened", " on Monday.")
    assert (chip["label"], chip["status_text"]) == ("C1", "Quote found in the article")
    assert (chip["outlet"], chip["published"]) == ("Outlet unknown", "date unknown")


def test_found_is_never_called_true_or_verified() -> None:
    from ui.view import STATUS

    assert not [text for text in STATUS.values() if "true" in text.lower() or "verified" in text.lower()]


def test_a_quote_that_moved_is_stale_and_opens_where_it_stands_now() -> None:
    moved = make_article("one.txt", f"Corrected.\n\n{TEXT}")
    [claim] = view(answer(citations=(CITED,)), OneArticle(moved))["claims"]  # type: ignore[misc]
    chip = claim["chips"][0]
    assert (chip["status"], moved.text[chip["start"] : chip["end"]]) == ("stale", CITED.quote)


def test_steps_are_dated_only_where_every_sentence_has_a_date() -> None:
    steps = (Claim("In April 2008 she was sentenced to 96 years.", (1,)), Claim("In 2009 it was cut to 60.", (1,)))
    told = answer(claims=steps, citations=(CITED,), notes=(Note("sequence", "In order of time."),))
    shown = view(told)
    assert shown["sequence"]
    assert [claim["when"] for claim in shown["claims"]] == ["April 2008", "2009"]  # type: ignore[attr-defined]
    days = (Claim("On 8 December 2005 she was arrested.", (1,)), Claim("El 3 de mayo de 2013 salió.", (1,)))
    dated = view(replace(told, claims=days))["claims"]
    assert [claim["when"] for claim in dated] == ["8 December 2005", "3 de mayo de 2013"]  # type: ignore[attr-defined]
    undated = replace(told, claims=(*steps, Claim("Then she left.", (1,))))
    assert not view(undated)["sequence"]
    assert not view(replace(told, notes=()))["sequence"]


def test_accounts_that_differ_stand_under_one_neutral_line() -> None:
    versions = (Version("It opened on Monday.", "the mayor", 1), Version("It did not.", None, 1))
    disagree = Conflict("when it opened", "disagree", versions)
    shown = view(answer(citations=(CITED,), conflicts=(disagree,), notes=(Note("conflict", "They differ."),)))
    [cards] = shown["conflicts"]  # type: ignore[misc]
    assert cards["line"] == "The articles differ: when it opened"
    assert [card["speaker"] for card in cards["versions"]] == ["the mayor", None]
    assert shown["notes"] == []
    assert [claim["text"] for claim in shown["claims"]] == []  # type: ignore[attr-defined]  # the cards say it
    disputed = view(answer(citations=(CITED,), conflicts=(replace(disagree, kind="disputed"),)))
    assert disputed["conflicts"][0]["line"] == "This is disputed: when it opened"  # type: ignore[index]


def test_what_differs_is_not_asked_again_and_is_told_in_the_language_of_the_question() -> None:
    asked = "¿Cuándo se abrió el puente de la ciudad?"
    versions = (Version("It opened on Monday.", None, 1), Version("It did not.", None, 1))
    told = answer(question=asked, standalone_question=asked, conflicts=(Conflict(asked, "disagree", versions),))
    told = replace(told, claims=(*told.claims, Claim("It is red.", (1,))), citations=(CITED,))
    shown = view(told)
    assert shown["conflicts"][0]["line"] == "Los artículos difieren:"  # type: ignore[index]
    assert [claim["text"] for claim in shown["claims"]] == ["It is red."]  # type: ignore[attr-defined]


def test_passages_of_a_changed_article_are_not_cut_out_of_its_new_text() -> None:
    considered = (Considered(ARTICLE.id, "one.txt", 0, 20, 0.5, True, "quoted as [1]"),)
    changed = OneArticle(make_article("one.txt", f"Corrected.\n\n{TEXT}"))
    [row] = view(answer(citations=(CITED,), considered=considered), changed)["why"]["considered"]  # type: ignore[index]
    assert (row["text"], row["lost"]) == ("The article has changed since this was answered", "stale")


def test_a_quote_that_is_gone_has_no_place_in_the_new_text() -> None:
    changed = OneArticle(make_article("one.txt", "It opened on Tuesday, after all."))
    [claim] = view(answer(citations=(CITED,)), changed)["claims"]  # type: ignore[misc]
    [chip] = claim["chips"]
    assert (chip["status"], chip["lost"]) == ("missing", "missing")


def test_why_tells_what_was_passed_over_rejected_and_spent() -> None:
    made = answer(
        citations=(CITED,),
        considered=(Considered(ARTICLE.id, "one.txt", 0, 20, 0.5, True, "quoted as [1]"),),
        rejected=(Rejected("It closed.", "no such word"),),
        usage=Usage(100, 20, 2),
        requested_answerer="model",
    )
    why = view(made)["why"]
    assert why["considered"][0]["text"] == TEXT[:20]  # type: ignore[index]
    assert why["rejected"] == [{"text": "It closed.", "reason": "no such word"}]  # type: ignore[index]
    assert "100 + 20 tokens in 2 calls" in why["took"]  # type: ignore[index]
    assert "offline (model was asked)" in why["made_by"]  # type: ignore[index]


def test_while_it_is_written_an_answer_says_how_many_articles_are_asked() -> None:
    shown = live_view(Snapshot(0, (), (), "", None, None), OneArticle(), "offline", 1)
    assert shown["status"] == "Reading 1 article, offline"


def test_a_stopped_answer_shows_its_draft_apart() -> None:
    shown = view(answer(claims=(), citations=(), outcome="not_found", draft="It op", stop_reason="user"))
    assert (shown["state"], shown["draft"], shown["heading"]) == ("stopped", "It op", "")
    assert shown["draft_label"] == "Stopped: draft, not verified"
