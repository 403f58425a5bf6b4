"""The HTML report: nothing from outside, nothing that runs but our script, and readable in a browser."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from bot.answer import Answer, Considered, Note
from bot.evaluation.compare import compare
from bot.evaluation.corpus import Corpus
from bot.evaluation.html_marks import Marks, excerpts
from bot.evaluation.html_page import html_report
from bot.evaluation.report import Target, build, config_of
from bot.evaluation.runner import Runner, of_callable
from bot.evaluation.suite import Suite
from vectorstore.article import Article
from vectorstore.errors import AnswererUnavailable

from .conftest import answered, cite, corpus_of, make_article, refused

EVIL = "</script></details><script>alert(1)</script><img src=x onerror=alert(2)>\"'&"
CLOSED = "The river road closed on Monday."
SUITE = f"""suite: s
cases:
  - {{id: ok, question: When did the road close?, answer: [Monday], tags: [plain],
       sources: [{{article: flood.txt, quote: {CLOSED}}}]}}
  - {{id: wrong, question: How long?, answer: [96 days], tags: [two words],
       sources: [{{article: flood.txt, quote: {CLOSED}}}]}}
  - {{id: elsewhere, question: Who was hurt?, answer: [twelve], sources: [{{article: flood.txt, quote: {CLOSED}}}]}}
  - {{id: bold, question: Who won?, answerable: false, tags: [plain]}}
  - {{id: down, question: Why?}}
"""


def ask(articles: list[Article]) -> Callable[..., Answer]:
    flood, ferry = articles
    closed, hurt = cite(flood, CLOSED), cite(ferry, "Twelve people were hurt on Tuesday.")
    found = (
        Considered(flood.id, flood.file, 32, 120, 0.9, True, "used"),
        Considered(ferry.id, ferry.file, 0, 60, 0.4, False, "no word of the question"),
    )
    replies = {
        "When did the road close?": answered("It closed on Monday.", [closed]),
        "How long?": answered("For some time.", [closed], notes=(Note("missing", "Not said until when."),)),
        "Who was hurt?": answered("Twelve people.", [hurt]),
        "Who won?": answered("The ferry.", [hurt]),
    }

    def answer(question: str, *_rest: Any) -> Answer:
        if question not in replies:
            raise AnswererUnavailable("No answer within 30 s.")
        return replace(replies[question], question=question, considered=found)

    return answer


@pytest.fixture
def report(suite_of: Callable[[str], Suite], corpus: Corpus, articles: list[Article]) -> dict[str, Any]:
    suite = suite_of(SUITE)
    runs = Runner(of_callable(ask(articles)), corpus).run([suite])
    made = build(config_of([suite], corpus, Target()), [runs], corpus)
    other = Runner(of_callable(lambda *_: refused()), corpus).run([suite])
    old = build(config_of([suite], corpus, Target()), [other], corpus)
    made["comparison"] = compare(old, made).to_dict()
    made["gates"] = [{"gate": "answer_accuracy>=0.9", "passed": False, "value": 0.5, "bound": 0.9, "n": 4}]
    return made


class Page(HTMLParser):
    """Collects what a browser would act upon."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_page_loads_nothing_and_allows_no_script_but_its_own(report: dict[str, Any], corpus: Corpus) -> None:
    text = html_report(report, corpus)
    page = Page(text)
    assert not {"img", "link", "iframe", "object", "embed", "base", "audio", "video"} & {tag for tag, _ in page.tags}
    for _tag, attributes in page.tags:
        assert not any(name.startswith("on") or name in ("src", "srcset", "style") for name in attributes)
        assert (attributes.get("href") or "#").startswith("#")
    assert not re.search(r"url\(|@import|https?:", text)
    policy = next(attributes["content"] for tag, attributes in page.tags if "http-equiv" in attributes)
    assert policy
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_whatever_articles_models_and_suites_write_stays_text(
    write: Callable[..., Path], suite_of: Callable[[str], Suite]
) -> None:
    article = make_article(f"{EVIL.replace('/', '')}.txt", f"Head\n\n{EVIL} closed on Monday. And more.")
    corpus = corpus_of([article])
    sources = [{"article": article.file, "quote": f"{EVIL} closed on Monday."}]
    from bot.evaluation.suite import load_suite

    case = {
        "id": EVIL,
        "question": EVIL,
        "answer": [EVIL, "never said"],
        "avoid": [EVIL],
        "sources": sources,
        "tags": [EVIL],
    }
    suite = load_suite(write(json.dumps(case), "evil.jsonl"), corpus)
    reply = answered(EVIL, [cite(article, f"{EVIL} closed on Monday.")], notes=(Note("missing", EVIL),), embedder=EVIL)
    reply = replace(reply, considered=(Considered(article.id, article.file, 0, 40, 0.5, False, EVIL),))
    runs = Runner(of_callable(lambda *_: reply), corpus).run([suite])
    text = html_report(build(config_of([suite], corpus, Target()), [runs], corpus), corpus)
    page = Page(text)
    assert [tag for tag, _ in page.tags].count("script") == 2
    assert "img" not in {tag for tag, _ in page.tags}
    assert "alert(1)" in text
    data = re.search(r'id="articles">(.*?)</script>', text)
    assert data
    assert json.loads(data[1]) == {article.file: article.text}


def test_a_report_without_failures_comparison_or_tags_is_a_report(
    suite_of: Callable[[str], Suite], corpus: Corpus
) -> None:
    suite = suite_of("cases: [{id: a, question: Q, answerable: false}]")
    runs = Runner(of_callable(lambda *_: refused()), corpus).run([suite])
    text = html_report(build(config_of([suite], corpus, Target()), [runs], corpus), corpus)
    assert "Why turns failed" not in text
    assert "By tag" not in text


def test_excerpts_mark_what_was_cited_and_what_was_expected() -> None:
    text = "# " * 500 + "one two three" + " @" * 500
    shown = excerpts(text, Marks(cited=((1000, 1007),), expected=((1004, 1013),)))
    assert (
        '<mark class="cited">one </mark><mark class="cited expected">two</mark><mark class="expected"> three</mark>'
        in shown
    )
    assert shown.count("#") == shown.count("@") == 110
    assert "… #" in shown


def test_far_apart_marks_are_shown_with_a_gap_between() -> None:
    text = "word " * 1000
    assert excerpts(text, Marks(cited=((10, 20), (4000, 4010)), expected=())).count('class="gap"') == 1


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def browser_page(browser: Any, report: dict[str, Any], corpus: Corpus, tmp_path: Path) -> Iterator[Any]:
    file = tmp_path / "report.html"
    file.write_text(html_report(report, corpus), encoding="utf-8")
    page = browser.new_page()
    asked, errors = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: errors.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(file.as_uri())
    yield page
    assert asked == [file.as_uri()]
    assert errors == []
    page.close()


def shown(page: Any) -> list[str]:
    return [text.split(": ")[1] for text in page.locator("details.turn:visible .id").all_inner_texts()]


@pytest.mark.browser
def test_in_a_browser_failures_expand_and_filters_filter(browser_page: Any) -> None:
    page = browser_page
    assert shown(page) == ["wrong", "elsewhere", "bold"]
    assert page.locator("output").inner_text() == "3 of 5 shown"
    page.get_by_label("all (5)").check()
    assert shown(page) == ["ok", "wrong", "elsewhere", "bold", "down"]
    page.get_by_label("not judged (1)").check()
    assert shown(page) == ["down"]
    page.get_by_label("all (5)").check()
    page.get_by_label("Tag").select_option("two words")
    assert shown(page) == ["wrong"]
    page.get_by_label("Tag").select_option("")
    page.get_by_label("Words").fill("hurt twelve")
    assert "elsewhere" in shown(page)
    assert "down" not in shown(page)
    page.get_by_label("Words").fill("")
    page.get_by_role("button", name="Answered wrongly").click()
    assert shown(page) == ["bold"]

    page.get_by_label("Reason").select_option("")
    wrong = page.locator("details.turn", has_text="How long?")
    assert not wrong.locator(".body").is_visible()
    wrong.locator("summary").focus()
    page.keyboard.press("Enter")
    assert wrong.locator(".body").is_visible()
    for text in ("For some time.", "Not said until when.", "96 days", "not said: 96 days", "holds the evidence"):
        assert text in wrong.inner_text()
    assert wrong.locator("mark.cited.expected").last.inner_text() == CLOSED


@pytest.mark.browser
def test_in_a_browser_the_whole_article_opens_at_its_evidence_and_yaml_is_copied(browser_page: Any) -> None:
    page = browser_page
    wrong = page.locator("details.turn", has_text="How long?")
    wrong.locator("summary").click()
    wrong.get_by_role("button", name="Show in the whole article").click()
    reader = page.locator("dialog")
    assert reader.locator("mark").all_inner_texts() == [CLOSED]
    assert "We will rebuild." in reader.inner_text()
    page.keyboard.press("Escape")
    assert not reader.is_visible()

    elsewhere = page.locator("details.turn", has_text="Who was hurt?")
    elsewhere.locator("summary").click()
    line = elsewhere.locator("pre.yaml").inner_text()
    assert line == '- {article: "news/ferry.txt", quote: "Twelve people were hurt on Tuesday."}'
    elsewhere.get_by_role("button", name="Copy").click()
    assert page.evaluate("getSelection().toString()").strip() == line


@pytest.mark.browser
def test_in_a_browser_a_link_of_the_comparison_opens_its_turn_though_the_filter_hides_it(browser_page: Any) -> None:
    page = browser_page
    assert "ok" not in shown(page)
    page.get_by_role("link", name="ok", exact=True).click()
    page.locator("#t1 .body").wait_for()  # the page hears of the new address a moment after the click
    assert "ok" in shown(page)
