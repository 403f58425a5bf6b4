from __future__ import annotations

from pathlib import Path

import pytest

from ingest.user_metadata import load
from vectorstore.errors import ConfigError


def written(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "metadata.yaml").write_text(text, encoding="utf-8")
    return folder


def test_entries_are_found_by_file_and_dates_are_made_iso(tmp_path: Path):
    written(tmp_path, "a.txt:\n  outlet: The Lindow Post\n  published: 3 March 2024\ndeep/b.txt: {byline: Jo Doe}\n")
    user = load(tmp_path, set())
    assert user.of("a.txt") == {"outlet": "The Lindow Post", "published": "2024-03-03"}
    assert user.of("deep/b.txt") == {"byline": "Jo Doe"}
    assert user.of("c.txt") == {}


def test_the_file_nearer_to_the_article_wins(tmp_path: Path):
    written(tmp_path, "deep/b.txt: {byline: Jo Doe, outlet: The Lindow Post}\n")
    written(tmp_path / "deep", "b.txt: {byline: Ann Poe}\n")
    assert load(tmp_path, {tmp_path / "deep"}).of("deep/b.txt") == {"byline": "Ann Poe", "outlet": "The Lindow Post"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a.txt:\n  outlett: x\n", "line 2: 'outlett' is not known. Use title, outlet"),
        ("a.txt: {published: 03/04/2024}\n", "line 1: '03/04/2024' is not a date such as"),
        ("a.txt: {url: 'javascript:alert(1)'}\n", "line 1: .* is not an address that begins with"),
        ("a.txt: {outlet: [a, b]}\n", "line 1: 'outlet' must be one text"),
        ("\n- a.txt\n", "line 2: here belong files"),
        ("a.txt: x\n", "line 1: here belong some of title"),
        ("a.txt: {}\nb.txt: {}\na.txt: {}\n", "line 3: 'a.txt' is there twice"),
        ("a.txt: {\n", "line 2: not valid YAML"),
        ("? [a]\n: {}\n", "line 1: here belong files"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(tmp_path: Path, text: str, message: str):
    written(tmp_path, text)
    with pytest.raises(ConfigError, match=rf"metadata\.yaml {message}"):
        load(tmp_path, set())


def test_an_empty_value_says_nothing(tmp_path: Path):
    written(tmp_path, "a.txt: {outlet: , byline: ''}\n")
    assert load(tmp_path, set()).of("a.txt") == {}


def test_an_entry_for_a_file_that_is_not_there_is_pointed_out(tmp_path: Path):
    written(tmp_path, "a.txt: {byline: Jo Doe}\nb.txt: {byline: Jo Doe}\n")
    (tmp_path / "a.txt").write_text("words")
    [(place, reason)] = load(tmp_path, set()).names_nothing(tmp_path)
    assert place == "metadata.yaml line 2"
    assert "'b.txt'" in reason


def test_a_link_to_elsewhere_is_not_followed(tmp_path: Path):
    (tmp_path / "articles").mkdir()
    (written(tmp_path / "other", "a.txt: {byline: Jo Doe}\n") / "metadata.yaml").rename(tmp_path / "mine.yaml")
    (tmp_path / "articles" / "metadata.yaml").symlink_to(tmp_path / "mine.yaml")
    with pytest.raises(ConfigError, match="leads outside"):
        load(tmp_path / "articles", set())


def test_a_name_that_no_file_can_have_is_one_that_is_not_there(tmp_path: Path):
    (tmp_path / "metadata.yaml").write_text(f"{'long' * 100}.txt: {{outlet: The Daily Planet}}\n")
    [(_, reason)] = load(tmp_path, set()).names_nothing(tmp_path)
    assert reason.endswith("which is not there")
