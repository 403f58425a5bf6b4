"""Files, fields, paths and pipes that are not as they should be: one line that says what, and never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.citations import cite
from ingest.article import article_from_text
from tests.cli.test_commands import FILM, Newsbot, one_line
from tests.conftest import ARTICLES, ROOT
from ui.ask_command import _asked

HALF = "\ud800"
LONG = "x" * 5000
BRIDGE = "Bridge closed\n\nThe bridge at Dorn closed on Monday after a crack was found.\n"
ASKED = {"question": "Who directed the series?"}


def written(file: Path, *lines: Any) -> Path:
    """Each line as JSON, or as it is."""
    text = "\n".join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    return file


# --- verify


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    (made / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    return made


def answer_with(**changed: Any) -> dict[str, Any]:
    """An answer on the bridge; a field that is changed to `...` is left out."""
    quote = "closed on Monday"
    start = BRIDGE.index(quote)
    found = cite(article_from_text("bridge.txt", BRIDGE.encode()), start, start + len(quote))
    citation = {**vars(found), "number": 1, **changed}
    return {"citations": [{name: value for name, value in citation.items() if value is not ...}]}


def test_an_answer_that_holds_line_separators_is_one_line_of_a_batch(
    folder: Path, in_process: Newsbot, tmp_path: Path
) -> None:
    odd = {**answer_with(), "text": "One\u2028two\u2029three\x85four"}
    file = written(tmp_path / "answers.jsonl", odd, "", odd)  # an empty line between, none at the end
    status, out, _ = in_process("verify", file, "--articles", folder)
    assert status == 0
    assert out.endswith("2 of 2 quotes found\n")


CLAIM = {"text": "The bridge closed on Monday.", "citations": [1]}


@pytest.mark.parametrize(
    ("claims", "status", "says"),
    [
        ([CLAIM], 0, "1 of 1 quotes found"),
        ([], 0, "1 of 1 quotes found"),
        ([CLAIM, {**CLAIM, "citations": [1, 7]}], 1, "missing  [7] claim “The bridge closed on Monday.”"),
        ([{**CLAIM, "citations": []}], 1, "the claim names no citation"),
        ([{"text": "It closed."}], 1, "the claim names no citation"),
        ([{**CLAIM, "citations": [[1]]}], 1, "the answer has no such citation"),
        ("all", 2, "'claims' is not a list"),
        ([5], 2, "claim 1: expected an object with text and citations"),
    ],
)
def test_a_claim_without_a_citation_that_is_there_does_not_stand(
    folder: Path, in_process: Newsbot, tmp_path: Path, claims: Any, status: int, says: str
) -> None:
    file = written(tmp_path / "answer.json", {**answer_with(), "claims": claims})
    done, out, err = in_process("verify", file, "--articles", folder)
    assert done == status
    assert says in out + err
    done, out, _ = in_process("verify", file, "--articles", folder, "--json")
    assert done == status
    if status < 2:
        assert ({one["status"] for one in json.loads(out)} == {"found"}) is (status == 0)


def test_an_answer_whose_citations_were_taken_out_does_not_stand(
    folder: Path, in_process: Newsbot, tmp_path: Path
) -> None:
    file = written(tmp_path / "answer.json", {"outcome": "answered", "claims": [CLAIM], "citations": []})
    assert in_process("verify", file, "--articles", folder)[0] == 1


def test_a_list_whose_first_line_ends_like_an_answer_is_one_text(
    folder: Path, in_process: Newsbot, tmp_path: Path
) -> None:
    one = json.dumps(answer_with())
    file = written(tmp_path / "answers.json", f"[{one}", f",{one}]")
    status, out, err = in_process("verify", file, "--articles", folder)
    assert status == 0, err
    assert out.endswith("2 of 2 quotes found\n")


@pytest.mark.parametrize("ending", [".json", ".txt", ".md", ".html"])
def test_json_is_read_as_such_whatever_the_file_is_called(
    folder: Path, in_process: Newsbot, tmp_path: Path, ending: str
) -> None:
    file = tmp_path / f"answer{ending}"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(answer_with(), indent=2).encode())
    assert in_process("verify", file, "--articles", folder)[0] == 0


@pytest.mark.parametrize(
    "name",
    ["x\0y", HALF, LONG, "", ".", "..", "/etc/passwd", "../articles.json", "loop.txt", "loop.txt/x", "\n\x1b[31m"],
)
def test_a_citation_of_a_file_that_cannot_be_is_missing(
    folder: Path, in_process: Newsbot, tmp_path: Path, name: str
) -> None:
    (folder / "loop.txt").symlink_to("loop.txt")
    file = written(tmp_path / "answer.json", json.dumps(answer_with(file=name)))
    status, out, err = in_process("verify", file, "--articles", folder)
    assert (status, out.split()[0]) == (1, "missing"), err
    assert "\x1b" not in out
    status, out, _ = in_process("verify", file, "--articles", folder, "--json")
    assert (status, json.loads(out)[0]["status"]) == (1, "missing")
    out.encode("utf-8")


def test_a_citation_that_names_another_file_than_its_article_is_not_found_in_the_library(
    data: Path, in_process: Newsbot, tmp_path: Path
) -> None:
    text = (ARTICLES / FILM).read_bytes()
    found = vars(cite(article_from_text(FILM, text), 2236, 2471))
    file = written(tmp_path / "answer.json", {"citations": [found]})
    assert in_process("verify", file, "--data", data)[0] == 0
    written(file, {"citations": [{**found, "file": "000_a36a6e4aa1124756.txt"}]})
    status, out, _ = in_process("verify", file, "--data", data)
    assert (status, out.split()[0]) == (1, "missing")


def test_an_article_that_may_not_be_read_is_named(
    folder: Path, in_process: Newsbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path.name == "bridge.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    file = written(tmp_path / "answer.json", answer_with())
    status, _, err = in_process("verify", file, "--articles", folder)
    assert status == 2
    assert "bridge.txt cannot be read (Permission denied)" in one_line(err)


WRONG_TYPES = [
    *(("number", value, "a whole number or null") for value in (True, 1.5, "1", [])),
    *((name, value, "text") for name in ("file", "article_id", "title", "sha256", "quote") for value in (None, 1, {})),
    *(("outlet", value, "text or null") for value in (1, ["a"])),
    *(("start", value, "a whole number") for value in (None, True, 1.0, "1", [1])),
]


@pytest.mark.parametrize(("name", "value", "expected"), WRONG_TYPES)
def test_a_field_of_another_kind_is_named_with_what_belongs_there(
    folder: Path, in_process: Newsbot, tmp_path: Path, name: str, value: Any, expected: str
) -> None:
    file = written(tmp_path / "answer.json", answer_with(**{name: value}))
    status, out, err = in_process("verify", file, "--articles", folder)
    assert (status, out) == (2, "")
    assert f"answer.json, citation 1: {name!r} is not {expected}. Make one with" in one_line(err)


@pytest.mark.parametrize(("start", "end"), [(-5, 3), (10**30, 10**30 + 9), (5, 5), (9, 2)])
def test_a_place_that_no_text_has_is_false(
    folder: Path, in_process: Newsbot, tmp_path: Path, start: int, end: int
) -> None:
    file = written(tmp_path / "answer.json", answer_with(start=start, end=end))
    status, out, _ = in_process("verify", file, "--articles", folder)
    assert (status, out.split()[0]) == (1, "false")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "holds no answer"),
        ("\n \n", "holds no answer"),
        ("[]", "holds no answer"),
        ("[" * 100_000, "line 1 is not JSON (nested too deeply)"),
        ('{"a":' * 100_000, "nested too deeply"),
        ('{"citations": [{"start": ' + "1" * 5000 + "}]}", "a number has thousands of digits"),
        ('{"citations": [{"start": NaN}]}', "NaN is no number"),
        ('{"citations": [], "citations": []}', "'citations' is given twice"),
        ('{"citations": []}\n\n{"citations":\n', "line 3 is not JSON (expecting value)"),
        ('{\n "citations": [\n}', "line 3 is not JSON"),
        ('{"citations": []}\n5', "line 2 is not an answer: it has no list of citations"),
        ('{"text": "no"}', "is not an answer: it has no list of citations"),
        ('{"citations": "all"}', "it has no list of citations"),
        ('[{"citations": []}, null]', "answer 2 is not an answer"),
        ('{"citations": [null]}', "citation 1: expected an object with number, article_id"),
        ('{"citations": [{}]}', "citation 1 has no 'number'"),
        ('"text"', "it has no list of citations"),
        ("hello", "line 1 is not JSON (expecting value)"),
    ],
)
def test_a_file_without_answers_is_refused_with_the_reason(
    folder: Path, in_process: Newsbot, tmp_path: Path, content: str, says: str
) -> None:
    status, out, err = in_process("verify", written(tmp_path / "answer.json", content), "--articles", folder)
    assert (status, out) == (2, "")
    assert says in one_line(err)
    assert not any(word in err for word in ("NoneType", "argument", "sys.", "Citation("))


def test_keys_of_a_later_version_are_left_alone_and_a_missing_one_is_named(
    folder: Path, in_process: Newsbot, tmp_path: Path
) -> None:
    file = written(tmp_path / "answer.json", answer_with(later=1))
    assert in_process("verify", file, "--articles", folder)[0] == 0
    written(file, answer_with(text_sha256=...))
    assert "citation 1 has no 'text_sha256'" in one_line(in_process("verify", file, "--articles", folder)[2])


# --- ask


def test_a_batch_is_split_at_line_feeds_alone(data: Path, in_process: Newsbot, tmp_path: Path) -> None:
    file = tmp_path / "batch.jsonl"
    lines = (
        '{"id": 1, "question": "Who directed\u2028the\x85series?"}\r\n\r\n{"id": "2\\ud800", "question": "Who\\ud800?"}'
    )
    file.write_bytes(b"\xef\xbb\xbf" + lines.encode())
    status, out, err = in_process("ask", "--batch", file, "--data", data)
    answers = [json.loads(line) for line in out.split("\n") if line]
    assert (status, [answer["id"] for answer in answers]) == (0, [1, "2\ufffd"]), err
    assert answers[0]["question"] == "Who directed\u2028the\x85series?"


def test_a_batch_searches_the_articles_that_a_line_names(data: Path, in_process: Newsbot, tmp_path: Path) -> None:
    every = (None, [FILM], [FILM, FILM])
    file = written(tmp_path / "batch.jsonl", *({**ASKED, "articles": names, "note": "mine"} for names in every))
    status, out, _ = in_process("ask", "--batch", file, "--data", data)
    assert status == 0
    assert [json.loads(line)["searched"]["articles"] for line in out.splitlines()] == [2, 1, 1]


@pytest.mark.parametrize(("given", "kept"), [(1, "1"), ("1", "1"), (0, "0"), ("a", "a"), ("", None), (None, None)])
def test_a_conversation_has_one_name_whether_it_is_written_as_a_number_or_as_text(given: Any, kept: str | None) -> None:
    assert _asked({**ASKED, "conversation": given}, "line 1").conversation == kept


def test_conversations_may_be_numbered_from_0(data: Path, in_process: Newsbot, tmp_path: Path) -> None:
    asked = ("What was Cassez's first sentence?", "And what book is it based on?")
    file = written(tmp_path / "batch.jsonl", *({"question": question, "conversation": 0} for question in asked))
    _, out, _ = in_process("ask", "--batch", file, "--data", data)
    second = json.loads(out.splitlines()[1])
    assert second["question"] != second["standalone_question"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ({**ASKED, "conversation": ["a"]}, "line 2: 'conversation' is no name"),
        ({**ASKED, "conversation": {}}, "'conversation' is no name"),
        ({**ASKED, "conversation": True}, "'conversation' is no name"),
        ({**ASKED, "articles": ["no-such.txt"]}, "line 2: no article is called 'no-such.txt'"),
        ({**ASKED, "articles": [FILM, FILM[:-5] + ".txt"]}, f"did you mean {FILM!r}?"),
        ({**ASKED, "articles": ["x\0"]}, "no article is called 'x\\x00'"),
        ({**ASKED, "articles": []}, "Leave it out to search all"),
        ({**ASKED, "articles": FILM}, "'articles' is no list"),
        ({**ASKED, "articles": [1]}, "'articles' is no list"),
        ({**ASKED, "article": [FILM]}, "'article' is not read. Did you mean 'articles'?"),
        ({**ASKED, "conversation_id": "a"}, "Did you mean 'conversation'?"),
        ({"question": " "}, "line 2: The question is empty"),
        ({"question": "x" * 2001}, "line 2: The question has 2,001 characters"),
        ({"question": 1}, "line 2: expected an object such as"),
        ("[" * 100_000, "nested too deeply"),
        ('{"question": "Who?", "id": ' + "1" * 5000 + "}", "a number has thousands of digits"),
        ('{"question": "Who?", "question": "What?"}', "'question' is given twice"),
        ('"Who?"', "line 2: expected an object such as"),
    ],
)
def test_a_line_that_cannot_be_asked_ends_a_batch_before_its_first_question(
    data: Path, in_process: Newsbot, tmp_path: Path, line: Any, says: str
) -> None:
    file = written(tmp_path / "batch.jsonl", ASKED, line, "")
    status, out, err = in_process("ask", "--batch", file, "--data", data)
    assert (status, out) == (2, "")
    assert says in one_line(err)


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_a_batch_without_a_question_is_refused(data: Path, in_process: Newsbot, tmp_path: Path, content: str) -> None:
    status, _, err = in_process("ask", "--batch", written(tmp_path / "batch.jsonl", content), "--data", data)
    assert (status, "holds no question" in one_line(err)) == (2, True)


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_half_a_character_in_a_question_is_shown_as_one_that_is_unknown(
    data: Path, in_process: Newsbot, more: tuple[str, ...]
) -> None:
    status, out, err = in_process("ask", f"Who directed the series{HALF}?", "--data", data, *more)
    assert status == 0, err
    out.encode("utf-8")


# --- articles, check, ingest


def test_half_a_character_in_an_article_s_metadata_is_no_traceback(in_process: Newsbot, tmp_path: Path) -> None:
    made = tmp_path / "in"
    made.mkdir()
    (made / "bridge.md").write_text(f'---\ntitle: "Bridge \\ud800"\n---\n{BRIDGE}', encoding="utf-8")
    data = tmp_path / "data"
    assert in_process("ingest", made, "--data", data, "--json")[0] == 0
    for words in (["articles"], ["articles", "--json"], ["check", "--json"], ["ask", "When?", "--json"]):
        status, out, err = in_process(*words, "--data", data)
        assert status == 0, err
        out.encode("utf-8")


@pytest.mark.parametrize(
    "command",
    [["articles"], ["check"], ["ask", "Who?"], ["ingest", str(ARTICLES)], ["eval", "tests/qa/cassez.yaml"]],
)
def test_a_data_folder_that_can_be_none_is_named(in_process: Newsbot, tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "file").write_text("no folder")
    for name, says in (("file", "is not a folder"), ("file/x", "Not a directory"), (LONG, "File name too long")):
        status, out, err = in_process(*command, "--data", tmp_path / name)
        assert (status, out) == (2, "")
        assert says in one_line(err)


@pytest.mark.parametrize("words", [["ingest", LONG], ["check", "--articles", LONG], ["verify", LONG]])
def test_a_path_that_can_be_none_is_named(data: Path, in_process: Newsbot, words: list[str]) -> None:
    status, out, err = in_process(*words, "--data", data)
    assert (status, out) == (2, "")
    assert "File name too long" in one_line(err)


# --- where the output goes


def unread(*words: str | Path, unbuffered: bool) -> tuple[int, str]:
    """Exit status and standard error of a command whose standard output nobody reads."""
    reading, writing = os.pipe()
    os.close(reading)
    return _into(writing, *words, unbuffered=unbuffered)


def _into(output: int, *words: str | Path, unbuffered: bool) -> tuple[int, str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1" if unbuffered else ""}
    command = [sys.executable, "-m", "ui.cli", *map(str, words)]
    try:
        done = subprocess.run(command, stdout=output, stderr=subprocess.PIPE, text=True, env=env, timeout=120)
    finally:
        os.close(output)
    return done.returncode, done.stderr


@pytest.mark.parametrize("unbuffered", [False, True])
def test_a_reader_that_has_had_enough_is_no_failure(data: Path, unbuffered: bool) -> None:
    status, err = unread("articles", "--data", data, unbuffered=unbuffered)
    assert (status, "Error" in err) == (0, False), err


@pytest.mark.parametrize("unbuffered", [False, True])
def test_a_closed_pipe_makes_no_failure_a_pass(folder: Path, data: Path, tmp_path: Path, unbuffered: bool) -> None:
    file = written(tmp_path / "answer.json", answer_with(quote="closed on Friday"))
    status, err = unread("verify", file, "--articles", folder, unbuffered=unbuffered)
    assert (status, "Error" in err) == (1, False), err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
@pytest.mark.parametrize("unbuffered", [False, True])
def test_a_full_disk_is_said_in_one_line(data: Path, unbuffered: bool) -> None:
    status, err = _into(os.open("/dev/full", os.O_WRONLY), "articles", "--data", data, unbuffered=unbuffered)
    assert status == 1
    assert "No space left on device" in one_line(err)
    assert "ignored" not in err


def test_a_closed_standard_output_is_no_traceback(data: Path) -> None:
    shell = f'exec "{sys.executable}" -m ui.cli articles --data "{data}" >&-'
    done = subprocess.run(["sh", "-c", shell], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
