"""Settings, read at the door: what is misspelt is said, what is secret is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from ui.opening import open_answerers
from ui.settings import Settings
from vectorstore.errors import ConfigError


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(*lines: str) -> None:
    Path(".env").write_text("\n".join(lines))


def test_what_stands_in_the_file_is_taken() -> None:
    write("NEWSBOT_TOP_K=3", "newsbot_model_passages=4", "OPENAI_API_KEY=sk-1", "SOMETHING_ELSE=1")
    settings = Settings.from_env()
    assert (settings.top_k, settings.model_passages, settings.key) == (3, 4, "sk-1")


@pytest.mark.parametrize("line", ["NEWSBOT_TOPK=3", "newsbot_topk=3", "export NEWSBOT_TOPK=3", "NEWSBOT_TOPK="])
def test_a_misspelt_name_in_the_file_is_an_error_that_names_the_right_one(line: str) -> None:
    write("NEWSBOT_DATA=data", line)
    with pytest.raises(ConfigError, match=r"NEWSBOT_TOPK is not a setting. Did you mean NEWSBOT_TOP_K\?"):
        Settings.from_env()


@pytest.mark.parametrize("name", ["OPENAI_API_KEY", "OPENAI_BASE_URL"])
def test_a_name_that_has_no_prefix_of_ours_is_not_known_with_one(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"NEWSBOT_{name}", "x")
    with pytest.raises(ConfigError, match=rf"Did you mean {name}\?"):
        Settings.from_env()


@pytest.mark.parametrize("name", ["openai_api_key", "api_token", "top_k", "openai_base_url"])
def test_a_fingerprint_changes_with_every_setting_and_tells_nothing_of_it(name: str) -> None:
    name = name if name.startswith("openai") else f"newsbot_{name}"
    prints = []
    for value in ("11", "12", "12"):
        write(f"{name.upper()}={value}")
        prints.append(Settings.from_env().fingerprint)
    assert prints[0] != prints[1] == prints[2]
    assert set(prints[0]) <= set("0123456789abcdef")


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        ((), ("offline",)),
        (("OPENAI_API_KEY=sk-1",), ("offline", "model")),
        (("OPENAI_API_KEY=sk-1", "NEWSBOT_ANSWERER=offline"), ("offline", "model")),
        (("NEWSBOT_ANSWERER=model",), ("offline", "model")),
    ],
)
def test_the_answerer_at_work_is_always_among_those_that_can_be_asked(
    lines: tuple[str, ...], named: tuple[str, ...]
) -> None:
    write(*lines)
    settings = Settings.from_env()
    assert settings.answerers == named
    assert settings.answerer_name in named
    assert tuple(open_answerers(settings)) == named
