"""The lines around a story that say who wrote it, and for which paper."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from ingest.dates import MONTH, WEEKDAY, parse_date
from ingest.heads import AGENCIES, PART_OF_DATE, STATED_DATE, is_issue, is_reading_time, stated_dates, unmarked

_BY = re.compile(
    r"(?:(?:written|words|text|story|report|reported|analysis|interview|from|opinion)\s+)?(?:by|par|por|von|di)\s*:?\s+"
    r"|(?:words|text|texto|texte|author|autor|auteur|byline)s?\s*:\s+|from\s+(?=our\s)"
    r"|de\s+(?:notre|nos|nuestr[oa]s?)\s+(?=(?:corr?espon|envoy|enviad))",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"(?:[a-z]+\s+){0,3}(?:correspondent|reporter|writer|editor|envoy)s?\s+(?=[A-ZÀ-ÖØ-Þ])")
_REPORTING = re.compile(
    r"\(?(?P<helped>additional )?(?P<what>reporting|writing|editing|edited|compiled) by (?-i:[A-Z]).*", re.IGNORECASE
)
_JOINTS = "and|&|y|et|und|with|for|pour|para|of"
_PART = re.compile(rf"(?:(?!\s*[,;|·•/]|\s+(?:{_JOINTS}|[–—-])\s).)+")
_BEHIND = re.compile(r"\s*[|·•]\s*|\s+[–—-]\s+")  # what follows one of these is no author
_AT = r"(?:in|at|en|à|au|aux|desde|depuis)\s+(?:(?:l[ae]s?|el|los)\s+)?"
_IN_PLACE = re.compile(rf"(?:^|\s+){_AT}[A-ZÀ-ÖØ-Þ][\w.'’ -]{{1,30}}$")
_PLACE_BEHIND = re.compile(r"(?!.*\d)[A-ZÀ-ÖØ-Þ][\w.'’-]*(?:,\s[A-ZÀ-ÖØ-Þ][\w.'’-]*)?$")  # "Ana Ruiz | Lima"
_HELPED = re.compile(rf"\s+(?:with|avec|con)\s+(?:l['’]|la\s+)?(?:{AGENCIES}|[Aa]gencias?|[Aa]gences?)$")
_BESIDE = re.compile(r"\s*\(([^()]*)\)")
_FOR = r"\b(?:for|pour|para|für)\s+"
_PARTICLE = r"(?:de|del|der|den|van|von|la|le|el|al|bin|ibn|di|da|dos|du|ter)"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*"
_NAME = re.compile(rf"{_CAPITAL}(?:\s+(?:{_PARTICLE}|(?:[dl]['’])?{_CAPITAL})){{0,4}}$")
_ROLE = re.compile(
    r".*\b(?:(?:correspondent|reporter|writer|editor|desk|contributor|newsroom|envoy|columnist|critic|bureau chief)s?"
    r"|corr?espondante?s?|corresponsal(?:es)?|envoyée?s? spécia(?:le?s?|ux)|enviad[oa]s? especial(?:es)?|journalistes?"
    r"|periodistas?|reporter[oa]s?|redactor(?:a|es|as)?|rédact(?:eur|rice)s?|chroniqueu(?:r|se)s?|columnistas?)"
    r"(?:\s+(?:en|jefe|jefa|chef|adjointe?|política|politique|sportif|judicial|judiciaire)){0,2}(?:\s+a\s+(?-i:[A-ZÀ-ÖØ-Þ])[\w.'’ -]{1,30})?$",
    re.IGNORECASE,
)
_CALLING = re.compile(r"(?:periodista|journaliste?|columnista)s?$", re.IGNORECASE)  # which anybody may have
_PICTURES = re.compile(
    r"[\s|·,;]+(?:fotos?|photos?|photographs?|pictures?|imágenes|v[ií]deos?)\s*(?::|by\b|de\b)\s*[A-ZÀ-ÖØ-Þ].*$",
    re.IGNORECASE,
)
_STAFF = re.compile(
    r"(?:(?:la\s+)?(?:redacción|rédaction)|agencias|agences|agencies|staff|newsroom|(?-i:(?!U\. ?[SKN]\.|E\. ?U\.)(?:[A-ZÀ-ÖØ-Þ]\.[ -]?){2,4}))$",
    re.IGNORECASE,
)
_PRINTED_IN = re.compile(
    r"(?:special(?:\s+report)?\s+(?:to|for)|especial\s+para|(?:for|pour|para)(?-i:(?=\s+(?:(?:The|El|La|Le)\s|L['’]))))\s+",
    re.IGNORECASE,
)
_NOT_NAMES = re.compile(rf"(?:{WEEKDAY}|{MONTH}|christmas|easter|dawn|night|contrast|law|the)\b", re.IGNORECASE)
_NOT_SIGNED = re.compile(
    r"(?:real|manchester|royal|popular|lake|mount|saint|st|new|north|south|east|west|san|santa|los|las|hong|special|breaking|live|photo|long|more|all|our|your|this)\b"
    r"|.*(?:\d|\b(?:street|city|county|island|islands|park|bay|report|notebook|news|desk|united|palace|castle"
    r"|church|university|court|house|hall|school|hospital|station)$)",
    re.IGNORECASE,
)
_LATIN_PAPERS = (
    "Gazette|Gaceta|Diario|Periódico|Semanario|Quotidien|Correo|Courrier|Écho|Messager|Heraldo|Tribuna|Dépêche|Crónica"
)
_OUTLET = re.compile(
    rf"(?:{AGENCIES}|Agencies|Agencia|Redacción|[\w-]+\.(?:com|org|net|co\.uk|fr|es|mx|de))$"
    r"|.*(?:\b|(?<=[a-z]))(?:Post|Times|News|Guardian|Herald|Tribune|Journal|Gazette|Telegraph|Press|Chronicle|Daily|Mail"
    r"|Mirror|Independent|Monitor|Observer|Standard|Today|Radio|TV|Magazine|Weekly|Wire|Review|Network|Media|Online"
    r"|Express|Courier|Examiner|Globe|Record|Universal|Monde|Figaro|Mundo|País|Planet|(?:News|Press) Agency|Ledger"
    r"|Dispatch|Sentinel|Messenger|Bulletin|Beacon|Quarterly|Argus|Advertiser|Mercury|Echo|Enquirer|Inquirer|Zeitung|Tagblatt"
    r"|Anzeiger|Nachrichten|Rundschau|Kurier|Dagblad|Corriere|Nación|Vanguardia|Parisien)$"
    rf"|(?:(?:El|La|Le)\s+|L['’])(?:{_LATIN_PAPERS}|Faro|Voz|Voix|Prensa|Presse|Tribune|Journal)\b.*"
    rf"|(?:{_LATIN_PAPERS})\s+(?:del?|du|des|d['’])\b.*"
    r"|(?:Radio|Télé|Agencia|Agence)(?:\s+[A-ZÀ-ÖØ-Þ][\w.'’-]*){1,2}$"
    r"|(?:Diario|Periódico|Semanario)\s+(?:(?:El|La|Los|Las)\s+)?[A-ZÀ-ÖØ-Þ].*"
)
_OF_A_PAPER = re.compile(
    rf"(?!.*\sThe\s)(?:L['’])?{_CAPITAL}(?:\s+(?:of|the|and|&|y|et|del?|la|las|los|les|du|des|(?:[lLdD]['’])?{_CAPITAL})){{0,5}}$"
)
_ITS_DESK = re.compile(r"\s+(?:news\s+)?(?:desk|newsroom|staff|reporters?|correspondent)$", re.IGNORECASE)
_CONTRIBUTED = re.compile(
    rf"(?:.{{3,120}}\bcontributed\s+to\s+this\s+(?:report|article|story|piece)(?:\s+from\s+{_CAPITAL}[^.]*)?\.?\s*$"
    rf"|(?:(?:{_CAPITAL}\s+){{2,5}}(?:(?:and|y|et)\s+(?:{_CAPITAL}\s+){{2,5}})?(?:reported\s+from\s|(?:also\s+)?contributed\s+"
    r"(?:(?:additional\s+)?(?:research|reporting|writing)|to\s+this\s+(?:report|article|story|piece))\b)[^.]*(?:\.\s*|$))+$)"
)
_FILES = re.compile(r"(?i:with (?:additional )?(?:files|reporting|contributions) (?:from|by)) [A-Z][^.!?]*$")
_SOURCE = re.compile(  # and not "Sources: two officials who saw the plan"
    r"(?:sources?|fuentes?|quelle)\s*:\s+(?:(?-i:[A-ZÀ-Þ])[^.!?]{2,80}|\w+(?: \w+){0,2})$", re.IGNORECASE
)
_MADE = re.compile(rf"(?:{_CAPITAL}\s+){{0,3}}{_CAPITAL}\s*/\s*{_CAPITAL}(?:\s+{_CAPITAL}){{0,3}}$")
_CREDIT = re.compile(
    r"(?:photo(?: credit)?|photograph|picture|image|foto|crédits? photo)\s*[:/]\s*[^.!?]{2,60}$", re.IGNORECASE
)
_LONGEST_BYLINE = 160  # characters
_MOST_SIGNED = 3  # authors on a line that has nothing but their names


@dataclass(frozen=True)
class Byline:
    names: str | None  # as written, without the "By" and their places; None where only the paper is named
    outlet: str | None
    published: str | None


def names_outlet(words: str) -> bool:
    """Whether it is, or reads like, the name of a newspaper, an agency or a broadcaster."""
    return bool(_OUTLET.match(words) or (words.isupper() and _OUTLET.match(words.title())))


def byline(line: str) -> Byline | None:
    """Of a line that is nothing but "By Jo Doe and Ann Poe, Reuters"."""
    line = _BESIDE.sub(lambda beside: f", {beside[1]}" if names_outlet(beside[1]) else "", _alone(line))
    found = _BY.match(line)
    if not found or len(line) > _LONGEST_BYLINE or re.search(r"[.!?]$", line):
        return None
    stated, *behind = _BEHIND.split(_OFFICE.sub("", line[found.end() :], count=1))
    published = next((day for part in (stated, *behind) if (day := _day(part))), None)
    parts = [part for part in _parts(stated) if not _of_a_date(part)]
    people = [part for part in parts if is_person(part)]
    others = [part for part in parts if part not in people and not _ROLE.match(part)]
    if not parts or parts[0] in others[1:] or not (people or _is_body(parts[0])):
        return None
    places = _places(parts, others) if len(others) > 1 else []
    rest = [part for part in others if part not in places]
    rest += [part for part in behind if not (_of_a_date(part) or _is_role(part) or is_credit(part))]
    if len(rest) > 1 or not all(_NAME.match(part) or _is_body(part) for part in rest):
        return None
    # "By Jo Doe, Lindow" may name a place or a paper: only what reads like a paper's name is one.
    papers = (part for part in rest if names_outlet(part) or re.search(_FOR + re.escape(part), stated))
    outlet = next((part for part in papers if not _STAFF.match(part)), None)
    return Byline(_names(stated, people, places) if people else parts[0], outlet, published)


def _is_body(part: str) -> bool:
    return names_outlet(part) or bool(_STAFF.match(part))


def _alone(line: str) -> str:
    """Without who made the pictures, and without the agency in "La Gazette du Lac avec AFP", which only helped."""
    return _HELPED.sub("", _PICTURES.sub("", unmarked(line)))


def _places(parts: list[str], others: list[str]) -> list[str]:
    """Where each author is, as in "Jo Doe, Lindow, and Ann Poe, Paris"."""
    return [
        part
        for author, part in pairwise(parts)
        if part in others and is_person(author) and _NAME.match(part) and not names_outlet(part)
    ]


def _names(stated: str, people: list[str], places: list[str]) -> str:
    """The words from the first author to the last, without their places."""
    names = stated[stated.index(people[0]) : stated.rindex(people[-1]) + len(people[-1])]
    for place in places:
        names = re.sub(rf",\s*{re.escape(place)}(?:,(?=\s+(?:and|y|et|und|&)\s))?", "", names, count=1)
    return re.sub(rf"\s+{_AT}[A-ZÀ-ÖØ-Þ][\w.'’-]*(?:\s+[A-ZÀ-ÖØ-Þ][\w.'’-]*)*", "", names)


def _parts(stated: str) -> list[str]:
    words = (found.group().strip() for found in _PART.finditer(stated))
    joints = {*_JOINTS.split("|"), *"-–—,;|·•/"}
    plain = (re.sub(rf"^(?:{_JOINTS}|[,;|·•/–—-])\s+", "", w) for w in words)
    return [who for part in plain if part not in joints and (who := _IN_PLACE.sub("", part))]


def _day(part: str) -> str | None:
    return (stated_dates(part) or {}).get("published")


def _of_a_date(part: str) -> bool:
    stated = STATED_DATE.match(part)
    if PART_OF_DATE.match(stated.group("date") if stated else part):
        return True
    return stated_dates(part) is not None or parse_date(part) is not None or is_reading_time(part)


def is_person(part: str) -> bool:
    return " " in part and bool(_NAME.match(part)) and not _NOT_NAMES.match(part) and not names_outlet(part)


def signed(line: str) -> Byline | None:
    """Of a line that is nothing but one to three full names, perhaps with a role, a place or a date.

    Other things have such names; a line is by these people only where it stands beside a date.
    """
    line = _BESIDE.sub(
        lambda beside: "" if _is_role(beside[1]) or _IN_PLACE.match(beside[1]) else beside[0], _alone(line)
    )
    if len(line) > _LONGEST_BYLINE:
        return None
    stated, *behind = _BEHIND.split(line)
    people = [part for part in _parts(stated) if not _is_role(part)]
    if not 1 <= len(people) <= _MOST_SIGNED or not all(_is_full_name(part) or _STAFF.match(part) for part in people):
        return None
    if not all(_of_a_date(part) or _is_role(part) or _PLACE_BEHIND.match(part) for part in behind):
        return None
    return Byline(_names(stated, people, []), None, next((day for part in behind if (day := _day(part))), None))


def signed_with_role(line: str) -> bool:
    """Whether the role beside the names makes them the authors: "Jo Doe, envoyée spéciale à Lyon".

    "Jo Doe, journaliste" may as well be whom the story is about.
    """
    parts = re.split(r"\s*[,|·•]\s*", unmarked(line))
    return signed(line) is not None and any(_is_role(p) and not _CALLING.match(_IN_PLACE.sub("", p)) for p in parts)


def _is_full_name(part: str) -> bool:
    return is_person(part) and 2 <= len(part.split()) <= 4 and not part.isupper() and not _NOT_SIGNED.match(part)


def _is_role(part: str) -> bool:
    return bool(_ROLE.match(_IN_PLACE.sub("", part))) and len(part.split()) <= 5


def is_role(line: str) -> bool:
    """Whether a line only says what somebody is at a paper: "Local democracy reporter", "Corresponsal en Lima"."""
    return _is_role(unmarked(line))


def imprint(line: str) -> Byline | None:
    """Of a line that names the paper and at most says who and when: "The Lindow Post, 3 March 2024"."""
    line = _alone(line)
    line = line[printed.end() :] if (printed := _PRINTED_IN.match(line)) else line
    if len(line) > _LONGEST_BYLINE:
        return None
    pieces = [
        piece
        for part in re.split(rf"{_BEHIND.pattern}|\s+/\s+", line)
        for piece in _at_commas(part)
        if not is_issue(piece)
    ]
    dates = [piece for piece in pieces if _of_a_date(piece)]
    others = [piece for piece in pieces if piece not in dates and not (_is_role(piece) and not names_outlet(piece))]
    others = others or [_ITS_DESK.sub("", piece) for piece in pieces if piece not in dates]  # "Coast Radio news desk"
    papers = [piece for piece in others if _is_paper(piece)]
    people = [piece for piece in others if piece not in papers and not ("|" in line and _is_section(piece))]
    names = signed(people[0]) if people else None
    if len(papers) != 1 or len(people) > 1 or (people and not names):
        return None
    return Byline(names.names if names else None, papers[0], next((day for date in dates if (day := _day(date))), None))


def _is_paper(piece: str) -> bool:
    """A word like "News" alone is a section of one."""
    one_word = " " not in piece and not re.fullmatch(AGENCIES, piece)
    return names_outlet(piece) and not one_word and bool(_OF_A_PAPER.match(piece))


def _is_section(piece: str) -> bool:
    return piece[:1].isupper() and len(piece.split()) <= 2 and not _is_full_name(piece)


def _at_commas(part: str) -> list[str]:
    """The pieces between commas; a date with a comma in it is one piece."""
    first, _, rest = part.partition(", ")
    if _of_a_date(part) or not rest:
        return [part]
    return [first, *_at_commas(rest)]


def is_credit(line: str) -> bool:
    """Whether a line only says who else had a hand in it: "Editing by Jo Doe", "Ann Poe contributed reporting."."""
    line = unmarked(line)
    if len(line) > 2 * _LONGEST_BYLINE:
        return False
    return bool(_REPORTING.match(line) or _FILES.match(line) or ("contributed" in line and _CONTRIBUTED.match(line)))


def reporters(line: str) -> str | None:
    """Who reported, by a line of credits like "(Reporting by Jo Doe; editing by Ann Poe)"; no helper, no editor alone."""
    line = unmarked(line)
    found = _REPORTING.match(line)
    if not found or found.group("helped") or found.group("what").lower().startswith("edit"):
        return None
    return ";".join(part for part in line.strip("()").split(";") if not re.search(r"@|\d{3}", part))


def is_source(line: str) -> bool:
    """Whether a line under a table or a picture only says where it is from."""
    return bool(_SOURCE.match(unmarked(line)))


def names_maker(line: str) -> bool:
    """Whether the last words of a caption only say who made the picture: "Jo Doe", "LANTERN/J. DOE"."""
    line = unmarked(line).strip("()")
    return bool(signed(line) or _MADE.match(line) or _CREDIT.match(line))
