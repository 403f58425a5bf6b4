"""A model's text as it streams: what may be shown of it while it comes, and its sentences with the passages they name.

Nothing is shown that could yet turn out to be a marker, markup, an address, reasoning or a key; what does is not shown.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from bot.model.secrets import mask, may_continue_a_key
from bot.text.lexicon import word_set

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
# Titles and initials, which end no sentence; what is written out of the common ones sentencex knows in each language.
_SHORTENED = re.compile(r"(?:\b(?:Mrs?|Ms|Dr|Sta?|Ft|Mt|Sra?|Srta|Mme|Mlle|Atty|vs?)|(?<![^\W\d_])[A-ZÀ-Þ])\.\s*$")
# What models put around an agreed line: a bullet, stress, quotation marks, backticks, "Answer:".
_DRESS = re.compile(
    r"(?:[\s*_`\"'“”‘’«»>#•-]|\d{1,2}[.)](?=\s|$)|(?:(?:final[ ])?answer|respuesta|r[ée]ponse)\s*:)+", re.IGNORECASE
)
_CLOSING = " \t\r*_`\"'“”‘’«».!"
_LAST_MARKER = re.compile(rf"{MARKER}$")
_MARKER_CHARS = 60  # at the end of a line that are searched for it
_BEGINNINGS = (NOT_FOUND, MISSING, "FINAL ANSWER", "ANSWER", "RESPUESTA", "RÉPONSE", "REPONSE")
_LONGEST_SIGN = max(map(len, _BEGINNINGS))
# The sign may be followed by its reasons, but not where it begins a sentence: "Not found guilty, he walked free."
_NONE_FOUND = re.compile(rf"{NOT_FOUND}(?![A-Za-z]|\s+[A-Z]{{2}})|(?i:{NOT_FOUND})$")
_STILL_NONE_FOUND = re.compile(rf"{NOT_FOUND}(?:[^\w\[]|\[[\w,;\s]*+)*+", re.IGNORECASE)  # and half a marker
_NOTHING = word_set("none nothing nada ninguna ninguno rien aucun aucune n/a no nil") | {""}


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
        if self._fresh and (_a_sign(line) if newline else _may_be_a_sign(line)):
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


def _undressed(line: str) -> str:
    return line[match.end() :] if (match := _DRESS.match(line)) else line


def _bare(line: str) -> str:
    """A line without what may stand around an agreed one, its markers too."""
    said = _undressed(line).rstrip(_CLOSING)
    while marker := _LAST_MARKER.search(said, max(0, len(said) - _MARKER_CHARS)):
        said = said[: marker.start()].rstrip(_CLOSING)
    return said.replace("_", " ")


def _a_sign(line: str) -> bool:
    """One of the agreed lines: not for showing."""
    said = _bare(line)
    return _NONE_FOUND.match(said) is not None or said.upper().startswith(MISSING)


def _may_be_a_sign(line: str) -> bool:
    """One of the agreed lines, or the beginning of one."""
    said = _undressed(line)[:_LONGEST_SIGN].replace("_", " ").strip(" \t*").upper()
    if re.fullmatch(r"(?:\d{1,2}[.)]?)?", said):  # nothing yet but a bullet or a quotation mark
        return bool(line.strip())
    begun = any(sign.startswith(said) for sign in _BEGINNINGS) or _STILL_NONE_FOUND.fullmatch(_undressed(line))
    return bool(begun) or _a_sign(line)


@dataclass(frozen=True)
class Said:
    """A sentence of the model's, and the passages it names."""

    text: str
    ids: tuple[str, ...]


@dataclass
class Sentences:
    """Reads text without reasoning into sentences, as early as their markers allow."""

    keys: Sequence[str] = ()
    known: Collection[str] = ()  # the ids of this turn's passages, which count in round brackets too
    language: str = "en"
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
            end = None if _may_be_a_sign(line) else _marked_end(line)
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
        line = _IN_ROUND.sub(self._squared, line)
        at = 0
        for match in _GROUP.finditer(line):
            yield from self._unit(line[at : match.start()] + match["stop"], _ids(match.group()))
            at = match.end()
        yield from self._unit(line[at:], ())
        self._leading = ()

    def _sign(self, line: str) -> bool:
        if not _a_sign(line):
            return False
        said = _bare(line)
        if not said.upper().startswith(MISSING):
            self.found_nothing = True
            return True
        part = plain(said[len(MISSING) :], self.keys).strip()
        if re.sub(r"^\W+|\W+$", "", part).lower() not in _NOTHING:
            self.missing = part
        return True

    def _squared(self, match: re.Match[str]) -> str:
        """A group of markers, where all its ids are of this turn; else the article's own words, such as "(G20)"."""
        named = _ids(match["ids"])
        return f"[{match['ids']}]" if all(one.lower() in self.known for one in named) else match.group()

    def _unit(self, text: str, ids: tuple[str, ...]) -> Iterator[Said]:
        closed = re.sub(r"\s*\[[^\]]*$", "", plain(text, self.keys))  # a marker that was cut off
        whole = " ".join(_BULLET.sub("", closed).split())
        if not re.search(r"\w", whole):
            self._leading += ids
            return
        named = tuple(dict.fromkeys((*self._leading, *ids)))
        self._leading = ()
        for sentence in _sentences(whole, self.language):
            yield Said(sentence, named)


def _sentences(text: str, language: str) -> list[str]:
    """Rather two sentences in one than half a sentence by itself: that might be proved, and say something else."""
    from sentencex import segment  # type: ignore[import-untyped]

    found: list[str] = []
    for piece in segment(language, text):
        apart = found and re.search(r"\w", piece) and re.search(r"\w", found[-1]) and not _SHORTENED.search(found[-1])
        if found and not apart:
            found[-1] += piece
        else:
            found.append(piece)
    return [one.strip() for one in found]


_IN_ROUND = re.compile(rf"\((?P<ids>\s*{_ID}(?:\s*[,;]\s*{_ID})*\s*)\)")
_GROUP = re.compile(rf"(?:\s*{MARKER})+(?P<stop>[.!?]?[\"”’']?)")


def _marked_end(line: str) -> int | None:
    """Where the first sentence with its markers ends, once the next one has begun."""
    for match in _GROUP.finditer(line):
        if re.search(r"\w", line[: match.start()]) and re.match(r"\s+[^\s\[]", line[match.end() :]):
            return match.end()
    return None


def _ids(markers: str) -> tuple[str, ...]:
    return tuple(re.findall(_ID, markers))
