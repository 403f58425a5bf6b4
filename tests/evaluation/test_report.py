"""The JSON contract and the tables that are drawn from it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest

from bot.answer import Answer, Considered
from bot.evaluation.corpus import Corpus
from bot.evaluation.matching import MATCHER
from bot.evaluation.report import Target, build, config_of, turns_of
from bot.evaluation.runner import Runner, of_callable
from bot.evaluation.suite import Suite
from bot.evaluation.tables import csv_table, junit
from vectorstore.article import Article
from vectorstore.errors import AnswererUnavailable

from .conftest import answered, cite, refused, without_timings

CLOSED = "The river road closed on Monday."
SUITE = f"""suite: s
cases:
  - {{id: ok, question: Q1, answer: [Monday], sources: [{{article: flood.txt, quote: {CLOSED}}}], tags: [x]}}
  - {{id: nowhere, question: Q2, answer: [Monday], sources: [{{article: flood.txt, quote: {CLOSED}}}]}}
  - {{id: passed-over, question: Q3, answer: [Monday], sources: [{{article: flood.txt, quote: {CLOSED}}}]}}
  - {{id: wrong, question: Q4, answer: [Tuesday], sources: [{{article: flood.txt, quote: {CLOSED}}}]}}
  - {{id: shy, question: Q5, answer: [Monday], sources: [{{article: flood.txt, quote: {CLOSED}}}]}}
  - {{id: bold, question: Q6, answerable: false}}
  - {{id: elsewhere, question: Q7, answer: [hurt], sources: [{{article: flood.txt, quote: {CLOSED}}}]}}
  - {{id: long, question: Q8, max_words: 1}}
  - {{id: down, question: Q9}}
"""
WHY = {
    "ok": None,
    "nowhere": "not_retrieved",
    "passed-over": "not_chosen",
    "wrong": "chosen_but_wrong",
    "shy": "refused_wrongly",
    "bold": "answered_wrongly",
    "elsewhere": "unlisted_evidence",
    "long": "wrong",
    "down": "not_judged",
}


@pytest.fixture
def replies(articles: list[Article]) -> dict[str, Answer]:
    flood, ferry = articles
    closed, hurt = cite(flood, CLOSED), cite(ferry, "Twelve people were hurt on Tuesday.")

    def found(article: Article, start: int, end: int) -> tuple[Considered, ...]:
        return (Considered(article.id, article.file, start, end, 0.5, False, "found"),)

    right, elsewhere = found(flood, 0, 150), found(ferry, 0, 60)
    return {
        "Q1": replace(answered("Monday.", [closed]), considered=right),
        "Q2": replace(answered("It did.", [hurt]), considered=elsewhere),
        "Q3": replace(answered("It did.", [hurt]), considered=right),
        "Q4": replace(answered("Monday.", [closed]), considered=right),
        "Q5": replace(refused(), considered=right),
        "Q6": answered("=HYPERLINK(\x07)", [hurt]),
        "Q7": replace(answered("Twelve were hurt.", [hurt]), considered=right),
        "Q8": answered("Two words"),
    }


@pytest.fixture
def report(suite_of: Callable[[str], Suite], replies: dict[str, Answer], corpus: Corpus) -> dict[str, Any]:
    suite = suite_of(SUITE)

    def ask(question: str, *_rest: Any) -> Answer:
        if question not in replies:
            raise AnswererUnavailable("No answer within 30 s.")
        return replace(replies[question], question=question)

    runs = Runner(of_callable(ask), corpus).run([suite])
    return build(config_of([suite], corpus, Target(answerer="fake")), [runs], corpus)


def test_the_report_is_the_contract(report: dict[str, Any], corpus: Corpus) -> None:
    assert json.loads(json.dumps(report)) == report
    assert report["schema"] == 1
    config = report["config"]
    assert (config["answerer"], config["embedder"], config["matcher"]) == ("fake", "none", MATCHER)
    assert config["corpus"] == corpus.hash
    assert {"suite", "seed", "versions"} <= set(config)
    case = report["suites"][0]["cases"][0]
    assert (report["suites"][0]["suite"], case["id"], case["tags"]) == ("s", "ok", ["x"])
    turn = case["turns"][0]
    assert (turn["id"], turn["question"], turn["status"]) == ("ok", "Q1", "passed")
    assert turn["answer"]["claims"][0]["text"] == "Monday."
    assert {check["status"] for check in turn["checks"]} == {"passed"}
    assert all(set(check) == {"name", "status", "reason"} for check in turn["checks"])
    assert set(report["metrics"]) == {"overall", "by_suite", "by_tag"}
    assert {"value", "n", "interval"} <= set(report["metrics"]["overall"]["answer_accuracy"])


def test_each_failure_says_why(report: dict[str, Any]) -> None:
    found = {turn["id"]: turn["why"]["code"] if turn["why"] else None for _suite, turn in turns_of(report)}
    assert found == WHY


def test_a_bot_that_does_not_say_what_it_found_is_not_accused_of_not_finding(
    suite_of: Callable[[str], Suite], replies: dict[str, Answer], corpus: Corpus
) -> None:
    suite = suite_of(SUITE)
    bare = {question: replace(answer, considered=()) for question, answer in replies.items()}
    runs = Runner(of_callable(lambda question, *_: bare.get(question, refused())), corpus).run([suite])
    report = build(config_of([suite], corpus, Target()), [runs], corpus)
    found = {turn["id"]: turn["why"]["code"] if turn["why"] else None for _suite, turn in turns_of(report)}
    assert (found["nowhere"], found["passed-over"]) == ("not_cited", "not_cited")
    assert turns_of(report)[1][1]["expected"]["sources"][0]["retrieved"] is None


def test_unlisted_evidence_comes_with_the_line_that_accepts_it(
    report: dict[str, Any], suite_of: Callable[[str], Suite]
) -> None:
    turn = next(turn for _suite, turn in turns_of(report) if turn["id"] == "elsewhere")
    (one,) = turn["unlisted"]
    assert one["yaml"] == '- {article: "news/ferry.txt", quote: "Twelve people were hurt on Tuesday."}'
    suite = suite_of(f"cases:\n- id: a\n  question: Q\n  sources:\n  {one['yaml']}\n")
    assert suite.cases[0].turns[0].sources[0].places == ((one["start"], one["end"]),)


def test_two_runs_are_the_same_but_for_their_timings(
    report: dict[str, Any], suite_of: Callable[[str], Suite], replies: dict[str, Answer], corpus: Corpus
) -> None:
    later = json.loads(json.dumps(report))
    later["config"]["created"] = "later"
    for _suite, turn in turns_of(later):
        turn["seconds"] = 99
        if turn["answer"]:
            turn["answer"]["timings_ms"] = {"total": 99}
    later["metrics"]["overall"]["latency_ms_p95"]["value"] = 99
    assert later != report
    assert without_timings(later) == without_timings(report)
    later["metrics"]["overall"]["answer_accuracy"]["value"] = 0.99
    assert without_timings(later) != without_timings(report)


def test_junit_has_a_testcase_a_turn_and_survives_any_text(report: dict[str, Any]) -> None:
    root = ElementTree.fromstring(junit(report))
    suite = root[0]
    assert {key: suite.attrib[key] for key in ("name", "tests", "failures", "errors", "skipped")} == {
        "name": "s",
        "tests": "9",
        "failures": "7",
        "errors": "1",
        "skipped": "0",
    }
    cases = {case.attrib["name"]: case for case in suite}
    assert len(cases["ok"]) == 0
    failure = cases["elsewhere"].find("failure")
    assert failure is not None
    assert failure.attrib["type"] == "unlisted_evidence"
    assert "to accept this evidence: - {article:" in (failure.text or "")
    error = cases["down"].find("error")
    assert error is not None
    assert "No answer within 30 s." in (error.text or "")
    assert "�" in (cases["bold"].find("failure").text or "")  # type: ignore[union-attr]


def test_csv_has_a_row_a_turn_and_no_cell_that_a_spreadsheet_would_run(report: dict[str, Any]) -> None:
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(csv_table(report)))}
    assert list(rows) == list(WHY)
    assert [rows["ok"][name] for name in ("status", "answer", "check_sources")] == ["passed", "Monday. [1]", "passed"]
    assert rows["bold"]["answer"].startswith("'=HYPERLINK")
    assert (rows["down"]["why"], rows["down"]["answer"], rows["down"]["outcome"]) == ("not_judged", "", "")
    assert rows["elsewhere"]["unlisted"] == "1"


def test_a_cell_that_another_separator_or_a_wide_sign_would_open_as_a_formula_is_text(
    suite_of: Callable[[str], Suite], corpus: Corpus
) -> None:
    suite = suite_of("cases: [{id: a, question: Q1}, {id: b, question: Q2}, {id: c, question: Q3}]")
    said = {"Q1": "x;=1+1", "Q2": "\uff1dHYPERLINK(1)", "Q3": "Words. " * 10_000}
    runs = Runner(of_callable(lambda question, *_: answered(said[question])), corpus).run([suite])
    text = csv_table(build(config_of([suite], corpus, Target()), [runs], corpus))
    assert ',"x;=1+1' in text
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text))}
    assert rows["b"]["answer"].startswith("'\uff1d")
    assert len(rows["c"]["answer"]) < 32_767
    assert "characters more)" in rows["c"]["answer"]


def test_junit_has_totals_and_no_endless_text(suite_of: Callable[[str], Suite], corpus: Corpus) -> None:
    suite = suite_of("cases: [{id: a, question: Q, answer: [no]}]")
    runs = Runner(of_callable(lambda *_: answered("Words. " * 100_000)), corpus).run([suite])
    text = junit(build(config_of([suite], corpus, Target()), [runs], corpus))
    root = ElementTree.fromstring(text)
    assert [root.attrib[key] for key in ("tests", "failures", "errors", "skipped")] == ["1", "1", "0", "0"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", root[0].attrib["timestamp"])
    assert len(text) < 20_000


def test_half_a_character_and_what_is_no_number_leave_a_report_that_can_be_written(
    suite_of: Callable[[str], Suite], corpus: Corpus
) -> None:
    suite = suite_of("cases: [{id: a, question: Q}]")
    odd = replace(answered("Half \ud800."), timings_ms={"total": float("nan")})
    runs = Runner(of_callable(lambda *_: odd), corpus).run([suite])
    report = build(config_of([suite], corpus, Target()), [runs], corpus)
    text = json.dumps(report, ensure_ascii=False, allow_nan=False)
    assert b"Half \xef\xbf\xbd." in text.encode()


def test_a_wrong_answer_to_a_case_without_sources_is_not_said_to_cite_the_evidence(
    suite_of: Callable[[str], Suite], corpus: Corpus
) -> None:
    suite = suite_of("cases: [{id: a, question: Q, answer: [Monday]}]")
    runs = Runner(of_callable(lambda *_: answered("Tuesday.")), corpus).run([suite])
    ((_suite, turn),) = turns_of(build(config_of([suite], corpus, Target()), [runs], corpus))
    assert turn["why"]["code"] == "wrong"
