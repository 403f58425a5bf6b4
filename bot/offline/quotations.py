"""What of a text is quoted in it, as a sentence or a title, and how far the quotation reaches."""

from __future__ import annotations

import re

from bot.offline.candidates import Candidate

QUOTATION = re.compile(r"“[^”]*”?|\"[^\"]*\"?|«[^»]*»?")
_CLOSED_QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")
_SPOKEN_WORDS = 4  # a shorter quotation beside a verb of any meaning may be a title
_SENTENCE_WORDS = 5


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


def neighbour(one: Candidate, index: int) -> Candidate | None:
    """Another sentence of the paragraph, or one of the paragraph before in which somebody is quoted."""
    sentences = one.article.sentences
    if not 0 <= index < len(sentences) or abs(sentences[index].paragraph - one.sentence.paragraph) > 1:
        return None
    other = Candidate(one.article, index, one.rank, one.similarity)
    same = sentences[index].paragraph == one.sentence.paragraph
    return other if same or (index < one.index and re.search(r"[“”\"«»]", other.text)) else None


def is_sentence(quoted: str) -> bool:
    """From its mark on: it ends as a sentence does or goes on, or is long and no title."""
    inner = re.split(r"[”\"»]", quoted[1:])[0].strip()
    own = words_of(inner)
    return bool(re.search(r"[.!?…]$", inner)) or (len(own) >= _SENTENCE_WORDS and not _is_in_capitals(own))


def may_be_title(text: str) -> bool:
    """Whether the quotation that opens a sentence may be the title of something: short, or in capitals."""
    if text[:1] not in '“"«':
        return False  # the sentence opens inside of it
    own = words_of(re.split(r"[”\"»]", text[1:])[0])
    return len(own) < _SPOKEN_WORDS or _is_in_capitals(own)


def words_of(text: str) -> list[str]:
    return [word for word in text.split() if re.search(r"\w", word)]


def _is_in_capitals(own: list[str]) -> bool:
    """ "The Night Bus to Holm": a title."""
    longer = [word for word in own[1:] if len(word) > 3]
    return bool(longer) and all(word[0].isupper() for word in longer)
