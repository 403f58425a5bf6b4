"""The HTML report: one file that asks nothing of any network, readable with and without its script."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from importlib.resources import files
from typing import Any

from bot.evaluation.corpus import Corpus
from bot.evaluation.html_charts import count_bar, interval_chart, stacked_bar
from bot.evaluation.html_turn import marks_of, text_of, turn_html
from bot.evaluation.metrics import KINDS
from bot.evaluation.report import Report, turns_of
from bot.evaluation.why import SAYS

MOST_TEXT = 3_000_000  # characters of whole articles in one report; what does not fit is shown as excerpts only
STATUSES = (("passed", "passed"), ("failed", "failed"), ("not_judged", "not judged"))


def html_report(report: Report, corpus: Corpus) -> str:
    turns = turns_of(report)
    style, script = _asset("report.css"), _asset("report.js")
    title = "Scripted questions: " + ", ".join(suite["suite"] for suite in report["suites"])
    body = [
        _header(title, report, turns),
        _gates(report.get("gates", ())),
        _comparison(report.get("comparison"), turns),
        _figures(report["metrics"]["overall"]),
        _reasons(turns),
        _tags(report["metrics"]["by_tag"]),
        _turns(turns, report["metrics"]["by_tag"], corpus),
    ]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{escape(title)}</title><style>{style}</style></head><body>"
        f'<a class="skip" href="#turns">To the questions</a><main>{"".join(body)}</main>'
        '<dialog id="reader" aria-labelledby="reader-title"><form method="dialog"><h2 id="reader-title"></h2>'
        '<button autofocus>Close</button></form><div class="source" id="reader-text" tabindex="0"></div></dialog>'
        f'<script type="application/json" id="articles">{_articles(turns, corpus)}</script>'
        f"<script>{script}</script></body></html>\n"
    )


def _asset(name: str) -> str:
    return (files("bot.evaluation") / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Nothing is loaded from anywhere, and no script runs but ours, whatever an article or a model wrote."""

    def hashed(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    allowed = f"style-src {hashed(style)}; script-src {hashed(script)}"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _header(title: str, report: Report, turns: Sequence[tuple[str, Mapping[str, Any]]]) -> str:
    config = report["config"]
    counts = Counter(turn["status"] for _suite, turn in turns)
    cases = sum(len(suite["cases"]) for suite in report["suites"])
    asked = " on ".join(escape(str(config[key])) for key in ("answerer", "embedder") if config.get(key))
    model = f", {escape(str(config['model']))}" if config.get("model") else ""
    told = ", ".join(f"{counts[key]} {name}" for key, name in STATUSES if counts[key])
    made = escape(config["created"][:16].replace("T", " "))
    hashes = " · ".join(f"{name} {escape(str(config[name])[:12])}" for name in ("suite", "corpus"))
    return (
        f'<header><h1>{escape(title)}</h1><p class="lead">{cases} cases, {len(turns)} turns over '
        f"{config['articles']} articles; {asked}{model}. {told}.</p>"
        f"{stacked_bar([(key, counts[key]) for key, _name in STATUSES])}"
        f'<p class="small">{made} UTC · newsbot {escape(config["versions"]["newsbot"])} · {hashes} · '
        f"matching rule {config['matcher']}</p></header>"
    )


def _gates(gates: Sequence[Mapping[str, Any]]) -> str:
    if not gates:
        return ""
    items = "".join(
        f'<li class="{"passed" if gate["passed"] else "failed"}">{"✓ holds" if gate["passed"] else "✗ does not hold"}: '
        f"<code>{escape(gate['gate'])}</code>, is {gate['value']:.4g} (n = {gate['n']})</li>"
        for gate in gates
    )
    return f'<section><h2>Gates</h2><ul class="gates">{items}</ul></section>'


def _comparison(found: Mapping[str, Any] | None, turns: Sequence[tuple[str, Mapping[str, Any]]]) -> str:
    if not found:
        return ""
    several = len({suite for suite, _turn in turns}) > 1
    anchors = {(f"{suite}: {turn['id']}" if several else turn["id"]): n for n, (suite, turn) in enumerate(turns, 1)}
    lists = "".join(
        f"<details{' open' if name != 'changed' else ''}><summary>{name} ({len(found[name])})</summary>"
        f"<p>{', '.join(_link(id_, anchors) for id_ in found[name])}</p></details>"
        for name in ("fixed", "broken", "changed")
        if found[name]
    )
    return (
        f'<section><h2>Against the old run (A)</h2><p class="lead">{escape(found["sentence"])}</p>{lists}'
        f'<p class="small">Exact McNemar test on the turns that were judged in both runs; '
        f"{found['not_compared']} were not.</p></section>"
    )


def _link(id_: str, anchors: Mapping[str, int]) -> str:
    return f'<a href="#t{anchors[id_]}">{escape(id_)}</a>' if id_ in anchors else escape(id_)


def _figures(metrics: Mapping[str, Any]) -> str:
    rows = "".join(_figure(name, figure) for name, figure in metrics.items() if figure["n"])
    return (
        '<section><h2>Figures</h2><div class="wide"><table class="figures"><thead><tr><th scope="col">metric</th>'
        '<th scope="col">value</th><th scope="col">95 % interval</th><th scope="col"></th><th scope="col">n</th></tr>'
        f'</thead><tbody>{rows}</tbody></table></div><p class="small">* Fewer than 20: read the interval, '
        "not the value.</p></section>"
    )


def _figure(name: str, figure: Mapping[str, Any]) -> str:
    kind = KINDS.get(name)
    says = kind.says if kind else "turns that came out the same in every repeat"
    share = kind is None or kind.statistic is None
    low, high = figure["interval"]
    chart = interval_chart(figure["value"], low, high) if share else ""
    shown = [f"{number:.3f}" if share else f"{number:,.1f}" for number in (figure["value"], low, high)]
    return (
        f'<tr><th scope="row">{escape(name)}<span class="says">{escape(says)}</span></th>'
        f'<td class="value">{shown[0]}</td>'
        f"<td>{shown[1]} to {shown[2]}</td><td>{chart}</td><td>{figure['n']}{'*' if figure['few'] else ''}</td></tr>"
    )


def _reasons(turns: Sequence[tuple[str, Mapping[str, Any]]]) -> str:
    counts = Counter(turn["why"]["code"] for _suite, turn in turns if turn["why"])
    if not counts:
        return ""
    rows = "".join(
        f'<tr><th scope="row"><button type="button" data-set-why="{code}">{escape(SAYS[code])}</button></th>'
        f"<td>{count}</td><td>{count_bar(count, max(counts.values()))}</td></tr>"
        for code, count in counts.most_common()
    )
    return f'<section><h2>Why turns failed</h2><div class="wide"><table class="reasons">{rows}</table></div></section>'


def _tags(by_tag: Mapping[str, Any]) -> str:
    rows = "".join(
        f'<tr><th scope="row"><button type="button" data-set-tag="{escape(tag)}">{escape(tag)}</button></th>'
        f"<td>{figure['value']:.2f}</td><td>{interval_chart(figure['value'], *figure['interval'])}</td>"
        f"<td>{figure['n']}{'*' if figure['few'] else ''}</td></tr>"
        for tag, metrics in by_tag.items()
        if (figure := metrics["passed"])["n"]
    )
    if not rows:
        return ""
    head = '<tr><th scope="col">tag</th><th scope="col">passed</th><th></th><th scope="col">n</th></tr>'
    return (
        '<section><h2>By tag</h2><details class="tags" open><summary>Share of turns that passed every check</summary>'
        f'<div class="wide"><table class="figures">{head}{rows}</table></div></details></section>'
    )


def _turns(turns: Sequence[tuple[str, Mapping[str, Any]]], tags: Iterable[str], corpus: Corpus) -> str:
    listed = "".join(turn_html(number, suite, turn, corpus) for number, (suite, turn) in enumerate(turns, 1))
    counts = Counter(turn["status"] for _suite, turn in turns)
    outcomes = [("all", f"all ({len(turns)})"), *((key, f"{name} ({counts[key]})") for key, name in STATUSES)]
    radios = "".join(
        f'<label><input type="radio" name="outcome" value="{key}"{" checked" if key == "all" else ""}> {label}</label>'
        for key, label in outcomes
    )
    reasons = "".join(f'<option value="{code}">{escape(text)}</option>' for code, text in SAYS.items())
    every_tag = "".join(f'<option value="{escape(tag)}">{escape(tag)}</option>' for tag in tags)
    return (
        '<section id="turns"><h2>Questions</h2><form class="filters" hidden>'
        f"<fieldset><legend>Outcome</legend>{radios}</fieldset>"
        f'<span><label for="tag">Tag</label> <select id="tag" name="tag"><option value="">any</option>{every_tag}'
        '</select></span><span><label for="why">Reason</label> <select id="why" name="why">'
        f'<option value="">any</option>{reasons}</select></span><span><label for="words">Words</label> '
        '<input type="search" id="words" name="words" autocomplete="off"></span>'
        '<button type="button" data-all="open">Open all shown</button><button type="button" data-all="close">Close all'
        f'</button><output aria-live="polite"></output></form>{listed}</section>'
    )


def _articles(turns: Sequence[tuple[str, Mapping[str, Any]]], corpus: Corpus) -> str:
    """Whole texts of the articles that a failure speaks of, for the reader. `<` is escaped: it may end no script."""
    texts: dict[str, str] = {}
    room = MOST_TEXT
    for _suite, turn in turns:
        for file in marks_of(turn, corpus) if turn["status"] != "passed" else ():
            text = text_of(file, corpus)
            if file not in texts and len(text) <= room:
                texts[file] = text
                room -= len(text)
    return json.dumps(texts, ensure_ascii=False).replace("<", "\\u003c")
