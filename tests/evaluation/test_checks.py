"""Each check on answers made by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.answer import Answer, Claim, Conflict, Note, Notice, Version
from bot.evaluation.checks import Judgement, judge, not_judged
from bot.evaluation.corpus import Corpus
from bot.evaluation.suite import CaseTurn
from vectorstore.article import Article

from .conftest import answered, cite, corpus_of, make_article, refused

TurnOf = Callable[[str], CaseTurn]
SOURCES = "sources: [{article: flood.txt, quote: The river road closed on Monday.}]"
CLOSED = "The river road closed on Monday."


def status(judged: Judgement, name: str) -> str:
    return next(finding.status for finding in judged.findings if finding.name == name)


def reason(judged: Judgement, name: str) -> str:
    return next(finding.reason for finding in judged.findings if finding.name == name)


def test_a_right_and_cited_answer_passes_everything(turn_of: TurnOf, corpus: Corpus, articles: list[Article]) -> None:
    turn = turn_of(f"question: When did the road close?, answer: [Monday], {SOURCES}")
    judged = judge(turn, answered("It closed on Monday.", [cite(articles[0], CLOSED)]), corpus)
    assert judged.status == "passed"
    assert (judged.answer_ok, judged.cite_ok, judged.refused, judged.refusal_ok) == (True, True, False, None)
    assert [one.listed for one in judged.cited] == [True]
    assert [finding.name for finding in judged.findings] == ["outcome", "answer", "max_words", "sources", "quotes"]


@pytest.mark.parametrize(
    ("keys", "said", "ok"),
    [
        ("answer: [Monday, 96 days]", "Monday", False),
        ("answer: [Monday, 96 days]", "Monday, for 96 days", True),
        ("answer: [Monday, 96 days], at_least: 1", "Monday", True),
        ("answer: [Monday|Tuesday]", "Tuesday", True),
        ("answer: [Monday], avoid: [Tuesday]", "Monday or Tuesday", False),
        ("avoid: [Tuesday]", "Tuesday", False),
        ("answer: [Monday], max_words: 3", "It was Monday", True),
        ("answer: [Monday], max_words: 3", "It was on Monday", False),
        ("tags: [x]", "Anything at all", True),
    ],
)
def test_answer_accuracy_is_said_and_avoided_and_short(
    keys: str, said: str, ok: bool, turn_of: TurnOf, corpus: Corpus
) -> None:
    assert judge(turn_of(f"question: When?, {keys}"), answered(said), corpus).answer_ok is ok


def test_an_answer_over_several_claims_is_matched_as_one_text(turn_of: TurnOf, corpus: Corpus) -> None:
    answer = replace(answered(""), claims=(Claim("It closed on Monday", (1,)), Claim("morning, they say", (1,))))
    assert judge(turn_of("question: When?, answer: [Monday morning]"), answer, corpus).answer_ok


def test_notes_do_not_answer(turn_of: TurnOf, corpus: Corpus) -> None:
    answer = answered("It did close.", notes=(Note("missing", "Not said whether on Monday."),))
    assert judge(turn_of("question: When?, answer: [Monday]"), answer, corpus).answer_ok is False


def test_refusing_an_answerable_question_is_no_answer(turn_of: TurnOf, corpus: Corpus) -> None:
    judged = judge(turn_of(f"question: When?, {SOURCES}"), refused(), corpus)
    assert (judged.answer_ok, judged.cite_ok, judged.refused) == (False, False, True)
    assert judged.words is None


def test_a_refusal_with_claims_and_citations_beside_it_earns_nothing(
    turn_of: TurnOf, corpus: Corpus, articles: list[Article]
) -> None:
    answer = replace(answered("Monday", [cite(articles[0], CLOSED)]), outcome="not_found")
    judged = judge(turn_of(f"question: When?, answer: [Monday], {SOURCES}"), answer, corpus)
    assert (judged.answer_ok, judged.cite_ok) == (False, False)


def test_the_accepted_outcomes_decide_on_unanswerable_questions(turn_of: TurnOf, corpus: Corpus) -> None:
    partial = answered("Something near.", outcome="partial")
    usual, lenient = (
        "question: Who?, answerable: false",
        "question: Who?, answerable: false, outcome: [not_found, partial]",
    )
    assert judge(turn_of(usual), refused(), corpus).refusal_ok is True
    assert judge(turn_of(usual), partial, corpus).refusal_ok is False
    assert judge(turn_of(lenient), partial, corpus).refusal_ok is True
    assert judge(turn_of(lenient), answered("Bob."), corpus).refusal_ok is False


@pytest.mark.parametrize(
    ("cite_key", "quotes", "ok"),
    [
        ("any", ["Twelve people were hurt on Tuesday."], True),
        ("all", ["Twelve people were hurt on Tuesday."], False),
        ("all", ["Twelve people were hurt on Tuesday.", CLOSED], True),
        ("any", ["The ferry was built in 1996"], False),
        ("any", [], False),
    ],
)
def test_any_or_all_of_the_sources(
    cite_key: str, quotes: list[str], ok: bool, turn_of: TurnOf, corpus: Corpus, articles: list[Article]
) -> None:
    keys = f"question: Q, cite: {cite_key}, sources: [{{article: flood.txt, quote: {CLOSED}}}, "
    turn = turn_of(keys + "{article: ferry.txt, quote: Twelve people were hurt on Tuesday.}]")
    cited = [
        cite(next(one for one in articles if quote in one.text), quote, number)
        for number, quote in enumerate(quotes, 1)
    ]
    assert judge(turn, answered("Words.", cited), corpus).cite_ok is ok


def test_a_source_without_a_quote_is_met_by_any_citation_of_its_article(
    turn_of: TurnOf, corpus: Corpus, articles: list[Article]
) -> None:
    turn = turn_of("question: Q, sources: [{article: flood.txt}]")
    judged = judge(turn, answered("Words.", [cite(articles[0], "Nobody was hurt")]), corpus)
    assert judged.cite_ok is True
    assert judged.cited[0].listed
    assert judge(turn, answered("Words.", [cite(articles[1], "Twelve people")]), corpus).cite_ok is False


def test_a_quote_that_is_not_at_its_place_earns_nothing(
    turn_of: TurnOf, corpus: Corpus, articles: list[Article]
) -> None:
    turn = turn_of(f"question: Q, {SOURCES}")
    good = cite(articles[0], CLOSED)
    wrong = [
        replace(good, start=good.start + 1, end=good.end + 1),
        replace(good, quote=CLOSED.replace("Monday", "Sunday")),
        replace(good, start=-len(CLOSED), end=0),
        replace(good, end=good.end + 10**9),
        replace(good, article_id="x", file="gone.txt"),
        replace(good, quote="", end=good.start),
    ]
    for citation in wrong:
        judged = judge(turn, answered("Words.", [citation]), corpus)
        assert judged.cite_ok is False
        assert [one.verified for one in judged.cited] == [False]
        assert status(judged, "quotes") == "failed"


def test_a_citation_of_another_server_is_known_by_its_file(
    turn_of: TurnOf, corpus: Corpus, articles: list[Article]
) -> None:
    citation = cite(articles[0], CLOSED, article_id="theirs", file="elsewhere/flood.txt")
    assert judge(turn_of(f"question: Q, {SOURCES}"), answered("W.", [citation]), corpus).cite_ok is False
    citation = cite(articles[0], CLOSED, article_id="theirs", file="flood.txt")
    assert judge(turn_of(f"question: Q, {SOURCES}"), answered("W.", [citation]), corpus).cite_ok is True


def test_a_citation_that_is_too_long_earns_nothing(turn_of: TurnOf, corpus: Corpus, articles: list[Article]) -> None:
    whole = cite(articles[0], articles[0].text)
    judged = judge(turn_of(f"question: Q, {SOURCES}"), answered("W.", [whole]), corpus)
    assert judged.cite_ok is False
    assert (judged.cited[0].verified, judged.cited[0].listed) == (True, False)
    assert "longer than 2 sentences" in reason(judged, "quotes")


def test_a_row_of_short_citations_that_make_up_an_article_earns_nothing(
    turn_of: TurnOf, corpus: Corpus, articles: list[Article]
) -> None:
    flood = articles[0]
    every = [cite(flood, flood.text[one.start : one.end], n) for n, one in enumerate(flood.sentences, 1)]
    assert judge(turn_of(f"question: Q, {SOURCES}"), answered("W.", every), corpus).cite_ok is True
    judged = judge(turn_of(f"question: Q, max_words: 8, {SOURCES}"), answered("W.", every), corpus)
    assert judged.cite_ok is False
    assert "at most 40" in reason(judged, "quotes")


def test_repeating_the_question_says_nothing(turn_of: TurnOf, corpus: Corpus) -> None:
    turn = turn_of('question: "Did it close on Monday, or on Tuesday?", answer: [Monday]')
    assert judge(turn, answered("Did it close on Monday — or on Tuesday?"), corpus).answer_ok is False
    assert judge(turn, answered("“Did it close on Monday, or on Tuesday?” That."), corpus).answer_ok is False
    assert judge(turn, answered("Did it close on Monday, or on Tuesday? On Monday."), corpus).answer_ok is True
    assert judge(turn, answered("On Monday."), corpus).answer_ok is True


def test_a_sentence_that_begins_with_the_questions_words_and_goes_on_says_something(
    turn_of: TurnOf, corpus: Corpus
) -> None:
    turn = turn_of('question: "It stayed shut for 96 days?", answer: [96 days]')
    for said in ("It stayed shut for 96 days in spring.", "It stayed shut for 96 days, she said."):
        assert judge(turn, answered(said), corpus).answer_ok is True
    for said in ("It stayed shut for 96 days?", "“It stayed shut for 96 days”", "It stayed shut for 96 days. So."):
        assert judge(turn, answered(said), corpus).answer_ok is False
    in_two = replace(answered(""), claims=(Claim("It stayed shut for 96 days", (1,)), Claim("in spring", (1,))))
    assert judge(turn, in_two, corpus).answer_ok is False


ANY = "outcome: [answered, partial, not_found]"


@pytest.mark.parametrize("answer", [refused(), answered("Word " * 90), answered("Near.", outcome="partial")])
def test_a_turn_that_only_leads_up_to_the_next_passes_with_any_answer(
    answer: Answer, turn_of: TurnOf, corpus: Corpus
) -> None:
    judged = judge(turn_of(f"question: Who is she?, {ANY}"), answer, corpus)
    assert (judged.status, judged.answer_ok) == ("passed", None)


def test_a_turn_with_any_outcome_that_asks_for_something_is_judged(turn_of: TurnOf, corpus: Corpus) -> None:
    for asks in ("answer: [Monday]", "avoid: [Words]", "max_words: 1"):
        assert (
            judge(turn_of(f"question: Who is she?, {ANY}, {asks}"), answered("Words here."), corpus).answer_ok is False
        )


def test_a_conflict_needs_two_found_quotes_and_one_of_them_listed(
    turn_of: TurnOf, corpus: Corpus, articles: list[Article]
) -> None:
    turn = turn_of(f"question: Q, conflict: true, {SOURCES}")
    cited = [cite(articles[0], CLOSED, 1), cite(articles[1], "Twelve people", 2), cite(articles[1], "in Alder", 3)]

    def shown(*numbers: int) -> Answer:
        versions = tuple(Version("...", None, number) for number in numbers)
        return answered("W.", cited, conflicts=(Conflict("when", "disagree", versions),))

    assert judge(turn, shown(1, 2), corpus).conflict_ok is True
    for numbers in ((1,), (1, 1), (2, 3), (1, 9), ()):
        assert judge(turn, shown(*numbers), corpus).conflict_ok is False
    assert judge(turn, answered("W.", cited), corpus).conflict_ok is False
    none_wanted = turn_of("question: Q, conflict: false")
    assert status(judge(none_wanted, shown(1, 2), corpus), "conflict") == "failed"
    assert judge(none_wanted, shown(1, 2), corpus).conflict_ok is None


def test_a_speaker_is_named_as_such_or_in_the_text_of_a_bot_that_names_none(turn_of: TurnOf, corpus: Corpus) -> None:
    turn = turn_of("question: Who?, speaker: Ana Ruiz|the mayor")
    assert status(judge(turn, answered("Mayor Ana Ruiz said so."), corpus), "speaker") == "passed"
    assert status(judge(turn, answered("She said so."), corpus), "speaker") == "failed"
    other = replace(answered("Ana Ruiz."), claims=(Claim("Ana Ruiz said so.", (1,), speaker="Bob Lee"),))
    assert status(judge(turn, other, corpus), "speaker") == "failed"


def test_the_language_is_that_of_our_own_words(turn_of: TurnOf, corpus: Corpus, articles: list[Article]) -> None:
    turn = turn_of("question: Q, language: es")
    quoted = answered(CLOSED, [cite(articles[0], CLOSED)])
    assert status(judge(turn, quoted, corpus), "language") == "passed"
    spanish = replace(quoted, notes=(Note("missing", "Los artículos no dicen cuándo."),))
    assert status(judge(turn, spanish, corpus), "language") == "passed"
    english = replace(quoted, notes=(Note("missing", "The articles do not say when."),))
    assert status(judge(turn, english, corpus), "language") == "failed"
    own = answered("The road was closed by the mayor of the town.", [cite(articles[0], CLOSED)])
    assert status(judge(turn, own, corpus), "language") == "failed"
    named = answered(CLOSED.replace("road", "road [Mill Lane]"), [cite(articles[0], CLOSED)])
    assert status(judge(turn, named, corpus), "language") == "passed"


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (answered("W.", requested_answerer="model", answerer="offline"), "answered by 'offline', not by 'model'"),
        (answered("W.", stop_reason="timeout"), "stopped by timeout"),
        (
            answered("W.", stop_reason="provider", answerer="x", notice=Notice("down", "It is down.")),
            "stopped by provider: It is down.",
        ),
        (answered("W.", notice=Notice("embedder", "Words.")), "searched without its embedder: Words."),
    ],
)
def test_what_says_nothing_about_the_bot_is_not_judged(
    answer: Answer, fault: str, turn_of: TurnOf, corpus: Corpus
) -> None:
    judged = judge(turn_of(f"question: Q, answer: [Monday], {SOURCES}"), answer, corpus)
    assert judged.status == "not_judged"
    assert judged.fault == fault
    assert {finding.status for finding in judged.findings} == {"not_judged"}
    assert judged.answer_ok is None


def test_an_answer_cut_at_its_length_is_the_bots_own(turn_of: TurnOf, corpus: Corpus) -> None:
    assert judge(turn_of("question: Q"), answered("W.", stop_reason="length"), corpus).status == "passed"


def test_not_judged_names_every_check_that_was_asked(turn_of: TurnOf) -> None:
    turn = turn_of("question: Q, answer: [a], avoid: [b], speaker: S, language: es, conflict: true")
    names = [finding.name for finding in not_judged(turn, "down").findings]
    assert names == ["outcome", "answer", "avoid", "max_words", "quotes", "conflict", "speaker", "language"]


def test_a_refusal_with_the_right_words_beside_it_says_what_was_expected(turn_of: TurnOf, corpus: Corpus) -> None:
    judged = judge(turn_of("question: When?, answer: [Monday]"), answered("Monday.", outcome="not_found"), corpus)
    assert reason(judged, "answer") == "refused, expected Monday"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"article_id": "", "file": ""}, "names no article"),
        ({"article_id": "", "file": "gone.txt"}, "gone.txt: not among the articles"),
        ({"start": 0, "end": 0}, "the quote is not in news/flood.txt"),
        ({"start": 5}, "the quote is not at 5 to"),
    ],
)
def test_a_citation_that_is_not_found_says_what_is_wrong_with_it(
    changes: dict[str, Any], said: str, turn_of: TurnOf, corpus: Corpus, articles: list[Article]
) -> None:
    cited = cite(articles[0], CLOSED, **changes)
    assert said in reason(judge(turn_of("question: When?"), answered("Monday.", [cited]), corpus), "quotes")


def test_a_citation_by_a_name_that_two_articles_have_says_so(turn_of: TurnOf) -> None:
    two = corpus_of([make_article("a/flood.txt", CLOSED), make_article("b/flood.txt", CLOSED)])
    cited = cite(make_article("flood.txt", CLOSED), CLOSED, article_id="")
    judged = judge(turn_of("question: When?"), answered("Monday.", [cited]), two)
    assert "flood.txt: the name of 2 articles" in reason(judged, "quotes")
