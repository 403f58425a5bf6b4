"""Through which newspaper, agency or station something is reported."""

from __future__ import annotations

import re

from bot.offline.saying import ACCORDING, QUOTED_BY

_WORD = (
    r"(?:Times|Post|Guardian|News|BBC|CNN|AP|AFP|EFE|Reuters|Press|Journal|Herald|Tribune|Gazette|Telegraph|Independent|Mirror|"
    r"Observer|Chronicle|Courier|Ledger|Mercury|Star|Sun|Globe|Daily|Weekly|Monde|Figaro|Libération|País|Mundo|Universal|"
    r"Excélsior|Spiegel|Bild|Zeitung|Bloomberg|Economist|Newsweek|Radio|TV|Television|Broadcasting|NPR|NBC|CBS|ABC|Fox|"
    r"Sky|Jazeera|Agency|Post-Dispatch|Examiner|Dispatch|Standard|Echo|Argus|[A-Z]\w*(?:Post|News|Press|Times|[Ww]ire))\b"
)
_OUTLET = re.compile(
    rf"\b(?:(?:[Tt]he |[Ll]e |[Ee]l |[Ll]a )?(?:[A-Z][\w’'-]{{0,30}}\s){{0,6}}?{_WORD}(?:\s[A-Z][\w’'-]{{0,30}}){{0,6}})"
)
_REPORTED = re.compile(rf"(?P<outlet>{_OUTLET.pattern}) (?:reported|reports|described|revealed|wrote|noted)\b")
_TOLD = re.compile(
    rf"\btold (?:(?:the |\w+ )?(?:newspaper|daily|magazine|broadcaster|channel|station|agency|weekly) )(?P<named>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)|\btold (?:\w+ (?:newspaper|daily) )?(?P<outlet>{_OUTLET.pattern})"
)


def reported_by(text: str) -> str | None:
    """The outlet that a sentence names as its source."""
    quoted = QUOTED_BY.search(text)
    return trimmed(quoted["outlet"]) if quoted else _outlet_in(text)


def _outlet_in(text: str) -> str | None:
    told = _TOLD.search(text)
    if told:
        return trimmed(told["named"] or told["outlet"])
    reported = _REPORTED.search(text)
    if reported:
        return trimmed(reported["outlet"])
    for match in ACCORDING.finditer(text):
        outlet = _OUTLET.search(match["who"])
        if outlet:
            return trimmed(outlet.group())
    return None


def trimmed(words: str) -> str:
    return words.strip(" ,.;:’'”\"")
