"""An Answer as the page's components draw it: plain dicts of strings and numbers, all wording decided here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Protocol

from bot.answer import Answer, Citation, Claim, Conflict, Considered
from bot.citations import Proof
from bot.kept.conversations import StoredAnswer
from ui import outcomes
from ui.live import Snapshot
from ui.outcomes import count_of
from vectorstore.article import Article
from vectorstore.records import ArticleSummary

CONTEXT = 220  # characters of the article shown around a quote, at most, on each side
STATUS = {
    "found": "Quote found in the article",
    "stale": "The article has changed since this was answered",
    "missing": "The quote is no longer in the articles",
    "false": "The article never said this at the place given",
}
STOPPED = {
    "user": "Stopped",
    "timeout": "Stopped after too long a wait",
    "provider": "Cut off by the model",
    "length": "Cut off at the length limit",
}


class Shelf(Protocol):
    """What a view needs to know about the articles."""

    def article(self, article_id: str) -> Article | None: ...

    def proof(self, one: Citation) -> Proof: ...

    def letter(self, article_id: str) -> tuple[str, int]: ...

    def count(self) -> int: ...


def letter_of(ordinal: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    letters = ""
    ordinal += 1
    while ordinal:
        ordinal, rest = divmod(ordinal - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def chip(
    citation: Citation, shelf: Shelf, speaker: str | None = None, reported_by: str | None = None
) -> dict[str, Any]:
    letter, hue = shelf.letter(citation.article_id)
    proof = shelf.proof(citation)
    article = shelf.article(citation.article_id)
    before, after = around(article, proof) if article else ("", "")
    return {
        "label": f"{letter}{citation.number if citation.number is not None else ''}",
        "number": citation.number,
        "letter": letter,
        "hue": hue,
        "article": citation.article_id,
        "start": citation.start if proof.start is None else proof.start,
        "end": citation.end if proof.end is None else proof.end,
        "quote": citation.quote,
        "before": before,
        "after": after,
        "title": citation.title,
        "file": citation.file,
        "outlet": citation.outlet or "Outlet unknown",
        "published": citation.published or "date unknown",
        "speaker": speaker,
        "reported_by": reported_by,
        "status": proof.status,
        "status_text": STATUS[proof.status],
        "openable": article is not None,
        "lost": proof.status if proof.start is None else None,  # the old place has other words now
        "mark": text_mark(article) if article else "",
    }


def text_mark(article: Article) -> str:
    """Goes with a place in an article, so that other words at that place are noticed once the article has changed."""
    return article.text_sha256[:12]


def about(shelf: Shelf, summary: ArticleSummary) -> dict[str, Any]:
    """An article as a line of a list."""
    letter, hue = shelf.letter(summary.id)
    known = {name: fact.value for name, fact in summary.metadata.items()}
    small = f"{known.get('outlet') or 'Outlet unknown'}, {known.get('published') or 'date unknown'}"
    return {"id": summary.id, "label": known.get("title") or summary.file, "small": small, "letter": letter, "hue": hue}


def around(article: Article, proof: Proof) -> tuple[str, str]:
    """The rest of the sentences that a quote stands in."""
    if proof.start is None or proof.end is None:
        return "", ""
    touched = [one for one in article.sentences if one.start < proof.end and proof.start < one.end]
    if not touched:
        return "", ""
    start = max(min(touched[0].start, proof.start), proof.start - CONTEXT)
    end = min(max(touched[-1].end, proof.end), proof.end + CONTEXT)
    return article.text[start : proof.start], article.text[proof.end : end]


def when(claim: Claim) -> str:
    """What dates a step of a sequence: the first date that the sentence names."""
    found = _DATE.search(claim.text)
    return found[0] if found else claim.as_of or ""


def claims_view(claims: Sequence[Claim], citations: Sequence[Citation], shelf: Shelf) -> list[dict[str, Any]]:
    by_number = {citation.number: citation for citation in citations}
    return [
        {
            "text": claim.text,
            "when": when(claim),
            "chips": [
                chip(by_number[number], shelf, claim.speaker, claim.reported_by)
                for number in claim.citations
                if number in by_number
            ],
        }
        for claim in claims
    ]


def live_view(now: Snapshot, shelf: Shelf, answerer: str, articles: int) -> dict[str, Any]:
    """What is there while an answer is being written. `articles`: so many are asked."""
    if now.fault is not None:
        return fault_view(now.fault)
    if now.stored is not None:
        return answer_view(now.stored, shelf)
    return {
        "state": "live",
        "heading": "",
        "claims": claims_view(now.claims, now.citations, shelf),
        "draft": now.draft,
        "draft_label": "Draft, not verified yet",
        "notes": [],
        "conflicts": [],
        "nearest": [],
        "status": f"Reading {count_of(articles, 'article')}, {answerer}",
    }


def fault_view(message: str) -> dict[str, Any]:
    return {
        "state": "fault",
        "heading": "",
        "claims": [],
        "draft": "",
        "notes": [],
        "conflicts": [],
        "nearest": [],
        "status": "",
        "fault": message,
    }


def answer_view(stored: StoredAnswer, shelf: Shelf) -> dict[str, Any]:
    answer = stored.answer
    return {
        "state": "stopped" if answer.stop_reason else "settled",
        "answer": stored.id,
        "heading": outcomes.heading(answer) if not answer.draft or answer.claims else "",
        "claims": claims_view(_outside_cards(answer), answer.citations, shelf),
        "sequence": is_sequence(answer),
        "draft": answer.draft if answer.stop_reason else "",
        "draft_label": f"{STOPPED.get(answer.stop_reason or '', 'Draft')}: draft, not verified",
        "notes": [
            {"kind": note.kind, "text": note.text}
            for note in answer.notes
            if note.kind != "conflict" or not answer.conflicts  # the cards say so themselves
        ],
        "conflicts": [conflict_view(conflict, answer, shelf) for conflict in answer.conflicts],
        "nearest": [chip(citation, shelf) for citation in answer.nearest],
        "notice": notice(answer),
        "status": status_line(answer, shelf),
        "why": why(answer, shelf),
        "thumb": stored.thumb,
        "copy": {"text": answer.text, "footnotes": footnotes(answer)},
    }


def _outside_cards(answer: Answer) -> tuple[Claim, ...]:
    """The claims without those that the cards of a conflict quote: nothing is said twice."""
    on_cards = {(version.says, version.citation) for conflict in answer.conflicts for version in conflict.versions}
    return tuple(
        claim for claim in answer.claims if any((claim.text, number) not in on_cards for number in claim.citations)
    )


def notice(answer: Answer) -> str | None:
    if answer.notice is None or answer.answerer == answer.requested_answerer:
        return answer.notice.message if answer.notice else None
    return f"{answer.notice.message} This is the {answer.answerer} answer."


def is_sequence(answer: Answer) -> bool:
    """Told as dated steps where each sentence has its date."""
    told = any(note.kind == "sequence" for note in answer.notes)
    return told and len(answer.claims) > 1 and all(when(claim) for claim in answer.claims)


def conflict_view(conflict: Conflict, answer: Answer, shelf: Shelf) -> dict[str, Any]:
    return {
        "line": outcomes.conflict(answer, conflict),
        "versions": [
            {
                "says": version.says,
                "speaker": version.speaker,
                "chip": chip(answer.citation(version.citation), shelf, version.speaker),
            }
            for version in conflict.versions
        ],
    }


def status_line(answer: Answer, shelf: Shelf) -> str:
    """As small type under the answer: 2 quotes found, 2 of 2 articles searched, offline, 0.08 s."""
    states = [shelf.proof(citation).status for citation in answer.citations]
    parts = []
    if states:
        parts.append(f"{count_of(states.count('found'), 'quote')} found")
    parts += [f"{states.count(bad)} {word}" for bad, word in _TROUBLE.items() if bad in states]
    parts.append(
        f"{answer.searched.articles} of {count_of(max(shelf.count(), answer.searched.articles), 'article')} searched"
    )
    parts.append(answer.answerer)
    parts.append(f"{answer.timings_ms.get('total', 0) / 1000:.2f}\N{NO-BREAK SPACE}s")
    return ", ".join(parts)


_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|"
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
)
_DATE = re.compile(rf"(?:(?:\b\d{{1,2}} (?:de )?)?\b(?:{_MONTHS}) (?:\d{{1,2}}, |de )?)?\b(?:19|20)\d{{2}}\b")
_TROUBLE = {"stale": "in a changed article", "missing": "no longer there", "false": "not at its place"}


def why(answer: Answer, shelf: Shelf) -> dict[str, Any]:
    """What the question was understood as, what was found, used and passed over, and what it took."""
    took = [f"{name} {value:.0f} ms" for name, value in answer.timings_ms.items()]
    if answer.usage:
        calls = count_of(answer.usage.calls, "call")
        took.append(f"{answer.usage.prompt_tokens} + {answer.usage.completion_tokens} tokens in {calls}")
    changed = _changed(answer, shelf)
    return {
        "understood": answer.standalone_question,
        "confidence": None if answer.confidence is None else f"{answer.confidence:.2f}",
        "considered": [
            {
                "letter": shelf.letter(item.article_id)[0],
                "hue": shelf.letter(item.article_id)[1],
                "article": item.article_id,
                "start": item.start,
                "end": item.end,
                "text": STATUS["stale"] if item.article_id in changed else _slice(shelf, item),
                "mark": text_mark(article) if (article := shelf.article(item.article_id)) else "",
                "lost": "stale" if item.article_id in changed else None,
                "used": item.used,
                "reason": item.reason[:1].upper() + item.reason[1:],
                "score": f"{item.score:.2f}",
            }
            for item in answer.considered
        ],
        "rejected": [{"text": item.text, "reason": item.reason} for item in answer.rejected],
        "took": ", ".join(took),
        "made_by": _made_by(answer),
    }


def _made_by(answer: Answer) -> str:
    asked = "" if answer.answerer == answer.requested_answerer else f" ({answer.requested_answerer} was asked)"
    generation = f"index {answer.searched.generation}, {count_of(answer.searched.passages, 'passage')}"
    return f"{answer.answerer}{asked}, embedder {answer.embedder}, {generation}"


def _slice(shelf: Shelf, item: Considered) -> str:
    article = shelf.article(item.article_id)
    return article.text[item.start : item.end] if article else "(no longer in the library)"


def _changed(answer: Answer, shelf: Shelf) -> set[str]:
    """The articles whose text is not the one that was read; known of those that are cited or near."""
    read = {one.article_id: one.text_sha256 for one in (*answer.citations, *answer.nearest)}
    return {id_ for id_, text in read.items() if (now := shelf.article(id_)) and now.text_sha256 != text}


def footnotes(answer: Answer) -> str:
    """The answer with numbered notes, each of which names file, place and hash."""
    from ui.export import footnoted

    return footnoted(answer)
