"""The HTML export: one file that needs nothing else, runs nothing and fetches nothing."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from vectorstore.textnorm import strip_hidden

if TYPE_CHECKING:
    from bot.answer import Citation, Conflict
    from ui.export import Exchange, Export

STYLE = """
:root { color-scheme: light dark; --ink: #1d1b18; --soft: #625d54; --paper: #fcfbf8; --rule: #dcd7cb; --mark: #ffe58a; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ece7dd; --soft: #a8a195; --paper: #171614; --rule: #3b3832; --mark: #6a4d00; }
}
body { max-width: 40rem; margin: 3rem auto; padding: 0 1.25rem; color: var(--ink); background: var(--paper);
  font: 1.0625rem/1.6 "Source Sans 3", "Source Sans", "Segoe UI", system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.1rem; color: var(--soft); font-weight: 600; } h2 { font-size: 1.5rem; line-height: 1.25; margin: 2.5rem 0 .75rem; }
sup a { color: inherit; text-decoration: none; border: 1px solid var(--rule); border-radius: 3px; padding: 0 .3em; font-size: .8em; }
blockquote { margin: 0; font-family: "Source Serif 4", "Iowan Old Style", Georgia, serif; white-space: pre-wrap; }
ol.sources { padding-left: 1.5rem; border-top: 1px solid var(--rule); margin-top: 1rem; padding-top: .75rem; }
ol.sources li { margin-bottom: .75rem; } :target { background: var(--mark); }
.small, footer { font-size: .875rem; color: var(--soft); } .note { font-style: italic; color: var(--soft); }
code, pre { font-size: .8125rem; white-space: pre-wrap; overflow-wrap: anywhere; } footer { border-top: 1px solid var(--rule); margin-top: 3rem; }
.versions { display: grid; gap: .75rem; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); }
.versions div { border: 1px solid var(--rule); padding: .6rem .8rem; border-radius: 4px; }
"""


def page(export: Export) -> str:
    exchanges = "\n".join(_exchange(turn, one) for turn, one in enumerate(export.exchanges, 1))
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<title>{_text(export.title)}</title>
<style>{STYLE}</style>
</head>
<body>
<h1>{_text(export.title)}</h1>
{exchanges}
{_texts(export)}
<footer>
{_how_to_check()}
<p>Exported {_text(export.made)}. <code>newsbot verify</code> reads this file and proves every quote again.</p>
</footer>
<script type="application/json" id="newsbot-answers">{export.data()}</script>
</body>
</html>
"""


def _exchange(turn: int, exchange: Exchange) -> str:
    from ui.export import said

    answer = exchange.answer
    sentences = " ".join(
        f"{_text(text)}{''.join(_mark(turn, number) for number in numbers)}" for text, numbers in said(answer)
    )
    notes = "\n".join(f'<p class="note">{_text(note.text)}</p>' for note in answer.notes)
    conflicts = "\n".join(_conflict(turn, conflict) for conflict in answer.conflicts)
    sources = "\n".join(_source(turn, citation) for citation in answer.citations)
    listed = f'<ol class="sources">{sources}</ol>' if sources else ""
    return f"<section><h2>{_text(exchange.question)}</h2>\n<p>{sentences}</p>\n{notes}{conflicts}{listed}</section>"


def _mark(turn: int, number: int) -> str:
    return f'<sup><a href="#n{turn}-{number}">{number}</a></sup>'


def _source(turn: int, one: Citation) -> str:
    about = f"{one.title}, {one.outlet or 'outlet unknown'}, {one.published or 'date unknown'}"
    place = f"{one.file}, characters {one.start} to {one.end}"
    hashes = f"sha256 of the file <code>{_text(one.sha256)}</code>"
    if one.text_sha256 != one.sha256:
        hashes += f", of its text <code>{_text(one.text_sha256)}</code>"
    return (
        f'<li id="n{turn}-{one.number}" value="{one.number}"><blockquote>{_text(one.quote)}</blockquote>'
        f'<div class="small">{_text(about)}<br>{_text(place)}<br>{hashes}</div></li>'
    )


def _conflict(turn: int, conflict: Conflict) -> str:
    versions = "".join(
        f"<div>{_text(version.says)}{_mark(turn, version.citation)}"
        f'<div class="small">{_text(version.speaker or "")}</div></div>'
        for version in conflict.versions
    )
    return f'<p>{_text(conflict.about)}</p><div class="versions">{versions}</div>'


def _texts(export: Export) -> str:
    """The text of articles whose files are not plain text, for the offsets to count in."""
    return "\n".join(
        f"<details><summary>Text with sha256 <code>{_text(digest)}</code></summary><pre>{escape(text)}</pre></details>"
        for digest, text in export.texts.items()
    )


def _how_to_check() -> str:
    from ui.export import HOW_TO_CHECK

    lines = "".join(f"<li>{_code(line.split('. ', 1)[1])}</li>" for line in HOW_TO_CHECK)
    return f"<p><strong>How to check a quote</strong></p><ol>{lines}</ol>"


def _code(line: str) -> str:
    """Our own line, with what stands between backquotes as code."""
    return "".join(
        f"<code>{escape(part)}</code>" if odd % 2 else escape(part) for odd, part in enumerate(line.split("`"))
    )


def _text(text: str) -> str:
    return escape(strip_hidden(text))
