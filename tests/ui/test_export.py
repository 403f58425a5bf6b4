"""Exports: they carry what proves their quotes, are read back exactly, and show outside text without obeying it."""

from __future__ import annotations

import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answer import Answer, Citation, Claim, Conflict, Note, Searched, Version, answer_from_dict
from bot.citations import prove
from ui.export import Exchange, Export, answers_in, as_footnotes, as_html, as_markdown
from vectorstore.errors import ConfigError

TEXT = "It opened on Monday. “We are glad,” said the mayor."
HOSTILE = (
    "--> </script><script>alert(1)</script> ![x](http://out.example/?q=1) [a](javascript:alert(1)) "
    "<img src=x onerror=alert(1)> `code` $x$ :smile: &amp;"
)


def citation(number: int = 1, **changes: object) -> Citation:
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    made = {
        "number": number, "article_id": "a1", "file": "one.txt", "title": "It opens", "outlet": None, "published": None,
        "sha256": digest, "text_sha256": digest, "start": 0, "end": 20, "quote": TEXT[:20],
    }  # fmt: skip
    return Citation(**{**made, **changes})  # type: ignore[arg-type]


def answer(text: str = "It opened on Monday.", **changes: object) -> Answer:
    made = {
        "question": "When did it open?", "standalone_question": "When did it open?", "outcome": "answered",
        "confidence": 0.9, "claims": (Claim(text, (1,)),), "notes": (Note("as_of", "As of one.txt."),),
        "citations": (citation(),), "conflicts": (), "rejected": (), "nearest": (), "searched": Searched(1, 2, 3),
        "requested_answerer": "offline", "answerer": "offline", "embedder": "e", "timings_ms": {"total": 1.0},
    }  # fmt: skip
    return Answer(**{**made, **changes})  # type: ignore[arg-type]


def export(*answers: Answer, title: str = "A talk") -> Export:
    return Export(title, [Exchange(one.question, one) for one in answers])


@pytest.mark.parametrize(("ending", "write"), [("html", as_html), ("md", as_markdown)])
def test_what_was_exported_is_read_back_and_proved(tmp_path: Path, ending: str, write: object) -> None:
    file = tmp_path / f"talk.{ending}"
    file.write_text(write(export(answer(), answer("It is glad."))), encoding="utf-8")  # type: ignore[operator]
    read = [answer_from_dict(one) for one in answers_in(file)]
    assert read == [answer(), answer("It is glad.")]
    assert prove(read[0].citations[0], TEXT.encode()).status == "found"


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_survives_in_the_data_of_both_formats(text: str) -> None:
    import tempfile

    written = export(answer(text, question=text), title=text)
    for ending, page in (("html", as_html(written)), ("md", as_markdown(written))):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / f"talk.{ending}"
            file.write_text(page, encoding="utf-8", newline="")
            assert answers_in(file)[0]["claims"][0]["text"] == text


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_html_shows_hostile_text_and_makes_no_element_of_it() -> None:
    hostile = answer(HOSTILE, question=HOSTILE, citations=(citation(quote=HOSTILE, title=HOSTILE, file=HOSTILE),))
    page = Tags()
    page.feed(as_html(export(hostile, title=HOSTILE)))
    assert [attributes for tag, attributes in page.seen if tag == "script"] == [
        {"type": "application/json", "id": "newsbot-answers"}
    ]
    assert not {tag for tag, _ in page.seen} & {"img", "iframe", "object", "link", "form"}
    assert all(str(attributes["href"]).startswith("#") for tag, attributes in page.seen if tag == "a")
    assert "".join(page.text).count(HOSTILE) >= 4


def test_markdown_shows_hostile_text_escaped() -> None:
    written = as_markdown(export(answer(HOSTILE, question=HOSTILE), title=HOSTILE))
    visible = written[: written.index("<!-- newsbot-answers")]
    assert not re.search(r"(?<!\\)!?\[[^\]^]*(?<!\\)\]\(", visible)
    assert "<script" not in visible
    assert "<img" not in visible
    assert written.count("-->") == 1


def test_footnotes_name_file_place_and_hash() -> None:
    written = as_footnotes(export(answer()))
    assert "It opened on Monday.[1]" in written
    assert f"File one.txt, characters 0 to 20, sha256 {citation().sha256}" in written
    assert "sha256sum FILE" in written


@pytest.mark.parametrize(
    "quote", [TEXT[:20], TEXT[21:], "two\nlines of “quoted” text", "a quote. File x, characters 1 to 2"]
)
def test_footnotes_are_read_back_and_proved(tmp_path: Path, quote: str) -> None:
    from ingest.article import article_id

    text = f"Before. {quote} After."
    data = b"\xef\xbb\xbf" + text.encode()
    hashes = {"sha256": hashlib.sha256(data).hexdigest(), "text_sha256": hashlib.sha256(text.encode()).hexdigest()}
    cited = citation(start=8, end=8 + len(quote), quote=quote, title="Two\nlines", **hashes)
    file = tmp_path / "talk.txt"
    file.write_bytes(as_footnotes(export(answer(citations=(cited, citation(2))))).encode())
    [first, second] = [Citation(**one) for one in answers_in(file)[0]["citations"]]
    assert prove(first, data).status == "found"
    assert prove(second, TEXT.encode()).status == "found"
    assert first.article_id == article_id("one.txt")


def test_a_file_that_is_no_export_is_refused_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("<p>hello</p>")
    with pytest.raises(ConfigError, match="carries no answers"):
        answers_in(file)
    file.write_text("<!-- newsbot-answers\n{broken\n-->")
    with pytest.raises(ConfigError, match="cannot be read"):
        answers_in(file)


def test_a_file_that_cannot_be_read_is_named_once_with_the_reason(tmp_path: Path) -> None:
    from ui.ask_command import _questions
    from ui.verify_command import _answers_in

    missing, binary = tmp_path / "missing.json", tmp_path / "binary.json"
    binary.write_bytes(b"ab\xff")
    for reads in (_answers_in, lambda file: list(_questions(file))):
        for file, reason in ((missing, "No such file or directory"), (binary, "byte 2 is not UTF-8")):
            with pytest.raises(ConfigError) as caught:
                reads(file)
            assert f"{file} cannot be read ({reason})" in str(caught.value)
            assert str(caught.value).count(file.name) == 1


def test_how_to_check_works_as_printed(tmp_path: Path) -> None:
    import shlex
    import subprocess
    import sys

    from ui.export import HOW_TO_CHECK

    file = tmp_path / "one.txt"
    file.write_text(TEXT, encoding="utf-8")
    command = re.search(r"`(python3 .*?)`", HOW_TO_CHECK[1])[1]  # type: ignore[index]
    words = shlex.split(command.replace("FILE START END", f"{file} 0 20"))
    shown = subprocess.run([sys.executable, *words[1:]], capture_output=True, text=True, check=True).stdout
    assert shown == f"{TEXT[:20]}\n"


@pytest.mark.parametrize("write", [as_html, as_markdown, as_footnotes])
def test_a_half_answer_says_that_it_is_one(write: object) -> None:
    assert "The articles say this much:" in write(export(answer(outcome="partial")))  # type: ignore[operator]


def test_accounts_that_differ_stand_under_the_line_that_the_page_has() -> None:
    told = answer(conflicts=(Conflict("When did it open?", "disagree", (Version("On Monday.", None, 1),) * 2),))
    assert "<p>The articles differ:</p>" in as_html(export(told))
