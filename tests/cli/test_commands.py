"""What a person or a script meets at the command line: words, JSON, exit statuses, one-line errors."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import run_newsbot
from tests.conftest import ARTICLES, ROOT

Newsbot = Callable[..., tuple[int, str, str]]
FILM = "002_7d2df013a9b47a71.txt"


def one_line(err: str) -> str:
    said = [line for line in err.splitlines() if line.startswith("newsbot: ")]
    assert len(said) == 1, err
    assert "Traceback" not in err
    return said[0]


def test_help_answers_without_loading_anything_heavy() -> None:
    code = "import sys; sys.argv = ['newsbot', '--help']\nfrom ui import cli\n"
    code += "try: cli.main()\nexcept SystemExit: pass\n"
    code += "print({'chromadb', 'openai', 'langchain_core', 'streamlit', 'numpy', 'onnxruntime'} & set(sys.modules))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert shown.stdout.rstrip().endswith("set()")
    assert "verify" in shown.stdout


def test_plain_ask_prints_the_answer_and_under_it_the_quote_with_file_and_offsets(data: Path) -> None:
    shown = run_newsbot("ask", "What was Cassez's first sentence?", "--data", data)
    assert shown.returncode == 0, shown.stderr
    answer, _, rest = shown.stdout.partition("\n\n")
    assert "96 years" in answer
    text = (ARTICLES / FILM).read_text(encoding="utf-8")
    place = next(line for line in rest.splitlines() if FILM in line).split()[1]
    start, end = map(int, place.split("-"))
    assert f"“{text[start:end]}”" in rest


def test_an_answer_as_json_keeps_the_contract(data: Path, in_process: Newsbot) -> None:
    status, out, _ = in_process("ask", "What was Cassez's first sentence?", "--json", "--data", data)
    answer = json.loads(out)
    assert status == 0
    assert answer["schema"] == 1
    assert answer["outcome"] == "answered"
    assert answer["requested_answerer"] == answer["answerer"] == "offline"
    for citation in answer["citations"]:
        data_bytes = (ARTICLES / citation["file"]).read_bytes()
        assert hashlib.sha256(data_bytes).hexdigest() == citation["sha256"]
        assert data_bytes.decode("utf-8")[citation["start"] : citation["end"]] == citation["quote"]


def test_what_the_articles_do_not_say_is_said_and_cites_nothing(data: Path, in_process: Newsbot) -> None:
    status, out, _ = in_process("ask", "Who won the football World Cup in 1998?", "--json", "--data", data)
    answer = json.loads(out)
    assert status == 0
    assert answer["outcome"] == "not_found"
    assert answer["claims"] == answer["citations"] == []
    assert answer["searched"]["articles"] == 2
    _, out, _ = in_process("ask", "Who won the football World Cup in 1998?", "--data", data)
    assert "The articles do not say (2 searched)." in out
    assert "not an answer" in out


def test_a_batch_gives_one_answer_a_line_and_keeps_conversations_apart(
    data: Path, in_process: Newsbot, tmp_path: Path
) -> None:
    asked = [
        {"id": "a", "conversation": "one", "question": "What was Cassez's first sentence?"},
        {"id": "b", "question": "What was her sentence reduced to?"},
        {"id": "c", "conversation": "one", "question": "And what book is it based on?"},
    ]
    batch = tmp_path / "batch.jsonl"
    batch.write_text("\n".join(map(json.dumps, asked)) + "\n\n")
    status, out, _ = in_process("ask", "--batch", batch, "--data", data)
    answers = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [answer["id"] for answer in answers] == ["a", "b", "c"]
    assert answers[1]["question"] == answers[1]["standalone_question"]
    assert answers[2]["question"] != answers[2]["standalone_question"]


def test_a_broken_batch_is_refused_before_anything_is_asked(data: Path, in_process: Newsbot, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text('{"question": "Who?"}\n{"query": "Who?"}\n')
    status, out, err = in_process("ask", "--batch", batch, "--data", data)
    assert (status, out) == (2, "")
    assert "line 2" in one_line(err)


def test_articles_are_listed_with_what_is_known_and_unknown(data: Path, in_process: Newsbot) -> None:
    _, out, _ = in_process("articles", "--data", data)
    assert "date unknown" in out
    status, out, _ = in_process("articles", "--json", "--data", data)
    listed = json.loads(out)
    assert status == 0
    assert [item["file"] for item in listed] == sorted(path.name for path in ARTICLES.iterdir())
    assert all(item["metadata"]["published"] == {"value": None, "evidence": "unknown"} for item in listed)


@pytest.fixture
def answer_file(data: Path, in_process: Newsbot, tmp_path: Path) -> Path:
    _, out, _ = in_process("ask", "What was Cassez's first sentence?", "--json", "--data", data)
    file = tmp_path / "answer.json"
    file.write_text(out, encoding="utf-8")
    return file


def test_an_answer_is_proved_again_from_plain_files_and_from_the_library(
    answer_file: Path, data: Path, in_process: Newsbot
) -> None:
    assert in_process("verify", answer_file, "--articles", ARTICLES)[0] == 0
    assert in_process("verify", answer_file, "--data", data)[0] == 0


@pytest.mark.parametrize(
    ("change", "status"),
    [
        (lambda text: text, "found"),
        (lambda text: "A correction.\n" + text, "stale"),
        (lambda text: text.replace("96 years", "12 years"), "missing"),
        (lambda text: None, "missing"),
    ],
)
def test_verify_says_what_became_of_a_quote(
    answer_file: Path, in_process: Newsbot, tmp_path: Path, change: Callable[[str], str | None], status: str
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    changed = change((ARTICLES / FILM).read_bytes().decode("utf-8"))
    if changed is not None:
        (folder / FILM).write_bytes(changed.encode("utf-8"))
    exit_status, out, _ = in_process("verify", answer_file, "--articles", folder, "--json")
    assert {proof["status"] for proof in json.loads(out)} == {status}
    assert exit_status == (0 if status == "found" else 1)


def test_verify_calls_a_shifted_citation_false_and_reads_no_file_outside_the_folder(
    answer_file: Path, in_process: Newsbot, tmp_path: Path
) -> None:
    answer = json.loads(answer_file.read_text(encoding="utf-8"))
    answer["citations"][0]["start"] += 1
    answer_file.write_text(json.dumps(answer))
    status, out, _ = in_process("verify", answer_file, "--articles", ARTICLES, "--json")
    assert (status, json.loads(out)[0]["status"]) == (1, "false")
    answer["citations"][0]["file"] = "../pyproject.toml"
    answer_file.write_text(json.dumps(answer))
    _, out, _ = in_process("verify", answer_file, "--articles", ARTICLES, "--json")
    assert json.loads(out)[0]["status"] == "missing"


def test_ingesting_twice_embeds_nothing_twice(tmp_path: Path, in_process: Newsbot) -> None:
    first = json.loads(in_process("ingest", ARTICLES, "--data", tmp_path, "--json")[1])
    again = json.loads(in_process("ingest", ARTICLES, "--data", tmp_path, "--json")[1])
    assert (first["added"], first["embedded"] > 0) == (2, True)
    assert (again["unchanged"], again["embedded"]) == (2, 0)
    assert first["generation"] == again["generation"]


def test_bad_files_are_named_and_the_rest_go_in(tmp_path: Path, in_process: Newsbot) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "empty.txt").write_text("")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "good.txt").write_text("Bridge closed\n\nThe bridge at Dorn closed on Monday after a crack was found.\n")
    status, out, err = in_process("ingest", folder, "--data", tmp_path / "data")
    assert status == 1
    assert "1 new" in out
    assert "empty.txt" in err
    assert "binary.txt" in err
    assert "Traceback" not in err


def test_check_is_healthy_and_names_what_is_unknown(data: Path, in_process: Newsbot) -> None:
    status, out, _ = in_process("check", "--json", "--data", data)
    report = json.loads(out)
    assert (status, report["healthy"]) == (0, True)
    assert any("date" in item["name"] and item["status"] == "warning" for item in report["items"])


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["ask", ""], "empty"),
        (["ask", "who is " * 1500], "10,499 characters"),
        (["ask"], "--batch"),
        (["ask", "Who?", "--answerer", "oracle"], "ANSWERER"),
        (["ingest", "no/such/folder"], "no such file"),
        (["ingest", "--embedder", "word2vec"], "word2vec"),
        (["verify", "no-such-file.json"], "no-such-file.json"),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(words: list[str], says: str, data: Path, in_process: Newsbot) -> None:
    status, out, err = in_process(*words, "--data", data)
    assert (status, out) == (2, "")
    assert says in one_line(err)


def test_an_unknown_option_is_status_2(in_process: Newsbot) -> None:
    assert in_process("ask", "--nope")[0] == 2


def test_an_empty_library_says_how_to_fill_it(tmp_path: Path, in_process: Newsbot) -> None:
    status, out, err = in_process("ask", "Who?", "--data", tmp_path / "none")
    assert (status, out) == (2, "")
    assert "newsbot ingest" in one_line(err)
    assert not (tmp_path / "none").exists()


def test_a_folder_of_another_embedder_is_refused_with_the_command_that_mends_it(
    data: Path, in_process: Newsbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSBOT_EMBEDDER", "bge")
    status, _, err = in_process("ask", "What was Cassez's first sentence?", "--data", data)
    assert status == 2
    assert "newsbot ingest --embedder bge" in one_line(err)


@pytest.mark.parametrize(("name", "value"), [("NEWSBOT_TOPK", "3"), ("NEWSBOT_TOP_K", "many"), ("NEWSBOT_PORT", "0")])
def test_a_wrong_setting_is_named(
    name: str, value: str, in_process: Newsbot, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    status, _, err = in_process("articles", "--data", data)
    assert status == 2
    assert name in one_line(err)
