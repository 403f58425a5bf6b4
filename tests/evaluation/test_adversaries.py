"""Bots that try to score without answering, over the real articles and questions: none gains by it.

The honest bot knows the suite and is right on a share of it; each adversary cheats on its own, or where the honest bot
would be wrong.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.answer import Answer, Claim
from bot.answerer import Turn
from bot.evaluation.corpus import Corpus
from bot.evaluation.gates import allows_not_judged, check_gates, parse_gate
from bot.evaluation.metrics import Metrics, measure
from bot.evaluation.report import Target, build, config_of
from bot.evaluation.runner import Respond, Runner
from bot.evaluation.suite import CaseTurn, Suite, load_suite, select
from ingest.article import article_from_text
from vectorstore.article import Article
from vectorstore.errors import AnswererUnavailable

from .conftest import answered, cite, corpus_of, refused

ROOT = Path(__file__).resolve().parents[2]
HEADLINES = ("passed", "answer_accuracy", "citation_recall", "correct_and_cited", "citation_precision")


@pytest.fixture(scope="module")
def real() -> tuple[Corpus, list[Article], Suite]:
    articles = [article_from_text(file.name, file.read_bytes()) for file in sorted((ROOT / "articles").glob("*.txt"))]
    corpus = corpus_of(articles)
    suite = load_suite(ROOT / "tests/qa/cassez.yaml", corpus)
    return corpus, articles, select([suite], ["first"], [])[0]


def knows(turn: CaseTurn) -> bool:
    """The honest bot is right on two turns of three, whatever their order."""
    return hashlib.sha256(turn.id.encode()).digest()[0] % 3 > 0


class Honest:
    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = {article.id: article for article in articles}

    def __call__(self, _suite: str, turn: CaseTurn, _history: Sequence[Turn]) -> Answer:
        if not turn.answerable:
            return replace(refused() if knows(turn) else self.wrong(), question=turn.question)
        return replace(self.right(turn) if knows(turn) else self.wrong(), question=turn.question)

    def right(self, turn: CaseTurn) -> Answer:
        said = " and ".join(entry.first_form for entry in turn.answer)
        sources = turn.sources if turn.cite == "all" else turn.sources[:1]
        cited = [
            cite(self.articles[source.article.id], self.articles[source.article.id].text[slice(*source.places[0])], n)
            for n, source in enumerate(sources, 1)
            if source.places
        ]
        return answered(f"{said}.", cited)

    def wrong(self) -> Answer:
        first = next(iter(self.articles.values()))
        return answered("A survey shows it.", [cite(first, "According to the Associated Press, a survey in Mexico")])


def pasted(bot: Honest, answer: Answer) -> Answer:
    text = " ".join(article.text for article in bot.articles.values())
    return replace(answer, outcome="answered", claims=(*answer.claims, Claim(text, (1,))))


def pasted_without_spaces(bot: Honest, answer: Answer) -> Answer:
    made = pasted(bot, answer)
    return replace(made, claims=tuple(replace(claim, text="-".join(claim.text.split())) for claim in made.claims))


def cites_articles(bot: Honest, answer: Answer) -> Answer:
    whole = tuple(cite(article, article.text, 90 + n) for n, article in enumerate(bot.articles.values()))
    return replace(answer, outcome="answered", citations=(*answer.citations, *whole))


def cites_every_sentence(bot: Honest, answer: Answer) -> Answer:
    every = [
        cite(article, article.text[one.start : one.end], 100 + n)
        for article in bot.articles.values()
        for n, one in enumerate(article.sentences)
    ]
    return replace(answer, outcome="answered", citations=(*answer.citations, *every))


def echoes(_bot: Honest, answer: Answer) -> Answer:
    echo = f"“{answer.question.upper()}”"
    return replace(answer, outcome="answered", claims=(*answer.claims, Claim(echo, (1,))))


def says_it_again_and_again(_bot: Honest, answer: Answer) -> Answer:
    return replace(answer, citations=answer.citations * 20)


CHEATS = [pasted, pasted_without_spaces, cites_articles, cites_every_sentence, echoes, says_it_again_and_again]
Cheat = Callable[[Honest, Answer], Answer]


def measured(respond: Respond, real: tuple[Corpus, list[Article], Suite]) -> Metrics:
    corpus, _articles, suite = real
    return measure([one for run in Runner(respond, corpus).run([suite]) for one in run.turns])


@pytest.mark.parametrize("cheat", CHEATS)
def test_cheating_everywhere_or_only_where_it_would_be_wrong_gains_nothing(
    cheat: Cheat, real: tuple[Corpus, list[Article], Suite]
) -> None:
    honest = Honest(real[1])
    fair = measured(honest, real)
    assert 0.5 < (fair["correct_and_cited"].value or 0) < 0.8

    def always(suite: str, turn: CaseTurn, history: Sequence[Turn]) -> Answer:
        return cheat(honest, honest(suite, turn, history))

    def when_wrong(suite: str, turn: CaseTurn, history: Sequence[Turn]) -> Answer:
        answer = honest(suite, turn, history)
        return answer if knows(turn) else cheat(honest, answer)

    for respond in (always, when_wrong):
        cheated = measured(respond, real)
        for name in HEADLINES:
            assert (cheated[name].value or 0) <= (fair[name].value or 0), name


@pytest.mark.parametrize("cheat", CHEATS)
def test_a_bot_that_does_nothing_but_cheat_is_not_correct_and_cited(
    cheat: Cheat, real: tuple[Corpus, list[Article], Suite]
) -> None:
    honest = Honest(real[1])
    metrics = measured(lambda _suite, turn, _h: cheat(honest, replace(answered(""), question=turn.question)), real)
    assert metrics["correct_and_cited"].value == 0
    # two chronologies allow for so many words that even a whole article may be cited sentence by sentence
    assert (metrics["citation_recall"].value or 0) < 0.05
    assert (metrics["answer_accuracy"].value or 0) < 0.05


def test_always_refusing_is_seen_in_precision_and_answers_nothing(real: tuple[Corpus, list[Article], Suite]) -> None:
    fair = measured(Honest(real[1]), real)
    metrics = measured(lambda *_: refused(), real)
    assert metrics["refusal_recall"].value == 1
    unanswerable, turns = metrics["refusal_recall"].n, metrics["passed"].n
    assert metrics["refusal_precision"].value == pytest.approx(unanswerable / turns, abs=0.05)
    assert (metrics["refusal_precision"].value or 0) < (fair["refusal_precision"].value or 0)
    for name in ("passed", "answer_accuracy", "citation_recall", "correct_and_cited"):
        assert (metrics[name].value or 0) < (fair[name].value or 0), name


def test_timing_out_on_what_is_hard_fails_the_run_and_shows_in_the_worst_case(
    real: tuple[Corpus, list[Article], Suite],
) -> None:
    corpus, articles, suite = real
    honest = Honest(articles)

    def times_out(name: str, turn: CaseTurn, history: Sequence[Turn]) -> Answer:
        if not knows(turn):
            raise AnswererUnavailable("No answer within 30 s.")
        return honest(name, turn, history)

    fair = measured(honest, real)
    runs = Runner(times_out, corpus).run([suite])
    metrics = measure([one for run in runs for one in run.turns])
    for name in ("passed", "answer_accuracy", "citation_recall", "correct_and_cited", "refusal_recall"):
        worst = metrics[name].worst
        assert worst is not None
        assert worst <= (fair[name].value or 0), name
    assert (metrics["judged"].value or 1) < 0.8
    assert not allows_not_judged([parse_gate("answer_accuracy>=0.9")])  # so the run exits 1 whatever its averages
    report = build(config_of([suite], corpus, Target()), [runs], corpus)
    (gate,) = check_gates([parse_gate("worst(correct_and_cited)>=0.9")], report, None)
    assert not gate.passed
