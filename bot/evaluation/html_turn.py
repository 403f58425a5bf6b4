"""One turn in the HTML report: what was asked, said and expected, and where the evidence is."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from bot.evaluation.corpus import Corpus, Span, UnknownArticle
from bot.evaluation.evidence import meets
from bot.evaluation.html_marks import LEGEND, Marks, excerpts
from bot.evaluation.report import cut

MARKS = {"passed": "✓ passed", "failed": "✗ failed", "not_judged": "– not judged"}
PREVIEW = 240  # characters of a passage
MOST_SAID = 20_000  # characters of a claim; the JSON report has all of it
Turn = Mapping[str, Any]


def turn_html(number: int, suite: str, turn: Turn, corpus: Corpus) -> str:
    status, why = turn["status"], turn["why"]
    body = [_said(turn), _expected(turn), _checks(turn), _unlisted(turn)]
    if status != "passed":
        body += [_evidence(turn, corpus), _passages(turn, corpus)]
    reason = f'<span class="why">{escape(why["text"])}</span>' if why else ""
    tags = escape(" ".join(map(_token, turn["tags"])))
    return (
        f'<details class="turn {status}" id="t{number}" data-status="{status}" data-why="{why["code"] if why else ""}" '
        f'data-tags="{tags}"><summary><span class="status">{MARKS[status]}</span>'
        f'<span class="id">{escape(suite)}: {escape(turn["id"])}</span>'
        f'<span class="question">{escape(turn["question"])}</span>{reason}</summary>'
        f'<div class="body">{"".join(body)}</div></details>'
    )


def _token(tag: str) -> str:
    """A tag as one word, for the filter."""
    return tag.replace(" ", "\u00a0")


def _section(title: str, content: str) -> str:
    return f"<section><h4>{escape(title)}</h4>{content}</section>" if content else ""


def _said(turn: Turn) -> str:
    answer = turn["answer"]
    if answer is None:
        return _section("Said", '<p class="nothing">No answer.</p>')
    claims = "".join(
        f'<p class="claim">{escape(cut(claim["text"], MOST_SAID))} <span class="numbers">'
        f"{''.join(f'[{number}]' for number in claim['citations'])}</span></p>"
        for claim in answer["claims"]
    )
    notes = "".join(f'<p class="note">{escape(note["text"])}</p>' for note in answer["notes"])
    quotes = "".join(
        f'<li value="{int(cited["number"] or 0)}"><q class="source">{escape(cited["quote"])}</q> '
        f'<span class="where">{escape(cited["file"])}, {cited["start"]} to {cited["end"]}</span></li>'
        for cited in answer["citations"]
    )
    nothing = "" if claims or notes else '<p class="nothing">Nothing.</p>'
    outcome = f'<p class="outcome">{escape(answer["outcome"].replace("_", " "))}</p>'
    return _section("Said", outcome + claims + notes + nothing + (f"<ol>{quotes}</ol>" if quotes else ""))


def _expected(turn: Turn) -> str:
    expected = turn["expected"]
    lines = [f"outcome {' or '.join(expected['outcomes']).replace('_', ' ')}"]
    entries = expected["answer"]
    if entries:
        few = f"at least {expected['at_least']} of" if expected["at_least"] < len(entries) else "all of"
        lines.append(f"{few if len(entries) > 1 else 'the words'} {'; '.join(entries)}")
    if expected["avoid"]:
        lines.append(f"none of {'; '.join(expected['avoid'])}")
    if expected["sources"]:
        lines.append(f"{expected['cite']} of {len(expected['sources'])} listed sources cited")
    return _section("Expected", "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>")


def _checks(turn: Turn) -> str:
    rows = "".join(
        f'<tr class="{check["status"]}"><th scope="row">{escape(check["name"])}</th>'
        f"<td>{MARKS[check['status']]}</td><td>{escape(check['reason'])}</td></tr>"
        for check in turn["checks"]
    )
    return _section("Checks", f'<div class="wide"><table class="checks">{rows}</table></div>')


def _unlisted(turn: Turn) -> str:
    if not turn["unlisted"]:
        return ""
    lines = "\n".join(one["yaml"] for one in turn["unlisted"])
    return _section(
        "Unlisted evidence",
        "<p>Found in the articles and not listed by the suite. To accept it, paste under sources:</p>"
        f'<pre class="yaml" tabindex="0">{escape(lines)}</pre><button type="button" class="copy">Copy</button>',
    )


def marks_of(turn: Turn, corpus: Corpus) -> dict[str, Marks]:
    """By article file: the places that were cited and those that were expected."""
    cited: dict[str, list[Span]] = {}
    expected: dict[str, list[Span]] = {}
    for one in turn["answer"]["citations"] if turn["answer"] else ():
        ref = corpus.find(one["article_id"], one["file"])
        if ref and one["quote"] and text_of(ref.file, corpus)[one["start"] : one["end"]] == one["quote"]:
            cited.setdefault(ref.file, []).append((one["start"], one["end"]))
    for source in turn["expected"]["sources"]:
        for start, end in source["places"]:
            expected.setdefault(source["article"], []).append((start, end))
    return {
        file: Marks(tuple(cited.get(file, ())), tuple(expected.get(file, ())))
        for file in sorted(cited.keys() | expected.keys())
    }


def _evidence(turn: Turn, corpus: Corpus) -> str:
    shown = []
    for file, marks in marks_of(turn, corpus).items():
        text = text_of(file, corpus)
        if not text:
            continue
        shown.append(
            f'<figure><figcaption>{escape(file)} <button type="button" class="open" data-file="{escape(file)}" '
            f"{marks.attributes()}>Show in the whole article</button></figcaption>{excerpts(text, marks)}</figure>"
        )
    whole = [source["article"] for source in turn["expected"]["sources"] if source["quote"] is None]
    listed = "".join(f"<p>Any passage of {escape(file)} was accepted.</p>" for file in dict.fromkeys(whole))
    return _section("Evidence in its article", (LEGEND if shown else "") + "".join(shown) + listed)


def text_of(file: str, corpus: Corpus) -> str:
    try:
        return corpus.text(corpus.resolve(file).id)
    except UnknownArticle:  # removed from the library while the run went on
        return ""


def _passages(turn: Turn, corpus: Corpus) -> str:
    """What the search found, best first, and which of it holds the evidence."""
    answer = turn["answer"]
    if not answer or not answer.get("considered"):
        return ""
    rows = []
    for rank, passage in enumerate(answer["considered"], 1):
        ref = corpus.find(passage["article_id"], passage["file"])
        span = (passage["start"], passage["end"])
        text = text_of(ref.file, corpus)[slice(*span)] if ref else ""
        holds = ref is not None and any(
            source["article"] == ref.file and any(meets(span, tuple(place)) for place in source["places"])
            for source in turn["expected"]["sources"]
        )
        preview = escape(" ".join(text.split())[:PREVIEW]) + ("…" if len(text) > PREVIEW else "")
        rows.append(
            f'<tr class="{"holds" if holds else ""}"><td class="rank">{rank}</td><td>{passage["score"]:.3f}</td>'
            f"<td>{escape(passage['file'])}<br>{span[0]} to {span[1]}</td>"
            f"<td>{'used' if passage['used'] else escape(passage['reason'])}"
            f"{'<br><strong>holds the evidence</strong>' if holds else ''}</td>"
            f'<td class="source">{preview}</td></tr>'
        )
    head = "<tr><th>rank</th><th>score</th><th>where</th><th>what became of it</th><th>passage</th></tr>"
    return _section("Passages found", f'<div class="wide"><table class="passages">{head}{"".join(rows)}</table></div>')
