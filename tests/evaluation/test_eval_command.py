"""`newsbot eval` as it is typed: exit statuses, what goes to which stream, which files are written."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from bot.answer import Answer
from ui.cli import main
from vectorstore.article import Article
from vectorstore.library import Library

from .conftest import answered, cite, refused, without_timings

CLOSED = "The river road closed on Monday."
SUITE = f"""suite: s
cases:
  - {{id: when, question: When did it close?, answer: [Monday], tags: [x],
       sources: [{{article: flood.txt, quote: {CLOSED}}}]}}
  - {{id: who, question: Who won the cup?, answerable: false, tags: [y]}}
  - id: talk
    turns: [{{question: How many were hurt?, answer: [twelve]}}, {{question: And on which day?, answer: [Tuesday]}}]
"""
GOOD = [
    {"id": "when", "answer": "On Monday.", "citations": [{"file": "flood.txt", "quote": CLOSED}]},
    {"id": "who", "answer": ""},
    {"id": "talk/1", "answer": "Twelve."},
    {"id": "talk/2", "answer": "On Tuesday."},
]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, articles: list[Article]) -> Path:
    """A library without an index: judging recorded answers needs the articles and nothing else."""
    folder = tmp_path_factory.mktemp("data")
    library = Library(folder)
    with library.writer() as writer:
        for article in articles:
            writer.put(article, [])
    return folder


@dataclass
class FakeBot:
    """Stands in for the bot that the settings open."""

    replies: dict[str, Answer]
    asked: list[str] = field(default_factory=list)
    interrupts_at: str | None = None
    raises: Exception | None = None

    def ask(self, question: str, _history: Any = (), *, answerer: Any = None, articles: Any = None) -> Answer:
        self.asked.append(question)
        if self.raises:
            raise self.raises
        if question == self.interrupts_at:
            raise KeyboardInterrupt
        return self.replies.get(question, refused())


@dataclass
class Typed:
    """What came of a command."""

    status: int
    out: str
    err: str


Newsbot = Callable[..., Typed]


@pytest.fixture
def newsbot(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, data: Path) -> Newsbot:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "suite.yaml").write_text(SUITE, encoding="utf-8")
    write_answers(tmp_path, GOOD)

    def typed(*words: str, data: Path = data) -> Typed:
        monkeypatch.setattr("ui.eval_start._suggested", lambda bot: [])  # starters have their own test
        monkeypatch.setattr("sys.argv", ["newsbot", "eval", *words, "--data", str(data)])
        try:
            main()
            status: Any = 0
        except SystemExit as ended:
            status = ended.code or 0
        captured = capsys.readouterr()
        return Typed(status, captured.out, captured.err)

    return typed


def write_answers(folder: Path, answers: list[dict[str, Any]]) -> None:
    text = "\n".join(json.dumps(answer) for answer in answers)
    (folder / "answers.jsonl").write_text(text, encoding="utf-8")


JUDGE = ("suite.yaml", "--answers", "answers.jsonl")


def test_a_run_without_a_gate_exits_0_whatever_its_scores(newsbot: Newsbot, tmp_path: Path) -> None:
    done = newsbot(*JUDGE)
    assert done.status == 0
    assert "s: 3 cases, 4 turns, 2 articles" in done.out
    assert "Every check passed." in done.out
    write_answers(tmp_path, [{**answer, "answer": "Words."} for answer in GOOD])
    done = newsbot(*JUDGE)
    assert done.status == 0
    assert "4 of 4 turns failed" in done.out


@pytest.mark.parametrize(
    ("gates", "status"),
    [
        (["answer_accuracy>=1"], 0),
        (["answer_accuracy>=1", "refusal_recall[y]>=1"], 0),
        (["low(answer_accuracy)>=0.9"], 1),
        (["answer_accuracy>=1", "words_mean>50"], 1),
        (["conflict_shown>=0.5"], 2),
        (["accuracy>=1"], 2),
        (["answer_accuracy[z]>=1"], 2),
        (["answer_accuracy>=old"], 2),
    ],
)
def test_gates_decide_the_exit_status(gates: list[str], status: int, newsbot: Newsbot) -> None:
    done = newsbot(*JUDGE, *(word for gate in gates for word in ("--gate", gate)))
    assert done.status == status
    if status == 2:
        assert done.err.splitlines()[-1].startswith("newsbot: --gate")


def test_what_could_not_be_judged_fails_the_run_unless_a_gate_allows_it(newsbot: Newsbot, tmp_path: Path) -> None:
    write_answers(tmp_path, GOOD[:3])
    done = newsbot(*JUDGE)
    assert done.status == 1
    assert "not every turn could be judged" in done.err
    assert "has no answer with the id 'talk/2'" in done.out
    assert newsbot(*JUDGE, "--gate", "judged>=0.7").status == 0
    assert newsbot(*JUDGE, "--gate", "judged>=0.8").status == 1
    assert newsbot(*JUDGE, "--gate", "answer_accuracy>=0.5").status == 1


def test_many_turns_that_could_not_be_judged_are_told_with_their_common_reason(
    newsbot: Newsbot, bot: FakeBot, tmp_path: Path
) -> None:
    cases = "\n".join(f"  - {{id: c{n}, question: Question {n}, tags: [a{n}, b]}}" for n in range(9))
    (tmp_path / "suite.yaml").write_text(f"cases:\n{cases}\n", encoding="utf-8")
    bot.raises = KeyError("near")
    done = newsbot("suite.yaml")
    assert done.status == 1
    assert "9: KeyError: 'near'" in done.out


def test_json_on_standard_output_stands_alone(newsbot: Newsbot) -> None:
    done = newsbot(*JUDGE, "--json", "-", "--gate", "answer_accuracy>=1")
    report = json.loads(done.out)
    assert report["gates"][0]["passed"]
    assert "gate passed" in done.err


def test_every_report_is_written_into_folders_that_need_not_be_there(newsbot: Newsbot, tmp_path: Path) -> None:
    names = {"json": "r.json", "html": "r.html", "junit": "r.xml", "csv": "r.csv", "export": "r.jsonl"}
    done = newsbot(*JUDGE, *(word for kind, name in names.items() for word in (f"--{kind}", f"out/new/{name}")))
    assert done.status == 0
    out = tmp_path / "out/new"
    assert json.loads((out / "r.json").read_text())["schema"] == 1
    assert ElementTree.fromstring((out / "r.xml").read_text()).tag == "testsuites"
    assert (out / "r.html").read_text().startswith("<!doctype html>")
    assert len((out / "r.csv").read_text().splitlines()) == 5
    assert len((out / "r.jsonl").read_text().splitlines()) == 4


def test_comparing_with_the_run_before(newsbot: Newsbot, tmp_path: Path) -> None:
    newsbot(*JUDGE, "--json", "old.json")
    write_answers(tmp_path, [*GOOD[:2], {"id": "talk/1", "answer": "Seven."}, GOOD[3]])
    done = newsbot(*JUDGE, "--compare", "old.json", "--gate", "answer_accuracy>=old", "--json", "old.json")
    assert done.status == 1
    assert "B fixes 0 and breaks 1 of 4, p = 1" in done.out
    assert "broken: talk/1" in done.out
    assert "FAILED: answer_accuracy>=old (is 0.667, old 1.000, n = 3)" in done.out
    (tmp_path / "suite.yaml").write_text(SUITE.replace("[twelve]", "[seven]"), encoding="utf-8")
    done = newsbot(*JUDGE, "--compare", "old.json")
    assert done.status == 2
    assert "another suite" in done.err
    done = newsbot(*JUDGE, "--compare", "old.json", "--force")
    assert done.status == 0
    assert "by --force although" in done.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Give a suite"),
        (("gone.yaml",), "gone.yaml cannot be read"),
        (("suite.yaml", "--answers", "gone.jsonl"), "gone.jsonl cannot be read"),
        ((*JUDGE, "--url", "http://127.0.0.1:1"), "exclude each other"),
        ((*JUDGE, "--repeat", "2"), "recorded answers stay"),
        ((*JUDGE, "--tag", "z"), "no case has the tag 'z'. There are x, y"),
        ((*JUDGE, "--case", "z"), "no case is called 'z'"),
        ((*JUDGE, "--compare", "suite.yaml"), "is no report"),
        ((*JUDGE, "--json", "."), "is a folder"),
        ((*JUDGE, "--html", "suite.yaml/x.html"), "cannot be written"),
        (("--import", "x.json"), "--import needs a folder"),
        (("suite.yaml", "--url", "nowhere"), "is no address"),
        ((*JUDGE, "--json", "-", "--csv", "-"), "--json and --csv would both go to standard output"),
        ((*JUDGE, "--html", "r", "--junit", "./r"), "would both go to"),
        ((*JUDGE, "--json", "suite.yaml"), "--json suite.yaml would overwrite what is read"),
        ((*JUDGE, "--export", "answers.jsonl"), "would overwrite what is read"),
        ((".", "--export", "answers.jsonl"), "would overwrite what is read"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(words: tuple[str, ...], said: str, newsbot: Newsbot) -> None:
    done = newsbot(*words)
    assert done.status == 2
    assert said in done.err.splitlines()[-1]
    assert done.out == ""


def test_a_suite_whose_ending_is_in_capitals_is_not_overwritten_either(newsbot: Newsbot, tmp_path: Path) -> None:
    suite = tmp_path / "suites" / "S.CSV"
    suite.parent.mkdir()
    suite.write_text("id,question,answer\nwhen,When did it close?,Monday\n")
    before = suite.read_bytes()
    done = newsbot("suites", "--answers", "answers.jsonl", "--csv", "suites/S.CSV")
    assert (done.status, done.out) == (2, "")
    assert "--csv suites/S.CSV would overwrite what is read" in done.err
    assert suite.read_bytes() == before


def test_an_empty_library_says_how_to_fill_it(newsbot: Newsbot, tmp_path: Path) -> None:
    done = newsbot(*JUDGE, data=tmp_path / "none")
    assert done.status == 2
    assert "Load some: newsbot ingest" in done.err
    assert not (tmp_path / "none").exists()


def test_a_wrong_suite_names_file_and_line(newsbot: Newsbot, tmp_path: Path) -> None:
    (tmp_path / "suite.yaml").write_text("cases:\n  - id: a\n    question: Q\n    anser: [x]\n", encoding="utf-8")
    done = newsbot(*JUDGE)
    assert done.status == 2
    assert "suite.yaml line 4: unknown key 'anser'; did you mean 'answer'?" in done.err


def test_only_some_cases_and_a_stop_at_the_first_failure(newsbot: Newsbot, tmp_path: Path) -> None:
    done = newsbot(*JUDGE, "--case", "talk", "--case", "who")
    assert "s: 2 cases, 3 turns" in done.out
    write_answers(tmp_path, [{**GOOD[0], "answer": "Words."}, *GOOD[1:]])
    done = newsbot(*JUDGE, "--fail-fast")
    assert (done.status, "stopped after 1 of 3 cases" in done.err) == (0, True)
    assert newsbot(*JUDGE, "--fail-fast", "--gate", "citation_recall>=1").status == 1


@pytest.fixture
def bot(monkeypatch: pytest.MonkeyPatch, articles: list[Article]) -> FakeBot:
    made = FakeBot(
        {
            "When did it close?": answered("On Monday.", [cite(articles[0], CLOSED)]),
            "How many were hurt?": answered("Twelve."),
            "And on which day?": answered("On Tuesday."),
        }
    )
    monkeypatch.setattr("ui.opening.open_bot", lambda _settings: made)
    return made


def test_the_bot_is_asked_and_two_runs_are_the_same(newsbot: Newsbot, bot: FakeBot, tmp_path: Path) -> None:
    for name, workers in (("a.json", "1"), ("b.json", "3")):
        assert newsbot("suite.yaml", "--json", name, "--workers", workers).status == 0
    first, second = (without_timings(json.loads((tmp_path / name).read_text())) for name in ("a.json", "b.json"))
    assert first == second
    assert len(bot.asked) == 8


def test_an_interrupted_run_exits_130_and_goes_on(newsbot: Newsbot, bot: FakeBot) -> None:
    bot.interrupts_at = "How many were hurt?"
    done = newsbot("suite.yaml")
    assert done.status == 130
    assert "run the same command to go on" in done.err
    bot.interrupts_at = None
    bot.asked.clear()
    done = newsbot("suite.yaml")
    assert done.status == 0
    assert "2 cases are answered" in done.err
    assert bot.asked == ["How many were hurt?", "And on which day?"]
    bot.asked.clear()
    newsbot("suite.yaml")
    assert len(bot.asked) == 4


def test_fresh_asks_all_anew(newsbot: Newsbot, bot: FakeBot) -> None:
    bot.interrupts_at = "And on which day?"
    newsbot("suite.yaml")
    bot.interrupts_at = None
    bot.asked.clear()
    assert newsbot("suite.yaml", "--fresh").status == 0
    assert len(bot.asked) == 4


def test_a_repeat_gives_a_figure_for_stability(newsbot: Newsbot, bot: FakeBot, tmp_path: Path) -> None:
    done = newsbot("suite.yaml", "--repeat", "3", "--gate", "stability>=1", "--json", "r.json")
    assert done.status == 0
    assert len(bot.asked) == 12
    assert json.loads((tmp_path / "r.json").read_text())["metrics"]["overall"]["stability"]["n"] == 4


def test_init_writes_a_suite_that_loads_and_overwrites_nothing(newsbot: Newsbot, bot: FakeBot, tmp_path: Path) -> None:
    done = newsbot("--init", "questions")
    assert done.status == 0
    assert "newsbot eval questions/starter.yaml" in done.out
    assert json.loads((tmp_path / "questions/suite.schema.json").read_text())["title"] == "newsbot suite"
    assert newsbot("questions/starter.yaml").status == 0
    assert newsbot("questions").status == 0
    done = newsbot("--init", "questions")
    assert (done.status, "is there already" in done.err) == (2, True)


def test_import_writes_a_suite_and_the_articles_it_needs(newsbot: Newsbot, tmp_path: Path) -> None:
    answer = {"text": "Tuesday", "answer_start": 26}
    paragraphs = [
        {
            "context": "Twelve people were hurt on Tuesday.",
            "qas": [{"id": "q", "question": "When?", "answers": [answer]}],
        },
        {"context": "It is new.", "qas": [{"id": "r", "question": "What?", "answers": [{"text": "new"}]}]},
    ]
    squad = {"data": [{"title": "T", "paragraphs": paragraphs}]}
    (tmp_path / "squad.json").write_text(json.dumps(squad), encoding="utf-8")
    done = newsbot("--import", "squad.json", "--init", "in")
    assert done.status == 0
    assert "Paragraphs in no ingested article: 1. newsbot ingest" in done.out
    assert (tmp_path / "in/articles/t-001.txt").read_text() == "It is new."
    assert "news/ferry.txt" in (tmp_path / "in/squad.yaml").read_text()


def test_schema_is_printed_for_editors(newsbot: Newsbot) -> None:
    assert json.loads(newsbot("--schema").out)["title"] == "newsbot suite"


@pytest.mark.parametrize(
    ("option", "begins"), [("--csv", '"suite","id"'), ("--junit", "<?xml"), ("--html", "<!doctype")]
)
def test_any_report_on_standard_output_stands_alone(option: str, begins: str, newsbot: Newsbot) -> None:
    done = newsbot(*JUDGE, option, "-")
    assert done.status == 0
    assert done.out.startswith(begins)
    assert "Every check passed." not in done.out
    assert "Every check passed." in done.err


def test_a_report_that_cannot_be_written_keeps_the_others_and_what_was_answered(
    newsbot: Newsbot, bot: FakeBot, tmp_path: Path
) -> None:
    done = newsbot("suite.yaml", "--json", "/dev/full", "--csv", "r.csv")
    assert done.status == 2
    assert "/dev/full cannot be written" in done.err
    assert (tmp_path / "r.csv").exists()
    bot.asked.clear()
    done = newsbot("suite.yaml", "--json", "r.json")
    assert (done.status, bot.asked) == (0, [])
    assert "3 cases are answered" in done.err


def test_a_gate_that_cannot_be_decided_leaves_the_others_told(newsbot: Newsbot) -> None:
    gates = ("latency_ms_p50<=9", "answer_accuracy>=1", "tokens_total<=9", "words_mean>50")
    done = newsbot(*JUDGE, *(word for gate in gates for word in ("--gate", gate)))
    assert done.status == 2
    assert "gate passed: answer_accuracy>=1" in done.out
    assert "gate FAILED: words_mean>50" in done.out
    assert "latency_ms_p50<=9" in done.err
    assert "tokens_total<=9" in done.err


def test_a_gate_on_what_no_case_asks_for_is_refused_before_anything_is_asked(newsbot: Newsbot, bot: FakeBot) -> None:
    done = newsbot("suite.yaml", "--gate", "conflict_shown>=0.5")
    assert (done.status, bot.asked) == (2, [])


def test_a_very_long_answer_does_not_fill_the_terminal(newsbot: Newsbot, tmp_path: Path) -> None:
    write_answers(tmp_path, [{"id": "when", "answer": "Words. " * 50_000}, *GOOD[1:]])
    done = newsbot(*JUDGE, "--html", "r.html")
    assert done.status == 0
    assert "characters more)" in done.out
    assert len(done.out) < 5_000
    assert (tmp_path / "r.html").stat().st_size < 100_000


def test_no_metric_is_cut_short_where_the_output_is_no_terminal(newsbot: Newsbot) -> None:
    done = newsbot(*JUDGE)
    assert "…" not in done.out
    assert "cites evidence that the suite lists" in done.out


def test_one_case_is_not_called_cases(newsbot: Newsbot) -> None:
    assert "s: 1 case, 1 turn, 2 articles" in newsbot(*JUDGE, "--case", "when").out
