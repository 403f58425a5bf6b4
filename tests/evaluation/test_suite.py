"""Suites are read as written, and everything wrong with them is said at once, with its line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.evaluation.corpus import Corpus
from bot.evaluation.suite import Suite, SuiteError, load_suite, load_suites, select, suites_hash
from bot.evaluation.suite_model import json_schema
from vectorstore.errors import ConfigError

from .conftest import corpus_of, make_article

Write = Callable[..., Path]


def problems(file: Path, corpus: Corpus) -> list[str]:
    with pytest.raises(SuiteError) as caught:
        load_suite(file, corpus)
    return str(caught.value).replace(str(file), "FILE").splitlines()


def test_scalars_are_the_words_that_were_written(suite_of: Callable[[str], Suite]) -> None:
    suite = suite_of(
        "suite: 2024\ncases:\n"
        "  - {id: 007, question: yes, answer: [yes, 96, 2013-01-24, 1.50, null, 0x10, off], tags: [on]}\n"
    )
    assert suite.name == "2024"
    turn = suite.cases[0].turns[0]
    assert (turn.id, turn.question, turn.tags) == ("007", "yes", ("on",))
    assert [entry.written for entry in turn.answer[:4]] == ["yes", "96", "2013-01-24", "1.50"]


def test_defaults_of_the_contract(turn_of: Callable) -> None:
    turn = turn_of("question: Q")
    assert (turn.max_words, turn.cite, turn.outcomes, turn.open, turn.articles) == (
        80,
        "any",
        ("answered", "partial"),
        False,
        None,
    )
    assert turn_of("question: Q, answerable: false").outcomes == ("not_found",)
    assert turn_of("question: Q, answer: [a, b, c]").at_least == 3
    assert turn_of("question: Q, answer: [a, b, c], at_least: 2").at_least == 2
    assert turn_of("question: Q, answerable: false, outcome: [not_found, partial]").outcomes == ("not_found", "partial")


def test_a_conversation_numbers_its_turns_and_hands_down_its_tags(suite_of: Callable[[str], Suite]) -> None:
    suite = suite_of(
        "cases:\n  - id: talk\n    tags: [a]\n    max_words: 30\n    turns:\n"
        "      - {question: One, tags: [b]}\n      - {question: Two, max_words: 9}\n"
    )
    assert [turn.id for turn in suite.turns] == ["talk/1", "talk/2"]
    assert [turn.tags for turn in suite.turns] == [("a", "b"), ("a",)]
    assert [turn.max_words for turn in suite.turns] == [30, 9]


def test_a_quote_is_found_whatever_its_typography(turn_of: Callable) -> None:
    turn = turn_of('question: Q, sources: [{article: ferry.txt, quote: "built in  1996 - in Alder"}]')
    assert len(turn.sources[0].places) == 1
    turn = turn_of("""question: Q, sources: [{article: news/flood.txt, quote: 'the "Daily" reported'}]""")
    assert len(turn.sources[0].places) == 1


@pytest.mark.parametrize(
    ("keys", "line", "said"),
    [
        ("question: Q, anser: [a]", 2, "unknown key 'anser'; did you mean 'answer'?"),
        ("question: Q, zzz: [a]", 2, "unknown key 'zzz'; expected one of question, answerable"),
        ("question: Q, answerable: maybe", 2, "'answerable' is 'maybe'; expected true or false"),
        ("question: Q, max_words: many", 2, "'max_words' is 'many'; expected a whole number"),
        ("question: Q, max_words: 0", 2, "'max_words' is '0'; expected a whole number of at least 1"),
        ("question: Q, cite: most", 2, "'cite' is 'most'; expected 'any' or 'all'"),
        ("question: Q, outcome: [maybe]", 2, "'outcome' is 'maybe'; expected 'answered', 'partial' or 'not_found'"),
        ("question: [Q]", 2, "'question' is a list; expected text"),
        ("question: ''", 2, "'question' is empty; expected text"),
        ("question: Q, answer: {a: b}", 2, "'answer' is keys and values; expected a list"),
        ("question: Q, answer: []", 2, "'answer' is an empty list; expected at least one entry"),
        ("question: Q, answer: [a], answerable: false", 2, "'answerable' is false and there is an answer"),
        ("question: Q, answer: ['a|']", 2, "has a form without a word"),
        ("question: Q, answer: [a], at_least: 2", 2, "'at_least' is 2; expected at most the entries of 'answer'"),
        ("question: Q, language: klingon", 2, "'language' is 'klingon'; expected one of en, es"),
        ("tags: [a]", 2, "has neither; expected question or turns"),
        ("question: Q, turns: [{question: Q}]", 2, "has both; expected question or turns"),
        ("answer: [a], turns: [{question: Q}]", 2, "'answer' stands beside turns"),
        ("question: Q, sources: [{quote: a}]", 2, "no 'article'; expected one here"),
        ("question: Q, sources: [{article: flod.txt}]", 2, "no article is called 'flod.txt'"),
        ("question: Q, articles: [flood.txt, gone.txt]", 2, "no article is called 'gone.txt'"),
        ("question: Q, question: R", 2, "'question' is given twice"),
        ("question: !secret Q", 2, "unknown tag !secret"),
    ],
)
def test_what_is_wrong_is_said_with_what_was_expected(
    keys: str, line: int, said: str, write: Write, corpus: Corpus
) -> None:
    (problem,) = problems(write(f"cases:\n  - {{id: one, {keys}}}\n"), corpus)
    assert problem.startswith(f"FILE line {line}: ")
    assert said in problem


def test_all_problems_of_a_file_are_reported_at_once_each_with_its_line(write: Write, corpus: Corpus) -> None:
    text = """suite: bad
extra: 1
cases:
  - id: a
    question: Q
    anser: [x]
  - id: b
    question: Q
    sources:
      - article: flood.txt
        quote: "closed on Tuesday"
  - id: a
    question: Q
    max_words: many
  - id: talk
    turns:
      - question: Q
      - question: Q
        answerable: false
        answer: [x]
"""
    found = problems(write(text), corpus)
    assert [line.split(":")[0] for line in found] == [
        "FILE line 2",
        "FILE line 6",
        "FILE line 11",
        "FILE line 14",
        "FILE line 20",
    ]


def test_a_nearly_right_quote_prints_the_articles_own_text_to_paste(write: Write, corpus: Corpus) -> None:
    suite = """cases:
  - id: a
    question: Q
    sources: [{article: flood.txt, quote: "Mayor Anna Ruiz said that it would stay shut for 96 days"}]
"""
    (problem,) = problems(write(suite), corpus)
    assert "the quote is not in news/flood.txt" in problem
    pasted = problem.split("such as: ")[1]
    assert pasted == "Mayor Ana Ruiz said it would stay shut for 96 days."
    assert load_suite(write(suite.replace("Mayor Anna Ruiz said that it would stay shut for 96 days", pasted)), corpus)


def test_a_quote_of_another_article_is_told_where_it_is(write: Write, corpus: Corpus) -> None:
    text = "cases:\n- {id: a, question: Q, sources: [{article: flood.txt, quote: Twelve people were hurt}]}"
    (problem,) = problems(write(text), corpus)
    assert problem.endswith("it is in news/ferry.txt")


def test_half_a_number_is_not_a_quote(write: Write, corpus: Corpus) -> None:
    text = "cases:\n- {id: a, question: Q, sources: [{article: ferry.txt, quote: built in 19}]}"
    assert "the quote is not in" in problems(write(text), corpus)[0]


def test_an_article_is_known_by_id_file_or_base_name_and_an_ambiguous_name_is_an_error(write: Write) -> None:
    first, second = make_article("a/x.txt", "One here."), make_article("b/x.txt", "Two here.")
    corpus = corpus_of([first, second, make_article("b/y.txt", "Three here.")])
    for name in (first.id, "a/x.txt", "y.txt"):
        assert load_suite(write(f"cases:\n- {{id: a, question: Q, sources: [{{article: {name}}}]}}"), corpus)
    (problem,) = problems(write("cases:\n- {id: a, question: Q, sources: [{article: x.txt}]}"), corpus)
    assert "'x.txt' is the name of 2 articles; write one of a/x.txt, b/x.txt" in problem


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "expected suite: and cases:"),
        ("just words", "expected suite: and cases:"),
        ("suite: x", "no cases"),
        ("cases: []", "no cases"),
        ("cases: [", "not valid YAML"),
        ("cases:\n- {id: a, question: What: now?}", "not valid YAML"),
        ("cases: &a [*a]", "anchors are repeated"),
    ],
)
def test_a_file_that_is_no_suite_is_one_plain_error(text: str, said: str, write: Write, corpus: Corpus) -> None:
    assert any(said in problem for problem in problems(write(text), corpus))


def test_anchors_that_multiply_without_end_are_refused(
    write: Write, corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.evaluation.suite_files.MOST_NODES", 10_000)
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    assert any("anchors are repeated" in problem for problem in problems(write("\n".join(lines)), corpus))


def test_jsonl_has_the_same_keys_and_the_same_errors(write: Write, corpus: Corpus) -> None:
    good = {"id": "a", "question": "Q", "answer": [96, True, "x"], "sources": [{"article": "flood.txt"}], "cite": None}
    turns = {"id": "talk", "turns": [{"question": "One"}, {"question": "Two", "answerable": False}]}
    suite = load_suite(write(f"{json.dumps(good)}\n\n{json.dumps(turns)}\n", "q.jsonl"), corpus)
    assert suite.name == "q"
    assert [entry.written for entry in suite.cases[0].turns[0].answer] == ["96", "true", "x"]
    assert [turn.answerable for turn in suite.turns] == [True, True, False]
    bad = '{"id": "a", "question": "Q"}\nnot json\n\n{"id": "a", "question": "Q", "x": 1}\n{"id": "b", "id": "c"}\n'
    found = problems(write(bad, "q.jsonl"), corpus)
    assert [line.split(":")[0] for line in found] == ["FILE line 2", "FILE line 4", "FILE line 5"]


def test_csv_is_question_answer_article(write: Write, corpus: Corpus) -> None:
    text = 'question,answer,article\r\n"When, and\nfor how long?",Monday;96 days|96-day*,flood.txt\r\nWho won?,,\r\n'
    suite = load_suite(write(text, "q.csv"), corpus)
    first, second = suite.turns
    assert first.question == "When, and\nfor how long?"
    assert [entry.written for entry in first.answer] == ["Monday", "96 days|96-day*"]
    assert first.sources[0].article.file == "news/flood.txt"
    assert first.sources[0].quote is None
    assert not second.answerable
    found = problems(write('question,answer,article\n"a\nb",x,gone.txt\nc,x\n', "q.csv"), corpus)
    assert [line.split(":")[0] for line in found] == ["FILE line 2", "FILE line 4"]
    assert "expected question,answer,article" in problems(write("q,a\n1,2\n", "q.csv"), corpus)[0]


def test_the_shipped_schema_is_that_of_the_model() -> None:
    shipped = Path(__file__).resolve().parents[2] / "bot/evaluation/suite.schema.json"
    assert json.loads(shipped.read_text(encoding="utf-8")) == json_schema()


def test_selecting_by_tag_and_id(suite_of: Callable[[str], Suite]) -> None:
    suite = suite_of("cases:\n- {id: a, question: Q, tags: [x]}\n- {id: b, question: Q, tags: [y]}\n")
    assert [case.id for case in select([suite], ["y"], [])[0].cases] == ["b"]
    assert [case.id for case in select([suite], [], ["a"])[0].cases] == ["a"]
    for tags, ids in ((["z"], []), ([], ["z"]), (["x"], ["b"])):
        with pytest.raises(ConfigError):
            select([suite], tags, ids)


def test_the_hash_is_of_what_the_cases_say_and_not_of_their_layout(suite_of: Callable[[str], Suite]) -> None:
    one = suites_hash([suite_of("suite: s\ncases:\n- {id: a, question: Q, max_words: 80}\n")])
    same = suites_hash([suite_of("# note\nsuite: s\ncases:\n- id: a\n  question: Q\n")])
    other = suites_hash([suite_of("suite: s\ncases:\n- {id: a, question: Q, max_words: 81}\n")])
    assert one == same != other


def test_two_suites_of_one_name_are_refused(write: Write, corpus: Corpus) -> None:
    files = [write("suite: s\ncases: [{id: a, question: Q}]", name) for name in ("one.yaml", "two.yaml")]
    with pytest.raises(SuiteError, match="all are called 's'"):
        load_suites(files, corpus)


def test_a_folder_stands_for_the_suites_in_it(write: Write, corpus: Corpus, tmp_path: Path) -> None:
    write("cases: [{id: a, question: Q}]", "one.yaml")
    write('{"id": "a", "question": "Q"}', "two.jsonl")
    write("notes", "readme.txt")
    assert [suite.name for suite in load_suites([tmp_path], corpus)] == ["one", "two"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(ConfigError, match="holds no suite"):
        load_suites([tmp_path / "empty"], corpus)


def test_a_merge_key_takes_in_another_mapping_and_what_is_written_out_wins(suite_of: Callable[[str], Suite]) -> None:
    suite = suite_of(
        "cases:\n"
        "  - &base {id: a, question: One, answer: [Monday], tags: [x]}\n"
        "  - {id: b, <<: *base, question: Two}\n"
        "  - {<<: [{id: c, max_words: 5}, *base]}\n"
    )
    assert [case.id for case in suite.cases] == ["a", "b", "c"]
    assert [turn.question for turn in suite.turns] == ["One", "Two", "One"]
    assert [turn.max_words for turn in suite.turns] == [80, 80, 5]
    assert all(turn.tags == ("x",) for turn in suite.turns)


def test_a_merge_key_without_a_mapping_is_an_error_on_its_line(write: Write, corpus: Corpus) -> None:
    (problem,) = problems(write("cases:\n  - id: a\n    question: Q\n    <<: words\n"), corpus)
    assert problem.startswith("FILE line 4: '<<' takes in other keys and values")


def test_an_unknown_key_is_reported_on_its_own_line_whatever_it_is_called(write: Write, corpus: Corpus) -> None:
    suite = "cases:\n  - id: a\n    question: Q\n    max-words: 3\n    two words: 1\n    5: x\n"
    lines = [problem.partition(": unknown")[0] for problem in problems(write(suite), corpus)]
    assert lines == ["FILE line 4", "FILE line 5", "FILE line 6"]


def test_an_id_on_a_turn_says_what_turns_are_called(write: Write, corpus: Corpus) -> None:
    (problem,) = problems(write("cases:\n  - id: a\n    turns:\n      - {question: Q, id: b}\n"), corpus)
    assert "turns are called after their case, talk/1 and talk/2" in problem


@pytest.mark.parametrize("key", ["id", "question", "speaker"])
def test_white_space_is_no_text(key: str, write: Write, corpus: Corpus) -> None:
    keys = {"id": "a", "question": "Q", key: '"  \u00a0"'}
    (problem,) = problems(write(f"cases: [{{{', '.join(f'{k}: {v}' for k, v in keys.items())}}}]"), corpus)
    assert problem.endswith(f"'{key}' is empty; expected text")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cases:\n  - id: a\n\tquestion: Q", "line 3: not valid YAML: .*; expected spaces"),
        ("cases:\n  - id: a\n    question: a\x07b", "line 3: not valid YAML: .*control characters"),
        ("cases:\n  - {id: a, question: Q}\n---\ncases: []\n", "line 3: a second document begins here"),
        (f"cases: {'[' * 40}{']' * 40}", "line 1: nested too deeply"),
    ],
)
def test_what_is_no_yaml_is_told_with_its_line_and_its_remedy(
    text: str, said: str, write: Write, corpus: Corpus
) -> None:
    assert re.search(said, problems(write(text), corpus)[0])


@pytest.mark.parametrize(("sign", "name"), [(";", "semicolons"), ("\t", "tabs")])
def test_a_csv_that_is_not_separated_by_commas_says_so(sign: str, name: str, write: Write, corpus: Corpus) -> None:
    (problem,) = problems(write(f"question{sign}answer{sign}article\nQ{sign}a{sign}\n", "s.csv"), corpus)
    assert f"line 1: the columns are separated by {name}; expected commas" in problem


def test_half_a_character_in_jsonl_is_an_error_with_its_line(write: Write, corpus: Corpus) -> None:
    (problem,) = problems(write('{"id": "a", "question": "x \\ud800"}\n', "s.jsonl"), corpus)
    assert "line 1: 'question' is" in problem


def test_a_name_that_is_like_no_article_gets_no_suggestion(write: Write, corpus: Corpus) -> None:
    suite = "cases:\n  - {id: a, question: Q, sources: [{article: NAME}]}\n"
    (problem,) = problems(write(suite.replace("NAME", "zzz.txt")), corpus)
    assert "did you mean" not in problem
    (problem,) = problems(write(suite.replace("NAME", "ferri.txt")), corpus)
    assert "did you mean 'ferry.txt'" in problem or "did you mean 'news/ferry.txt'" in problem


def test_a_turns_id_selects_its_conversation(suite_of: Callable[[str], Suite]) -> None:
    suite = suite_of("cases: [{id: a, question: Q}, {id: talk, turns: [{question: R}, {question: S}]}]")
    (only,) = select([suite], [], ["talk/2"])
    assert [turn.id for turn in only.turns] == ["talk/1", "talk/2"]
    with pytest.raises(ConfigError, match="did you mean 'talk/1'"):
        select([suite], [], ["talks/1"])
