"""The HTML export: one file that needs nothing else, runs nothing and fetches nothing."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from vectorstore.textnorm import strip_hidden

if TYPE_CHECKING:
    from bot.answer import Answer, Citation, Conflict
    from ui.export import Exchange, Export

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
STYLE = Path(__file__).parent / "components" / "export.css"


def page(export: Export) -> str:
    exchanges = "\n".join(_exchange(turn, one) for turn, one in enumerate(export.exchanges, 1))
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="referrer" content="no-referrer">
<title>{_text(export.title)}</title>
<style>{STYLE.read_text(encoding="utf-8")}</style>
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
    conflicts = "\n".join(_conflict(turn, answer, conflict) for conflict in answer.conflicts)
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


def _conflict(turn: int, answer: Answer, conflict: Conflict) -> str:
    from ui.outcomes import conflict as line_over

    versions = "".join(
        f"<div>{_text(version.says)}{_mark(turn, version.citation)}"
        f'<div class="small">{_text(version.speaker or "")}</div></div>'
        for version in conflict.versions
    )
    return f'<p>{_text(line_over(answer, conflict))}</p><div class="versions">{versions}</div>'


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
