"""Each paragraph with what it is by its own words, or by where it stands on the page that it was copied from.

A page has menus above its story, and titles of other pages, topics and what readers wrote below it. Such a line has no
words that give it away; what gives it away are the lines around it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.bylines import byline
from ingest.heads import stated_dates
from ingest.layout import Block
from ingest.readers import SourceText
from ingest.residue import begins_comments, is_of_comment, points_below, residue_reason, without_tags
from ingest.residue_rules import POINTER
from vectorstore.textnorm import search_text

SHORT = 300  # characters; a longer paragraph is told by the story, not above it
LINE = 160  # characters; what is longer is no title of another page, and no item of a list
TOLD = 80  # characters; a paragraph that long with an end is part of the story
REPEATED = 3  # times a line without an end stands in one article before it counts as furniture
MENU_WORDS = 3  # in a line of a menu
MENU_LINES = 5  # one after the other
MENU_WITH_BUTTONS = 3  # with the buttons among them, the first of which is one
MENU_BELOW_A_LINE = 8  # words, under a longer line
MENU_BUTTONS = 2  # above or among those
FOOT_BUTTONS = 2  # lines known for a page's own, in a foot of one
COMMENT_SIGNS = 2  # like "Reply" or "3 hours ago"; one more where their number is not said
COMMENT_LINES = 12  # in which they are looked for

MENU = "a menu of a web page"
COMMENTS = "what readers wrote under the article"

_ENDED = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
_WORD = re.compile(r"\w[\w'’-]+")
_ARROWS = ("›", "»", ">")
_BULLET = re.compile(r"[•▪◦·*–-]\s")


@dataclass(frozen=True)
class Part:
    block: Block
    plain: str  # as a reader sees it, on one line
    reason: str | None
    apart: bool  # an empty line stands above it
    bulleted: bool

    @property
    def ended(self) -> bool:
        return bool(_ENDED.search(self.plain))

    @property
    def short(self) -> bool:
        return self.block.kind == "prose" and len(self.plain) <= SHORT

    @property
    def told(self) -> bool:
        return self.reason is None and self.ended and len(self.plain) >= TOLD

    @property
    def in_menu(self) -> bool:
        """Whether it could be a word of a menu: a few words, no figure, no mark of a list."""
        return (
            self.reason is None
            and self.block.kind == "prose"
            and not (self.ended or self.bulleted)
            and (len(_WORD.findall(self.plain)) <= MENU_WORDS or self.plain.endswith(_ARROWS))
            and not any(character.isdigit() or character in ":|" for character in self.plain)
        )


def parts_of(source: SourceText) -> list[Part]:
    plain = [without_tags(search_text(source.text[block.start : block.end])) for block in source.blocks]
    times = Counter(plain)
    parts: list[Part] = []
    end = marker = 0  # where the words before, and a bullet that Markdown took off, end
    for block, line in zip(source.blocks, plain, strict=True):
        apart = not end or source.text.count("\n", end, block.start) > 1
        bulleted = (marker > 0 and marker == block.start) or bool(_BULLET.match(line))
        end, marker = (end, block.end + 1) if block.kind == "markup" else (block.end, 0)
        reason = block.reason if block.kind == "markup" else residue_reason(line)
        line = line.strip("*_ ") or line
        if reason is None and times[line] >= REPEATED and not _ENDED.search(line):
            reason = "repeated line"
        parts.append(Part(block, line, reason, apart, bulleted))
    return _commented(_footed(_menu_marked(_pointed_at(parts))))


def _pointed_at(parts: Sequence[Part]) -> list[Part]:
    """The titles under a label like "More on this story" are those of other pages."""
    found: list[Part] = []
    label: Part | None = None
    for part in parts:
        if part.block.kind != "markup":
            title = part.short and not part.ended and len(part.plain) <= LINE and part.reason is None
            if label and title and (part.bulleted or (label.apart and not part.apart)):
                part = replace(part, reason=POINTER)
            else:
                label = part if points_below(part.plain) else None
        found.append(part)
    return found


def _marked(parts: Sequence[Part], lines: Sequence[int], reason: str) -> list[Part]:
    found = list(parts)
    for at in lines:
        if found[at].reason is None:
            found[at] = replace(found[at], reason=reason)
    return found


def _menu_marked(parts: Sequence[Part]) -> list[Part]:
    """Lines of a few words above the headline, as many as only a menu has, with what stands above them."""
    run: list[Part] = []  # words of a menu and buttons, one after the other
    words = buttons = end = 0  # words of a menu in the run; buttons in all
    under_a_line = False
    for at, part in enumerate(parts):
        if part.block.kind == "markup":
            continue
        if part.told or part.block.kind == "heading" or byline(part.plain) or stated_dates(part.plain):
            break
        if part.reason or part.in_menu:
            run.append(part)
            words += part.reason is None
            buttons += part.reason is not None
            below_arrow = bool(end) and part.plain.endswith(_ARROWS)  # "Floods ›", the section that the menu is open at
            if below_arrow or _is_menu(run, words, buttons if under_a_line else None):
                end = at + 1
        else:
            under_a_line |= len(_WORD.findall(part.plain)) > MENU_WORDS
            run, words = [], 0
    return _marked(parts, range(end), MENU) if end and _heads_story(parts[end:]) else list(parts)


def _is_menu(run: Sequence[Part], words: int, buttons_above: int | None) -> bool:
    """`buttons_above`: under a longer line, which may be the headline with a list under it; None elsewhere."""
    if buttons_above is not None:
        return words >= MENU_BELOW_A_LINE and buttons_above >= MENU_BUTTONS
    return words >= MENU_LINES or (run[0].reason is not None and len(run) >= MENU_WITH_BUTTONS)


def _heads_story(parts: Sequence[Part]) -> bool:
    """Whether a line like a headline comes before anything else."""
    first = next((part for part in parts if part.reason is None and part.block.kind != "markup"), None)
    if first is None or not any(part.told for part in parts):
        return False
    return first.block.kind == "heading" or (len(_WORD.findall(first.plain)) > MENU_WORDS and not first.ended)


def _footed(parts: Sequence[Part]) -> list[Part]:
    """Lines of a few words between the buttons at the foot of a page; those above may be a list of the story's."""
    last = max((at for at, part in enumerate(parts) if part.told), default=len(parts))
    between: list[int] = []
    for run in _runs(parts, last + 1):
        buttons = [at for at in run if parts[at].reason]
        if len(buttons) >= FOOT_BUTTONS:
            between += range(buttons[0], buttons[-1])
    return _marked(parts, between, MENU)


def _runs(parts: Sequence[Part], start: int) -> list[list[int]]:
    """Lines with no empty one between them that are a page's own, or might be."""
    runs: list[list[int]] = [[]]
    for at in range(start, len(parts)):
        part = parts[at]
        if part.apart or not (part.reason or part.in_menu):
            runs.append([])
        if part.reason or part.in_menu:
            runs[-1].append(at)
    return runs


def _commented(parts: Sequence[Part]) -> list[Part]:
    """What readers wrote, from a line like "Comments (47)" to the end."""
    first = next((at for at, part in enumerate(parts) if part.told), len(parts))
    for at in range(first, len(parts)):
        if begins_comments(parts[at].plain):
            under = parts[at + 1 : at + 1 + COMMENT_LINES]
            signs = COMMENT_SIGNS if any(map(str.isdigit, parts[at].plain)) else COMMENT_SIGNS + 1
            if sum(is_of_comment(part.plain) for part in under) >= signs:
                return _marked(parts, range(at, len(parts)), COMMENTS)
    return list(parts)
