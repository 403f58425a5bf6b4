"""A model's text as it streams: what may be shown of it while it comes, and its sentences with the passages they name.

Nothing is shown that could yet turn out to be a marker, markup, an address, reasoning or a key; what does is not shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.model.secrets import mask, may_continue_a_key

NOT_FOUND = "NOT FOUND"
MISSING = "MISSING:"
LONGEST_HELD = 300  # characters kept back for something that may never be completed

_THINK = "think|thinking|thought|reasoning"
_THINKING = re.compile(rf"<(?P<tag>{_THINK})>.*?</(?P=tag)>\s*", re.DOTALL | re.IGNORECASE)
_THINK_OPEN = re.compile(rf"<(?:{_THINK})>|<[a-z]{{0,9}}$", re.IGNORECASE)
_ID = r"(?:[a-zA-Z]?\d{1,3}|[a-zA-Z]\d{5})"  # the longer one is the mark of the records: small models cite that too
MARKER = rf"\[\s*{_ID}(?:\s*[,;]\s*{_ID})*\s*\]"
_COMPLETE = re.compile(
    rf"(?P<marker>[ \t]*{MARKER})(?!\()"
    r"|!\[[^\]\n]*\]\([^)\n]*\)"
    r"|\[(?P<label>[^\]\n]*)\]\([^)\n]*\)"
    r"|</?[A-Za-z!][^<>\n]{0,200}>|<\|[^<>|\n]{0,40}\|>"
    r"|https?://[^\s<>]*|www\.[^\s<>]+"
    r"|\*\*|__|`+",
    re.IGNORECASE,
)
# The beginning of one of these at the end of what has come.
_BEGUN = re.compile(
    r"[ \t]*!?\[[^\]\n]*(?:\](?:\([^)\n]*)?)?$|[ \t]+$|!$"
    r"|<(?:[/!A-Za-z|][^<>\n]*)?$"
    r"|\b(?:h|ht|htt|https?|https?:|https?:/|https?://\S*|w|ww|www|www\.\S*)$"
    r"|[*_`]+$",
    re.IGNORECASE,
)
# What makes a link or an address of its two sides. Taking markup out from between them may leave one behind.
_JOINT = re.compile(r"(?<=\])(?=\()|(?<=:/)(?=/)")
_BULLET = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+")
_SENTENCE_END = re.compile(
    r"(?<!\b(?:Mr|Ms|Dr|St|Sr|No|vs)\.)(?<!\b[A-Z]\.)(?<!\b(?:Mrs|Sra)\.)(?<=[.!?…])[\"”’')]*\s+(?=[\"“‘(]?[A-ZÀ-Þ¿¡])"
    r"|(?<=[。！？])\s*"
)


def plain(text: str, keys: Sequence[str] = ()) -> str:
    """A whole text without markup, links, images, reasoning, markers and keys."""
    bare = _COMPLETE.sub(lambda match: match["label"] or "", _THINKING.sub("", text))
    return mask(_JOINT.sub(" ", bare), keys)


@dataclass
class Thoughts:
    """Takes a model's reasoning out of its text as it streams."""

    _held: str = ""

    def feed(self, text: str) -> str:
        self._held = _THINKING.sub("", self._held + text)
        opened = _THINK_OPEN.search(self._held)
        cut = opened.start() if opened else len(self._held)
        said, self._held = self._held[:cut], self._held[cut:]
        return said

    def flush(self) -> str:
        """Reasoning that never ended is left out; a lone "<" was none."""
        rest, self._held = self._held, ""
        return "" if re.match(rf"<(?:{_THINK})>", rest, re.IGNORECASE) else rest


@dataclass
class Veil:
    """Turns text without reasoning into what may be shown at once."""

    keys: Sequence[str] = ()
    _held: str = ""
    _ready: str = ""  # without markup, kept back only for the sake of a key
    _fresh: bool = True  # at the beginning of a line
    _last: str = ""  # the two characters before what comes next

    def feed(self, text: str) -> str:
        self._held += text
        while (cut := self._line_or_less()) > 0:
            piece, self._held = self._held[:cut], self._held[cut:]
            self._add(plain(piece))
            self._fresh = piece.endswith("\n")
        return self._shown(may_continue_a_key(self._ready, self.keys))

    def flush(self) -> str:
        """The rest, at the end. A bracket that never closed is not shown."""
        rest, self._held = self._held, ""
        if not _a_sign(rest):
            begun = _begun(rest)
            self._add(plain(rest if begun is None or not _unclosed(rest[begun:]) else rest[:begun]))
        return self._shown(0)

    def _add(self, text: str) -> None:
        joined = _JOINT.sub(" ", self._last + text)
        self._ready += joined[len(self._last) :]
        self._last = joined[-2:]

    def _shown(self, held: int) -> str:
        cut = len(self._ready) - held
        shown, self._ready = self._ready[:cut], self._ready[cut:]
        return mask(shown, self.keys)

    def _line_or_less(self) -> int:
        """How much of what is held may be shown: to the end of the line, or to what is still open in it."""
        line, newline, _ = self._held.partition("\n")
        if self._fresh and _a_sign(line):
            if newline:
                self._held = self._held[len(line) + 1 :]
                return self._line_or_less()
            return 0
        if newline:
            return len(line) + 1
        begun = _begun(line)
        return len(line) if begun is None or len(line) - begun > LONGEST_HELD else begun


def _begun(line: str) -> int | None:
    """Where something begins that what comes next may complete."""
    whole = [match.span() for match in _COMPLETE.finditer(line)]
    at = 0
    while match := _BEGUN.search(line, at):
        around = next((span for span in whole if span[0] < match.start() < span[1]), None)
        if around is None:
            return match.start()
        if around[1] == len(line):
            return None if line[-1] in ")>" else around[0]
        at = around[1]
    return None


def _unclosed(rest: str) -> bool:
    """A half marker or half a tag is not shown; a last word that looked like an address is."""
    return rest.strip().startswith(("[", "![", "<"))


def _a_sign(line: str) -> bool:
    """One of the agreed lines, or the beginning of one: not for showing."""
    said = line.strip(" \t*.").upper()
    whole = re.match(rf"(?:{NOT_FOUND}\b|{MISSING})", said)
    return bool(said) and (whole is not None or any(sign.startswith(said) for sign in (NOT_FOUND, MISSING)))


@dataclass(frozen=True)
class Said:
    """A sentence of the model's, and the passages it names."""

    text: str
    ids: tuple[str, ...]


@dataclass
class Sentences:
    """Reads text without reasoning into sentences, as early as their markers allow."""

    keys: Sequence[str] = ()
    found_nothing: bool = False  # the model's own word that the passages do not answer
    missing: str | None = None  # what it says they leave open
    _held: str = ""
    _leading: tuple[str, ...] = field(default=())  # ids that stood before their sentence

    def feed(self, text: str) -> list[Said]:
        self._held += text
        said: list[Said] = []
        while True:
            line, newline, rest = self._held.partition("\n")
            if newline:
                self._held = rest
                said.extend(self._line(line))
                continue
            end = None if _a_sign(line) else _marked_end(line)
            if end is None:
                return said
            self._held = line[end:]
            said.extend(self._line(line[:end]))

    def flush(self) -> list[Said]:
        rest, self._held = self._held, ""
        return list(self._line(rest))

    def _line(self, line: str) -> Iterator[Said]:
        if self._sign(line):
            return
        at = 0
        for match in _GROUP.finditer(line):
            yield from self._unit(line[at : match.start()] + match["stop"], _ids(match.group()))
            at = match.end()
        yield from self._unit(line[at:], ())
        self._leading = ()

    def _sign(self, line: str) -> bool:
        said = line.strip(" \t*")
        if re.match(rf"{NOT_FOUND}\b", said.upper()):
            self.found_nothing = True
            return True
        if said.upper().startswith(MISSING):
            self.missing = plain(said[len(MISSING) :], self.keys).strip()
            return True
        return False

    def _unit(self, text: str, ids: tuple[str, ...]) -> Iterator[Said]:
        closed = re.sub(r"\s*\[[^\]]*$", "", plain(text, self.keys))  # a marker that was cut off
        whole = " ".join(_BULLET.sub("", closed).split())
        if not re.search(r"\w", whole):
            self._leading += ids
            return
        named = tuple(dict.fromkeys((*self._leading, *ids)))
        self._leading = ()
        for sentence in _SENTENCE_END.split(whole):
            if re.search(r"\w", sentence):
                yield Said(sentence.strip(), named)


_GROUP = re.compile(rf"(?:\s*{MARKER})+(?P<stop>[.!?]?[\"”’']?)")


def _marked_end(line: str) -> int | None:
    """Where the first sentence with its markers ends, once the next one has begun."""
    for match in _GROUP.finditer(line):
        if re.search(r"\w", line[: match.start()]) and re.match(r"\s+[^\s\[]", line[match.end() :]):
            return match.end()
    return None


def _ids(markers: str) -> tuple[str, ...]:
    return tuple(re.findall(_ID, markers))
