"""What of a text is quoted in it."""

from __future__ import annotations

import re

from bot.offline.candidates import Candidate

QUOTATION = re.compile(r"“[^”]*”?|\"[^\"]*\"?|«[^»]*»?")
_CLOSED_QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")


def without_quotations(text: str) -> str:
    """The same length, so that places hold. A nickname between two names is no quotation, and is blanked as well."""
    return QUOTATION.sub(lambda match: " " * len(match.group()), text)


def blanked(text: str) -> str:
    """With the quotation marks left and nothing between them but the comma or the like that ends what is said."""
    return _CLOSED_QUOTATION.sub(lambda match: _emptied(match.group()), text)


def _emptied(quotation: str) -> str:
    inner = quotation[1:-1]
    end = re.search(r"[,!?]?\s*$", inner)
    kept = end.group() if end else ""
    return quotation[0] + "…" * (len(inner) - len(kept)) + kept + quotation[-1]


def quotation_state(one: Candidate) -> tuple[bool, bool]:
    """Whether nothing of the sentence stands outside a quotation, and whether the quotation goes on after it."""
    article, sentence = one.article, one.sentence
    start = min(s.start for s in article.sentences if s.paragraph == sentence.paragraph)
    is_open, outside = False, False
    for place, sign in enumerate(article.text[start : sentence.end], start):
        if sign in "“«":
            is_open = True
        elif sign in "”»":
            is_open = False
        elif sign == '"':
            is_open = not is_open
        elif place >= sentence.start and sign.isalnum() and not is_open:
            outside = True
    quoted = is_open or re.search(r"[”\"»]", one.text) is not None
    return quoted and not outside, is_open
