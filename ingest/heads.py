"""The lines around a story that say who wrote it, where, when, and what a picture shows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.dates import MONTH, WEEKDAY, parse_date

_AGENCIES = (
    r"AP|AFP|EPA|EFE|ANSA|DPA|PA|Reuters|REUTERS|Bloomberg|Xinhua|Notimex|Europa Press|CNN|BBC|The Associated Press"
    r"|Associated Press|Agence France-Presse|Thomson Reuters Foundation|Staff"
)
_LONGEST_DATELINE = 90  # characters
_NOT_PLACES = re.compile(
    r"(?:BREAKING|UPDATED?|LIVE|EXCLUSIVE|WATCH|VIDEO|OPINION|ANALYSIS|REVIEW|NEWS|NOTE|CORRECTION|EDITORIAL)$"
)
_DASH = re.compile(r"\s*[–—]\s*|\s+--?\s+")
_DATELINE_AGENCY = re.compile(rf"\s*\((?P<agency>{_AGENCIES}|[A-Z]{{2,5}})\)\s*$")
_PART_OF_DATE = re.compile(
    rf"(?:(?:{WEEKDAY}),?\s*)?(?:{MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{MONTH}|\d{{4}})$", re.IGNORECASE
)
_REGION = re.compile(r"[A-Z][\w.'’-]*(?:\s+(?:of|de|del|la|and|[A-Z][\w.'’-]*)){0,3}$")


@dataclass(frozen=True)
class Dateline:
    """What stands before the dash at the start of a story."""

    end: int  # characters from the paragraph's start to its first word
    place: str | None
    published: str | None  # ISO date
    agency: str | None


def dateline(paragraph: str) -> Dateline | None:
    """Of a paragraph like "LISBON, March 3, 2024 (Reuters) - The bridge ..."."""
    dash = _DASH.search(paragraph, 0, _LONGEST_DATELINE)
    if not dash or not dash.start():
        return None
    before, after = paragraph[: dash.start()], paragraph[dash.end() :]
    if not after or not (after[0].isupper() or after[0].isdigit() or after[0] in "\"'“‘«(¿¡"):
        return None
    agency = _DATELINE_AGENCY.search(before)
    stated = before[: agency.start()].strip() if agency else before.strip()
    name = agency.group("agency") if agency else None
    if not stated:
        return Dateline(dash.end(), None, None, name)
    city, *rest = [part.strip() for part in stated.split(",")]
    regions = [part for part in rest if not _PART_OF_DATE.match(part)]
    if not _is_city(city) or not all(_REGION.match(part) for part in regions):
        return None
    when = ", ".join(part for part in rest if part not in regions)
    return Dateline(dash.end(), ", ".join([city, *regions]), parse_date(when), name)


def _is_city(words: str) -> bool:
    letters = sum(character.isalpha() for character in words)
    plain = all(character.isalpha() or character in " .'’-/" for character in words)
    return words.isupper() and plain and letters >= 2 and len(words.split()) <= 4 and not _NOT_PLACES.match(words)


_BY = re.compile(
    r"(?:(?:written|words|text|story|report|reported|analysis|interview|from|opinion)\s+)?(?:by|par|por|von|di)\s*:?\s+",
    re.IGNORECASE,
)
_REPORTING = re.compile(
    r"\(?(?:additional )?(?:reporting|writing|editing|edited|compiled) by (?-i:[A-Z]).*", re.IGNORECASE
)
_PART = re.compile(r"(?:(?!\s*[,;|·•/]|\s+(?:and|&|y|et|und|with|for|of|[–—-])\s).)+")
_IN_PLACE = re.compile(r"\s+in\s+[A-Z][\w.'’ -]{1,30}$")
_PARTICLE = r"(?:de|del|der|den|van|von|la|le|el|al|bin|ibn|di|da|dos|du|ter)"
_NAME = re.compile(rf"[A-ZÀ-ÖØ-Þ][\w.'’-]*(?:\s+(?:{_PARTICLE}|[A-ZÀ-ÖØ-Þ][\w.'’-]*)){{0,4}}$")
_ROLE = re.compile(r".*\b(?:correspondent|reporter|writer|editor|desk|contributor|newsroom)$", re.IGNORECASE)
_NOT_NAMES = re.compile(rf"(?:{WEEKDAY}|{MONTH}|christmas|easter|dawn|night|contrast|law|the)\b", re.IGNORECASE)
_OUTLET = re.compile(
    rf"(?:{_AGENCIES}|Agencies|Agencia|Redacción|[\w-]+\.(?:com|org|net|co\.uk|fr|es|mx|de))$"
    r"|.*(?:\b|(?<=[a-z]))(?:Post|Times|News|Guardian|Herald|Tribune|Journal|Gazette|Telegraph|Press|Chronicle|Daily|Mail"
    r"|Mirror|Independent|Monitor|Observer|Standard|Today|Radio|TV|Magazine|Weekly|Wire|Review|Network|Media|Online"
    r"|Express|Courier|Examiner|Globe|Record|Universal|Monde|Figaro|Mundo|País|Planet)$"
)
_LONGEST_BYLINE = 160  # characters


@dataclass(frozen=True)
class Byline:
    names: str  # as written, without the "By"
    outlet: str | None
    published: str | None


def names_outlet(words: str) -> bool:
    """Whether it is, or reads like, the name of a newspaper, an agency or a broadcaster."""
    return bool(_OUTLET.match(words))


def byline(line: str) -> Byline | None:
    """Of a line that is nothing but "By Jo Doe and Ann Poe, Reuters"."""
    line = line.strip().strip("*_")
    if _REPORTING.match(line) and len(line) <= 2 * _LONGEST_BYLINE:
        return Byline(line.strip("()"), None, None)
    found = _BY.match(line)
    if not found or len(line) > _LONGEST_BYLINE or re.search(r"[.!?]$", line):
        return None
    stated = line[found.end() :]
    published = next((day for part in re.split(r"\s*[|·•]\s*|\s[–—-]\s", stated) if (day := parse_date(part))), None)
    parts = [part for part in _parts(_IN_PLACE.sub("", stated)) if not _of_a_date(part)]
    people = [part for part in parts if _is_person(part)]
    others = [part for part in parts if part not in people and not _ROLE.match(part)]
    if not parts or parts[0] in others[1:] or not (people or names_outlet(parts[0])):
        return None
    if len(others) > 1 or not all(_NAME.match(part) or names_outlet(part) for part in others):
        return None
    if not people:
        return Byline(parts[0], parts[0], published)
    names = stated[stated.index(people[0]) : stated.rindex(people[-1]) + len(people[-1])]
    return Byline(names, others[0] if others else None, published)


def _parts(stated: str) -> list[str]:
    words = (found.group().strip() for found in _PART.finditer(stated))
    joints = ("and", "&", "y", "et", "und", "with", "for", "of", "-", "–", "—", ",", ";", "|", "·", "•", "/")
    return [
        part
        for part in (re.sub(r"^(?:and|&|y|et|und|with|for|of|[,;|·•/–—-])\s+", "", w) for w in words)
        if part and part not in joints
    ]


def _of_a_date(part: str) -> bool:
    return bool(_PART_OF_DATE.match(part)) or parse_date(part) is not None


def _is_person(part: str) -> bool:
    return " " in part and bool(_NAME.match(part)) and not _NOT_NAMES.match(part) and not names_outlet(part)


_STATED_DATE = re.compile(
    r"(?P<what>(?:first |originally )?(?:published|posted|publicado|publié|veröffentlicht|date|fecha)"
    r"|(?:last )?(?:updated|modified|actualizado|mis à jour|aktualisiert))\b"
    r"\s*(?:on|at|le|el|am)?\s*:?\s*(?P<date>.+)$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"(?:\d+|an?)\s+(?:minute|hour|day|week|month|year)s?\s+ago$", re.IGNORECASE)


def stated_dates(line: str) -> dict[str, str | None] | None:
    """`published` and `updated` of a line that is nothing but dates; None if it is anything else."""
    found: dict[str, str | None] = {}
    for part in re.split(r"\s*[|·•]\s*", line.strip().strip("*_")):
        stated = _STATED_DATE.match(part)
        words = stated.group("date") if stated else part
        day = parse_date(words)
        if not day and not (stated and _RELATIVE.match(words)):
            return None
        what = stated.group("what").lower() if stated else "published"
        found["updated" if re.search("updat|modif|actual|jour|aktual", what) else "published"] = day
    return found or None


_CAPTION = re.compile(
    r"(?:file )?(?:photo|image|picture|caption|foto|pie de foto|légende)s?\s*[:–—]\s"
    r"|in this (?:\w+ ){0,2}(?:photo|image|picture|photograph|frame|screen ?grab)"
    r"(?:,| (?:taken|provided|released|made|from|by))"
    r"|file\s*[:–—-]\s|pictured\b\s*[:,]",
    re.IGNORECASE,
)
_CREDITED = re.compile(
    r"[\w.,'’\"”)]\s*[(\[](?:[^()]{0,40}\b)?(?:photo|image|picture|getty|reuters|AP|AFP|EPA|file|courtesy|handout)\b[^()]{0,60}[)\]]$"
    r"|\bfile (?:photo|picture)\.?$|/(?:AP|AFP|EPA|Getty Images|Reuters)$",
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
