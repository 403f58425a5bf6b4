"""What a web page leaves in a text besides the story. Rules are about a whole line and say why it may not be quoted.

A line that ends like a sentence is a sentence, whatever words it begins with, unless the rule is sure without that.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.residue_rules import BEGINS_COMMENTS, CREDIT, LONGEST, OF_COMMENT, POINTER, RULES
from vectorstore.textnorm import search_text

_ENDED = re.compile(r"[.!?][\"'”’»)\]]*$")
_TAGS = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)


@lru_cache(maxsize=512)
def residue_reason(line: str) -> str | None:
    """Why this line is not part of the story; None for everything that may be quoted."""
    if len(line) > LONGEST:
        return None
    plain = without_tags(search_text(line))
    plain = _marks_off(plain) or plain
    ended = bool(_ENDED.search(plain))
    for rule in RULES:
        if len(plain) <= rule.longest and (rule.ended or not ended) and rule.pattern.match(plain):
            return rule.reason
    return None


def without_tags(line: str) -> str:
    """The words between the tags of HTML; the line itself if there are none."""
    return (" ".join(_TAGS.sub(" ", line).split()) or line) if "<" in line else line


def _marks_off(line: str) -> str:
    """Without the marks of Markdown: for lists and quotes in front, for bold and italic wherever they stand."""
    return re.sub(r"\*+(?=\s|\W|$)|(?<!\S)\*+", "", line).lstrip("#>*_- ").rstrip("*_ ")


def is_picture_credit(line: str) -> bool:
    return residue_reason(line.rstrip(".")) == CREDIT


def points_below(line: str) -> bool:
    """Whether it is a label like "More on this story", with the other pages on the lines under it."""
    plain = search_text(line).strip("#>*_-: ")
    return residue_reason(line) == POINTER and len(plain.split()) <= 6 and not re.search(r"[:>»|→]", plain)


def begins_comments(line: str) -> bool:
    """Whether it is a label like "Comments" or "Comments (47)"."""
    return len(line) <= 40 and bool(BEGINS_COMMENTS.match(line))


def is_of_comment(line: str) -> bool:
    """Whether it stands beside what a reader wrote: "Reply", "3 hours ago"."""
    return len(line) <= 60 and bool(OF_COMMENT.match(line))
