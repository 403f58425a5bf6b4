"""A provider that fails, as a person at the command line and an evaluation meet it: over a real socket, each script."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot.offline_answerer import OfflineAnswerer
from tests.bot.fault_scripts import ANY, SCRIPTS, WHOLE, Script, of_folder, rows_of_folder
from tests.bot.models import COST, KEY, PLANT, QUESTION, QUICK
from tests.cli.conftest import run_newsbot
from tests.fake_provider import FakeProvider, blackhole, serve, vector_of
from tests.ui.making import WordEmbedder, fill
from vectorstore.library import Library

OFFLINE = OfflineAnswerer()  # its network is loaded once
Newsbot = Callable[..., tuple[int, str, str]]
SUITE = f"""suite: faults
cases:
  - {{id: cost, question: {QUESTION}, answer: [4.2 million]}}
  - {{id: talk, turns: [{{question: {QUESTION}, answer: [4.2 million]}}, {{question: How many people built the bridge?, answer: [260]}}]}}
"""
EVERY = [pytest.param(script, id=script.name if script.own else f"folder-{script.name}")
         for script in (*SCRIPTS, *of_folder())]  # fmt: skip


@pytest.fixture(scope="module")
def plant(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("faults") / "data"
    fill(folder, [PLANT])
    return folder


@pytest.fixture
def configured(monkeypatch: pytest.MonkeyPatch, plant: Path) -> Callable[..., None]:
    """Everything as it is, but for embeddings that load nothing, and shorter waits."""
    monkeypatch.setattr("ui.opening.open_embedder", lambda *_: WordEmbedder())
    monkeypatch.setattr("bot.offline_answerer.OfflineAnswerer", lambda: OFFLINE)
    monkeypatch.setattr("bot.model_answerer._BACK_OFF", 0.01)

    def settings(url: str, *, impatient: bool = False) -> None:
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        monkeypatch.setenv("NEWSBOT_DATA", str(plant))
        for name, seconds in vars(QUICK).items():
            if impatient and name.endswith("_seconds"):
                monkeypatch.setenv(f"NEWSBOT_{name.upper()}", str(seconds))

    return settings


def without_key(*shown: str) -> bool:
    return not any(KEY[at : at + 8] in text for text in shown for at in range(len(KEY) - 7))


@pytest.mark.parametrize("script", EVERY)
def test_ask_says_what_happened_in_one_line_and_answers(
    script: Script, configured: Callable[..., None], in_process: Newsbot
) -> None:
    with serve(*script.steps) as provider:
        configured(provider.base_url, impatient=script.code in ("timeout", ANY))
        status, out, err = in_process("ask", QUESTION, "--json")
    assert status == 0, err
    assert "Traceback" not in err
    assert without_key(out, err)
    assert all(seen.path.endswith("/chat/completions") for seen in provider.requests)
    assert_ends_as_stated(script, json.loads(out), provider)


def assert_ends_as_stated(script: Script, answer: dict[str, Any], provider: FakeProvider) -> None:
    notice, drafted = answer["notice"], answer["draft"].strip()
    assert [claim["text"] for claim in answer["claims"]] == [COST]
    assert (answer["requested_answerer"], answer["answerer"]) == ("model", script.by)
    assert "\n" not in (notice["message"] if notice else "")
    if script.code == ANY:
        assert notice
        assert len(provider.chats) <= QUICK.most_calls
        return
    assert len(provider.chats) == script.calls
    assert (notice and notice["code"]) == script.code
    assert not script.says or re.search(script.says, notice["message"])
    assert drafted == script.draft if script.own else bool(drafted) == bool(script.draft)
    assert "[" not in drafted
    assert answer["complete"] == (script.code in (None, "unproved"))


def test_ask_in_words_has_the_line_under_the_offline_answer(
    configured: Callable[..., None], in_process: Newsbot
) -> None:
    with serve({"status": 503}) as provider:
        configured(provider.base_url)
        status, out, err = in_process("ask", QUESTION)
    assert status == 0
    assert out.startswith(COST)
    assert ", offline, " in out
    assert len([line for line in out.splitlines() if "fault of its own (status 503)" in line]) == 1
    assert "Traceback" not in out + err


def test_ask_in_words_shows_what_arrived_as_a_draft(configured: Callable[..., None], in_process: Newsbot) -> None:
    script = next(one for one in SCRIPTS if one.own and one.draft)
    with serve(*script.steps) as provider:
        configured(provider.base_url)
        status, out, _ = in_process("ask", QUESTION)
    assert status == 0
    assert f"Draft, not verified: {script.draft}" in out


def test_a_server_that_never_takes_the_connection_ends_within_the_limit(
    configured: Callable[..., None], in_process: Newsbot
) -> None:
    with blackhole() as url:
        configured(url, impatient=True)
        status, out, _ = in_process("ask", QUESTION, "--json")
    answer = json.loads(out)
    assert (status, answer["notice"]["code"], answer["answerer"]) == (0, "timeout", "offline")
    assert answer["timings_ms"]["total"] < 1000 * QUICK.turn_seconds


@pytest.mark.slow
def test_a_process_of_its_own_says_it_too_and_prints_no_key(data: Path) -> None:
    """Nothing replaced: the real embedder and the real offline answerer."""
    with serve({"status": 401, "body": {"error": {"message": f"Incorrect API key provided: {KEY}"}}}) as provider:
        done = run_newsbot("ask", "What was Cassez's first sentence?", "--data", data,
                           OPENAI_BASE_URL=provider.base_url, OPENAI_API_KEY=KEY)  # fmt: skip
    assert done.returncode == 0
    assert "96 years" in done.stdout
    assert "refused the key. Check OPENAI_API_KEY." in done.stdout
    assert "Traceback" not in done.stderr
    assert without_key(done.stdout, done.stderr)


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    file = tmp_path / "faults.yaml"
    file.write_text(SUITE, encoding="utf-8")
    return file


def groups() -> list[Any]:
    """Scripts that one run may meet one after the other; what is not known to need so many calls comes alone."""
    made: dict[str, list[Script]] = {}
    for script in (*SCRIPTS, *of_folder()):
        whose = "own" if script.own else "folder"
        kind = script.name if script.code == ANY else "waiting" if script.code == "timeout" else "answering"
        made.setdefault(f"{whose} {kind}", []).append(script)
    return [pytest.param(scripts, id=name) for name, scripts in made.items()]


def in_a_row(scripts: Sequence[Script]) -> Iterator[Mapping[str, Any]]:
    """A step for each call: the last one of a script is repeated by the server only if none follows."""
    for script in scripts:
        for call in range(script.calls):
            yield script.steps[min(call, len(script.steps) - 1)]


@pytest.mark.parametrize("scripts", groups())
def test_an_evaluation_judges_no_fault_but_names_and_counts_each(
    scripts: Sequence[Script], configured: Callable[..., None], in_process: Newsbot, tmp_path: Path
) -> None:
    cases = [f"  - {{id: {script.name}, question: {QUESTION}, answer: [4.2 million]}}" for script in scripts]
    (tmp_path / "faults.yaml").write_text("\n".join(["cases:", *cases]), encoding="utf-8")
    with serve(*in_a_row(scripts)) as provider:
        configured(provider.base_url, impatient=scripts[0].code in ("timeout", ANY))
        status, out, err = in_process("eval", tmp_path / "faults.yaml", "--fresh", "--json", "-")
    report = json.loads(out)
    turns = {case["id"]: case["turns"][0] for case in report["suites"][0]["cases"]}
    faults = [script for script in scripts if script.code]
    assert status == 1
    assert "not every turn could be judged" in err
    assert "Traceback" not in err
    assert without_key(out, err)
    for script in scripts:
        turn = turns[script.name]
        assert turn["status"] == ("not_judged" if script.code else "passed"), script.name
        reason = turn["checks"][0]["reason"]
        assert not script.code or "answered by 'offline'" in reason or re.search(script.says or "stopped by", reason)
    figures = report["metrics"]["overall"]
    assert figures["judged"]["n"] == len(scripts)
    assert figures["judged"]["value"] == pytest.approx(1 - len(faults) / len(scripts), abs=1e-5)
    assert figures["answer_accuracy"]["n"] == len(scripts) - len(faults)


def test_a_fault_spoils_its_conversation_and_a_gate_may_allow_for_it(
    configured: Callable[..., None], in_process: Newsbot, suite: Path
) -> None:
    well, fault = {**WHOLE}, {"status": 404, "body": {"error": {"message": "no such model"}}}
    with serve(well, fault) as provider:
        configured(provider.base_url)
        status, out, _ = in_process("eval", suite, "--fresh")
    assert status == 1
    assert "2 of 3 turns failed or could not be judged" in out
    assert "does not know the model" in out
    assert "an earlier turn of the conversation could not be judged" in out
    for gate, expected in (("judged>=0.3", 0), ("judged>=0.5", 1)):
        with serve(well, fault) as provider:
            configured(provider.base_url)
            assert in_process("eval", suite, "--fresh", "--gate", gate)[0] == expected


def test_a_run_with_faults_asks_only_those_again(
    configured: Callable[..., None], in_process: Newsbot, suite: Path
) -> None:
    with serve(WHOLE, {"status": 404}, WHOLE) as provider:
        configured(provider.base_url)
        assert in_process("eval", suite, "--fresh")[0] == 1
        asked = len(provider.chats)
        in_process("eval", suite)
        assert len(provider.chats) == asked + 2  # the two turns of the conversation, and not the case before it


def test_a_run_ends_at_its_budget_of_tokens(configured: Callable[..., None], in_process: Newsbot, suite: Path) -> None:
    with serve(WHOLE) as provider:
        configured(provider.base_url)
        status, out, _ = in_process("eval", suite, "--fresh", "--max-tokens", "1")
        assert len(provider.chats) == 1
    assert status == 1
    assert "budget of 1 tokens is used up" in out


# --- embeddings from an endpoint


def embedding_steps() -> list[Any]:
    own = {
        "embedding_429": {"status": 429, "headers": {"retry-after": "0.01"}},
        "embedding_500": {"status": 500, "headers": {"retry-after": "0.01"}},
        "embedding_fewer_vectors": {"drop_last": 1},
    }
    steps = [pytest.param(step, id=name) for name, step in own.items()]
    for row in rows_of_folder():
        step = row["steps"][0]
        if step.get("endpoint") and not step.get("shuffle_with_index"):
            steps.append(pytest.param(step, id=f"folder-{row['name']}"))
    return steps


@pytest.fixture
def embedding(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """An endpoint for embeddings, the offline answerer, and two articles to take in."""
    monkeypatch.setattr("bot.offline_answerer.OfflineAnswerer", lambda: OFFLINE)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "plant.txt").write_text(f"A plant in Dorn\n\n{COST} It will employ 260 people.\n")
    (tmp_path / "in" / "bridge.txt").write_text("A bridge in Lorn\n\nThe bridge in Lorn closed on Monday.\n")

    def settings(url: str) -> None:
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        monkeypatch.setenv("NEWSBOT_DATA", str(tmp_path / "data"))
        monkeypatch.setenv("NEWSBOT_EMBEDDER", "openai")
        monkeypatch.setenv("NEWSBOT_EMBEDDING_MODEL", "fake")
        monkeypatch.setenv("NEWSBOT_ANSWERER", "offline")

    return settings


def one_line(err: str) -> str:
    said = [line for line in err.splitlines() if line.startswith("newsbot: ")]
    assert len(said) == 1, err
    assert "Traceback" not in err
    return said[0]


@pytest.mark.parametrize("step", embedding_steps())
def test_an_ingest_that_cannot_embed_stops_in_one_line_and_goes_on_later(
    step: Mapping[str, Any], embedding: Callable[[str], None], in_process: Newsbot, tmp_path: Path
) -> None:
    with serve({"endpoint": "/embeddings"}, {**step, "endpoint": "/embeddings"}) as provider:  # the first asks the size
        embedding(provider.base_url)
        status, out, err = in_process("ingest", tmp_path / "in", "--json")
        assert status != 0
        assert "embedding server" in one_line(err)
        assert without_key(out, err)
    with serve() as provider:
        embedding(provider.base_url)
        assert in_process("ingest", tmp_path / "in", "--json")[0] == 0
        assert in_process("check")[0] == 0
        assert COST in in_process("ask", QUESTION)[1]
    assert_each_text_has_its_own_vector(tmp_path / "data")


def test_vectors_that_come_in_another_order_are_placed_by_their_index(
    embedding: Callable[[str], None], in_process: Newsbot, tmp_path: Path
) -> None:
    with serve({"endpoint": "/embeddings", "shuffle_with_index": True}) as provider:
        embedding(provider.base_url)
        assert in_process("ingest", tmp_path / "in", "--json")[0] == 0
    assert_each_text_has_its_own_vector(tmp_path / "data")


def assert_each_text_has_its_own_vector(data: Path) -> None:
    library = Library(data)
    searched = {passage.id: text for passage, text, _ in library.searched_texts()}
    assert len(searched) >= 2
    kept = library.passage_vectors(library.embedder() or "", set(searched))
    for key, text in searched.items():
        vector = np.array(vector_of(text))
        assert np.allclose(kept[key], vector / np.linalg.norm(vector), atol=1e-3)


def test_a_question_that_cannot_be_embedded_is_answered_by_its_words_with_a_notice(
    embedding: Callable[[str], None], in_process: Newsbot, tmp_path: Path
) -> None:
    with serve() as provider:
        embedding(provider.base_url)
        assert in_process("ingest", tmp_path / "in", "--json")[0] == 0
    with serve({"status": 429, "headers": {"retry-after": "0.01"}, "endpoint": "/embeddings"}) as provider:
        embedding(provider.base_url)
        status, out, err = in_process("ask", QUESTION)
    assert status == 0
    assert COST in out
    assert "Note: Searched by words alone. The embedding server 127.0.0.1" in out
    assert without_key(out, err)


def test_a_question_waits_for_a_silent_embedding_server_no_longer_than_the_turn_may_take(
    embedding: Callable[[str], None], in_process: Newsbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serve() as provider:
        embedding(provider.base_url)
        assert in_process("ingest", tmp_path / "in", "--json")[0] == 0
    monkeypatch.setenv("NEWSBOT_FIRST_TOKEN_SECONDS", "0.3")
    monkeypatch.setenv("NEWSBOT_TURN_SECONDS", "0.5")
    with serve({"connect": "hang", "endpoint": "/embeddings"}) as provider:
        embedding(provider.base_url)
        status, out, _ = in_process("ask", QUESTION, "--json")
    answer = json.loads(out)
    assert (status, answer["notice"]["code"]) == (0, "embedder")
    assert COST in answer["text"]
    assert answer["timings_ms"]["search"] < 1500
    assert len(provider.requests) == 1
