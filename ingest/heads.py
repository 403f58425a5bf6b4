"""The lines around a story that say where and when it was written, and what a picture shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.dates import MONTH, NUMERIC, TIME, WEEKDAY, parse_date
from ingest.residue_rules import READING_TIME
from vectorstore.article import Segment

_WIRES = (
    r"AP|AFP|EPA|EFE|ANSA|DPA|PA|Reuters|REUTERS|Xinhua|Notimex|Europa Press|The Associated Press|Associated Press"
    r"|Agence France-Presse|Thomson Reuters Foundation"
)
AGENCIES = rf"{_WIRES}|Bloomberg|CNN|BBC|Staff"
LEADS = 12  # lines in which the dateline of a story is looked for
_LONGEST_DATELINE = 90  # characters
_ENDED = re.compile(r"[.!?][\"'”’»)\]]*\s*$")
_LONGEST_LINE = 100  # characters; what a page leaves above a story is shorter than a paragraph of it
_NOT_PLACES = re.compile(
    r"(?:BREAKING|UPDATED?|LIVE|EXCLUSIVE|WATCH|VIDEO|OPINION|ANALYSIS|REVIEW|NEWS|NOTE|CORRECTION|EDITORIAL)$"
)
_DASH = re.compile(r"(?<=[\w)])\.[–—-]+\s+|\s*[–—]\s*|\s+--?\s+")  # the first as in "LIMA.- El puente"
_STOP = re.compile(r"(?P<city>[A-ZÀ-ÖØ-Þ]{4,}(?: [A-ZÀ-ÖØ-Þ]{3,}){0,2})\.\s+(?=[\"“«¿¡]?[A-ZÀ-ÖØ-Þ0-9][^A-ZÀ-ÖØ-Þ])")
_DATELINE_AGENCY = re.compile(rf"\s*\((?P<agency>{AGENCIES}|[A-Z]\w+(?:\s+[A-Z]\w+){{0,2}})\)\s*$")
PART_OF_DATE = re.compile(
    rf"(?:(?:el|le)\s+)?(?:(?:{WEEKDAY}),?\s*)?"
    rf"(?:{MONTH}\s+\d{{1,2}}|\d{{1,2}}(?:er|º)?\s+(?:de\s+)?{MONTH}|\d{{4}})$",
    re.IGNORECASE,
)
_WEEKDAY_OR_HOUR = re.compile(
    rf"(?:{WEEKDAY}|\d{{1,2}}(?:[:.]\d{{2}})?\s?(?:[ap]\.?m\.?|h\.?)|\d{{1,2}}\s?[:.h]\s?\d{{2}})$", re.IGNORECASE
)
_REGION = re.compile(r"(?:the\s+)?[A-Z][\w.'’-]*(?:\s+(?:of|de|del|la|and|&|[A-Z][\w.'’-]*)){0,3}$")


@dataclass(frozen=True)
class Dateline:
    """What stands before the dash at the start of a story."""

    end: int  # characters from the paragraph's start to its first word
    place: str | None
    published: str | None  # ISO date
    agency: str | None

    @property
    def sure(self) -> bool:
        """Whether it cannot be a section of the paper, or an emphatic first word: "NEVER. She said no"."""
        return bool(self.place or self.agency)


def dateline(paragraph: str) -> Dateline | None:
    """Of a paragraph like "LISBON, March 3, 2024 (Reuters) - The bridge ..."."""
    stop = _STOP.match(paragraph)
    if stop and not _NOT_PLACES.match(stop["city"]):
        # "QUILLAMAR. Ana won": such a word may as well be the paper's section, so it is no part of the story and no place.
        return Dateline(stop.end(), None, None, None)
    dash = _DASH.search(paragraph, 0, _LONGEST_DATELINE)
    if not dash or not dash.start():
        return None
    before, after = unmarked(paragraph[: dash.start()]), paragraph[dash.end() :]
    if not after or not (after[0].isupper() or after[0].isdigit() or after[0] in "\"'“‘«(¿¡"):
        return None
    agency = _DATELINE_AGENCY.search(before)
    stated = before[: agency.start()].strip() if agency else before.strip()
    name = agency.group("agency") if agency else None
    if not stated:
        return Dateline(dash.end(), None, None, name)
    city, *rest = [part.strip() for part in stated.split(",")]
    when = [part for part in rest if _dates(part)]
    regions = [part for part in rest if part not in when]
    # An agency makes a dateline of "Lima, 4 nov. (AFP) -", where the city is written like any other.
    sent = bool(name and _REGION.match(city) and (when or re.fullmatch(_WIRES, name)))
    if not (sent or _is_city(city)) or not all(_REGION.match(part) for part in regions):
        return None
    return Dateline(dash.end(), ", ".join([city, *regions]), parse_date(", ".join(when)), name)


def story_dateline(text: str, segments: Sequence[Segment]) -> tuple[int, Dateline] | None:
    """The dateline that the story begins with, and the number of its segment. Lines a page left may stand above it."""
    body = [number for number, segment in enumerate(segments) if segment.kind == "body"]
    told = False  # whether a sentence of the story stands above
    for number in body[:LEADS]:
        segment = segments[number]
        words = text[segment.start : segment.end]
        read = dateline(words)
        if read and (read.sure or not told):
            return number, read
        told = told or bool(_ENDED.search(words))
        if len(words) > _LONGEST_LINE and _ENDED.search(words):
            return None
    return None


def _dates(part: str) -> bool:
    """Whether it is a date, whole as in "12 de julio de 2023", a piece of one as in "March 3", a weekday or an hour."""
    return bool(_WEEKDAY_OR_HOUR.match(part) or PART_OF_DATE.match(part) or parse_date(part))


def _is_city(words: str) -> bool:
    letters = sum(character.isalpha() for character in words)
    plain = all(character.isalpha() or character in " .'’-/" for character in words)
    return words.isupper() and plain and letters >= 2 and len(words.split()) <= 4 and not _NOT_PLACES.match(words)


STATED_DATE = re.compile(
    r"(?P<what>(?:first |originally )?(?:published|posted|publicad[oa]|publié|veröffentlicht|date|fecha"
    r"|(?:edition|édition|edición)\s+(?:of|du|del?))"
    r"|(?:last )?(?:updated|modified|actualizad[oa]|mis à jour|modifiée?|aktualisiert))\b"
    r"\s*(?:on|at|le|el|am|a las|à|um)?\s*:?\s*(?P<date>.+)$",
    re.IGNORECASE,
)
_NUMERIC = re.compile(rf"{NUMERIC}{TIME}$", re.IGNORECASE)  # a date, even where day and month cannot be told apart
_RELATIVE = re.compile(
    r"(?:(?:\d+|an?)\s+(?:minute|hour|day|week|month|year)s?\s+ago|\d{1,2}[:.h]\d{2}(?:\s*(?:[ap]\.?m\.?|h\.?|uhr))?)$",
    re.IGNORECASE,
)
_BETWEEN_DATES = re.compile(
    r"\s*[|·•]\s*"
    r"|\s[–—-]\s+(?=(?:pages?|p\.|pág|vol|no\.|n[°º]|edición|édition)[\s.]*(?:\w+)?[^|·•]{0,12}$)"
    r"|(?:[,;.]|\s[–—-])?\s+(?<!last )(?=(?:last )?(?:updated|modified|actualizad[oa]|mis à jour|modifiée?|aktualisiert)\b)",
    re.IGNORECASE,
)
_READING_TIME = re.compile(rf"(?:{READING_TIME})$", re.IGNORECASE)
_ISSUE = re.compile(  # beside the date of a printed paper
    r"(?:(?:pages?|p\.|pp\.|pág(?:ina|s)?\.?|vol(?:ume|umen)?\.?|no\.|n[°º.]|número|numéro|issue|año)\s*[A-Z]?\d[\d .,-]*"
    r"|(?:(?:late|early|final|national|morning|evening|city|print|weekend)\s+edition|edición(?:\s+\w+)?|édition(?:\s+\w+)?))$",
    re.IGNORECASE,
)
_MARKS = re.compile(r"\*+|(?<!\w)_{1,3}|_{1,3}(?!\w)")


def unmarked(line: str) -> str:
    """Without the marks of Markdown for bold and italic."""
    return " ".join(_MARKS.sub("", line).split())


def is_issue(part: str) -> bool:
    """Whether it is the number, the page or the edition of a printed paper."""
    return bool(_ISSUE.match(part))


def is_reading_time(part: str) -> bool:
    return bool(_READING_TIME.match(part))


def stated_dates(line: str) -> dict[str, str | None] | None:
    """`published` and `updated` of a line that is nothing but dates; None if it is anything else."""
    found: dict[str, str | None] = {}
    for part in _BETWEEN_DATES.split(unmarked(line).strip("()")):
        if is_reading_time(part) or is_issue(part):
            continue
        stated = STATED_DATE.match(part)
        words = stated.group("date") if stated else part
        day = parse_date(words)
        if not day and not (stated and _RELATIVE.match(words)) and not _NUMERIC.match(words):
            return None
        what = stated.group("what").lower() if stated else "published"
        found["updated" if re.search("updat|modif|actual|jour|aktual", what) else "published"] = day
    return found or None


_PLACED = re.compile(
    r"(?:(?P<place>[^,]+),|(?P<word>\S+)\s+[|–—-]|(?P<named>(?:(?:The|El|La|Le)\s|L['’])[^|]{2,40}?)\s+\|)\s+(?P<date>.+)$"
)


def placed_date(line: str) -> str | None:
    """Of a line above a story like "Lindow, 3 March 2024"; further down it may be one of a list."""
    # Two words before a dash may as well be a name: "Jo Doe - 3 March 2024".
    words = _placed(line)
    return parse_date(words) if words else None


def is_placed_date(line: str) -> bool:
    """Such a line, also where day and month cannot be told apart."""
    words = _placed(line)
    return bool(words and (parse_date(words) or _NUMERIC.match(words)))


def _placed(line: str) -> str | None:
    """What follows the place."""
    found = _PLACED.match(re.sub(r"\s*\([^()]*\)", "", unmarked(line)))
    return found["date"] if found and _REGION.match(found["place"] or found["word"] or found["named"]) else None


_CAPTION = re.compile(
    r"(?:file )?(?:photo|image|picture|caption|foto|pie de foto|légende)s?\s*[:–—]\s"
    r"|in this (?:\w+ ){0,2}(?:photo|image|picture|photograph|frame|screen ?grab)"
    r"(?:,| (?:taken|provided|released|made|from|by))"
    r"|file\s*[:–—-]\s|pictured\b\s*[:,]",
    re.IGNORECASE,
)
_CREDITED = re.compile(
    r"[\w.,'’\"”)]\s*[(\[](?:[^()]{0,40}\b)?(?:photo|image|picture|getty|reuters|AP|AFP|EPA|file|courtesy|handout)\b[^()]{0,60}[)\]]$"
    r"|[.!?)\"”»]\s*[(\[]?(?:crédits? photo|photo credit|photo(?:graph)?|foto|picture|image)\s*[:/]\s*(?-i:[A-ZÀ-Þ]).{1,60}$"
    r"|[(\[](?-i:(?:[A-ZÀ-Þ][\w.'’-]*\s+){1,3}[A-ZÀ-Þ][\w.'’-]*\s*/\s*[A-ZÀ-Þ][^()/]{1,40})[)\]]$"
    r"|\bfile (?:photo|picture)\.?$|(?-i:\bREUTERS)/[^.]{2,100}$|/(?:AP|AFP|EPA|Getty Images|Reuters)$",
    re.IGNORECASE,
)
_VIA = re.compile(
    r"\bvia\s+(?:[A-Z][^.!?]{0,40}['’]s? (?:press|media)\b[^.!?]{0,30}|(?:Getty|AP|AFP|Reuters|Instagram|Facebook"
    r"|X|Twitter|YouTube|TikTok|Wikimedia|Flickr|Shutterstock|Netflix)\b[^.!?]{0,40})$"
)
_SCENE = re.compile(
    r"\b(?:leaves|arrives|walks|waves|looks|stands?|sits?|speaks|holds?|gestures|greets|hugs|embraces|smiles|poses?|attends?"
    r"|gathers?|watch(?:es)?|carry|carries|shows?|reacts|enters|exits|listens|wears|(?:is|are) (?:seen|pictured"
    r"|escorted|shown)|march|protest|demonstrate|mourn|rides?|runs?|works?)\b"
)
_TOLD = re.compile(r"\b(?:said|says|told|according to|announced|reported|was|were|had|has been|will)\b")


def is_caption(line: str) -> bool:
    """Whether the line itself shows that it belongs to a picture, wherever it stands."""
    return bool(_CAPTION.match(line) or (len(line) <= 400 and (_CREDITED.search(line) or _VIA.search(line))))


def is_scene(line: str) -> bool:
    """Whether it describes what can be seen rather than tells what happened; asked only of lines above the story."""
    return bool(_SCENE.search(line)) and not _TOLD.search(line)
