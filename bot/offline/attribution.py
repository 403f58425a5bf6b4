"""Who says so in a sentence, through which outlet, and as of when it holds. All in the article's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.offline.candidates import Candidate
from bot.offline.references import antecedent
from bot.text.mentions import may_be_person, names

_SAID = (
    r"(?:said|says|say|told|tells|declared|declares|claimed|claims|maintained|maintains|explained|explains|added|adds|wrote|writes|"
    r"stated|states|insisted|insists|argued|argues|admitted|admits|confirmed|confirms|denied|denies|announced|announces|warned|"
    r"warns|recalled|recalls|complained|concluded|estimates|believes|replied|asked|promised|acknowledged|called|"
    r"dijo|dice|declaró|afirmó|afirma|aseguró|asegura|explicó|explica|señaló|negó|sostiene|advirtió|recuerda|"
    r"dit|déclare|déclaré|affirme|affirmé|assure|explique|expliqué|estime|précise|souligne|regrette|rappelle)"
)
_SPEAKER_AFTER = re.compile(
    rf"(?:[”\"»],?\s*(?:\w+ly\s+)?{_SAID}\s+(?P<who>[^“\"«;:]{{2,120}}))"
    rf"|,\s+{_SAID}\s+(?P<last>(?:(?!\b(?:was|is|were|had|would|could|has|have|will|been|be|are|that)\b)[^“\"«;:]){{2,80}})\.?$"
)
_SPEAKER_BEFORE = re.compile(
    rf"(?:^|[”\"»;]\s+|,\s+(?:and|but|where|while|when|because|y|et)\s+)(?P<who>[^“\"«”;:]{{2,160}}?)[,\s]+(?:has |had |have |also |later |then |once |who )*(?:\w+ly )?{_SAID}(?! for)\b"
)
_SPEAKER_INSIDE = re.compile(  # "52 owls live in Holm Park, the wardens say, and …"
    rf",\s+(?P<who>(?!(?:which|who|whom|whose|that|and|but|where|while|when|because|as|y|et|que|qui)\b)[^,.;:…“”\"«»]{{2,60}}?)\s+{_SAID}(?=,|\.?$)"
)
_QUOTED_BY = re.compile(
    r"(?P<who>\b[\w’' ]{2,50}?) (?:was|were|is|been) quoted (?:by|in) (?P<outlet>(?:the |The )?[A-Z][\w’' ]*?) as saying"
)
_ACCORDING = re.compile(
    r"\b(?:[Aa]ccording to|[Pp]er|[Ss]egún|[Ss]elon|[Dd]’après|[Dd]'après) (?P<who>(?:a |an |the |The |el |la |los |las |le |les )?[^,.;:“\"«]{2,80}?)(?=[,.;:“\"«]|$| that | which )"
)
_OUTLET_WORD = (
    r"(?:Times|Post|Guardian|News|BBC|CNN|AP|AFP|EFE|Reuters|Press|Journal|Herald|Tribune|Gazette|Telegraph|Independent|Mirror|"
    r"Observer|Chronicle|Courier|Ledger|Mercury|Star|Sun|Globe|Daily|Weekly|Monde|Figaro|Libération|País|Mundo|Universal|"
    r"Excélsior|Spiegel|Bild|Zeitung|Bloomberg|Economist|Newsweek|Radio|TV|Television|Broadcasting|NPR|NBC|CBS|ABC|Fox|"
    r"Sky|Jazeera|Agency|GlobalPost|Post-Dispatch|Examiner|Dispatch|Standard|Echo|Argus)"
)
_OUTLET = re.compile(rf"(?:(?:[Tt]he |[Ll]e |[Ee]l |[Ll]a )?(?:[A-Z][\w’'-]*\s)*?{_OUTLET_WORD}(?:\s[A-Z][\w’'-]*)*)")
_REPORTED = re.compile(rf"(?P<outlet>{_OUTLET.pattern}) (?:reported|reports|described|revealed|wrote|noted)\b")
_TOLD_OUTLET = re.compile(
    rf"\btold (?:(?:the |\w+ )?(?:newspaper|daily|magazine|broadcaster|channel|station|agency|weekly) )(?P<named>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)|\btold (?:\w+ (?:newspaper|daily) )?(?P<outlet>{_OUTLET.pattern})"
)
_PRONOUN = re.compile(r"^(?:and |but |that )?(he|she|elle|ella)$", re.IGNORECASE)
_TIME = re.compile(
    r"(?:the |a |an |one |two |some |many |several )?(?:\w+ )?(?:\w+day|years?|months?|weeks?|days?|hours?|minutes?|later|earlier|ago|morning|evening|night|"
    r"time|moment|there|they|we|it|i|you|this|that|these|those|however|meanwhile|though|although|instead|but|and|if|in|on|at|for|no|not|what|when)\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"\b(?:is|are|isn[’']t|aren[’']t|has|have|remains?|continues?|still|currently|now|es|está|están|sigue|siguen|est|sont|reste)\b"
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|\w+ed|began|became|held|found|took|went|said|told|gave|left|met|made|fue|fueron|était|fut)\b"
)
_YEAR = re.compile(r"(?<![\d.,])(?:1[5-9]|20)\d\d(?!\d)")


@dataclass(frozen=True)
class Attribution:
    speaker: str | None = None
    reported_by: str | None = None


def attribute(one: Candidate) -> Attribution:
    """From the sentence itself; for a quotation that goes on, from the sentence that says whose it is."""
    own = _in_sentence(one)
    source = None if own.speaker else spoken_in(one)
    if source is None:
        return own
    found = _in_sentence(source)
    return Attribution(found.speaker, own.reported_by or found.reported_by)


def spoken_in(one: Candidate) -> Candidate | None:
    """For a quotation without its speaker, the nearest sentence around it that has one."""
    if not _goes_on(one) or _in_sentence(one).speaker:
        return None
    for index in (one.index + 1, *range(one.index - 1, max(-1, one.index - 6), -1)):
        neighbour = _neighbour(one, index)
        if neighbour is not None and _in_sentence(neighbour).speaker:
            return neighbour
    return None


def _goes_on(one: Candidate) -> bool:
    """Quoted, or inside a quotation that opened before and closes after."""
    if _is_speech(one.text):
        return True
    paragraph = [
        s for s in one.article.sentences if s.paragraph == one.sentence.paragraph and s.start < one.sentence.start
    ]
    before = one.article.text[paragraph[0].start : one.sentence.start] if paragraph else ""
    return before.count("“") > before.count("”") or before.count("«") > before.count("»")


def _neighbour(one: Candidate, index: int) -> Candidate | None:
    sentences = one.article.sentences
    if not 0 <= index < len(sentences) or abs(sentences[index].paragraph - one.sentence.paragraph) > 1:
        return None
    other = Candidate(one.article, index, one.rank, one.similarity)
    same = sentences[index].paragraph == one.sentence.paragraph
    return other if same or (index < one.index and _is_speech(other.text)) else None


def _is_speech(text: str) -> bool:
    return bool(re.search(r"[“”\"«»]", text))


def _in_sentence(one: Candidate) -> Attribution:
    text = one.text
    reported = _outlet_in(text)
    quoted = _QUOTED_BY.search(text)
    if quoted:
        return Attribution(_speaker(quoted["who"], one), _trimmed(quoted["outlet"]))
    outside = re.sub(
        r"“[^”]*”|\"[^\"]*\"|«[^»]*»", lambda m: m.group()[0] + "…" * (len(m.group()) - 2) + m.group()[-1], text
    )
    for pattern in (_ACCORDING, _SPEAKER_INSIDE, _SPEAKER_AFTER, _SPEAKER_BEFORE):
        for match in pattern.finditer(outside):
            place = "last" if match.groupdict().get("last") else "who"
            who = text[match.start(place) : match.end(place)]
            if reported and reported in who:
                continue
            if speaker := _speaker(who, one):
                return Attribution(speaker, reported)
    return Attribution(None, reported)


def _outlet_in(text: str) -> str | None:
    told = _TOLD_OUTLET.search(text)
    if told:
        return _trimmed(told["named"] or told["outlet"])
    reported = _REPORTED.search(text)
    if reported:
        return _trimmed(reported["outlet"])
    for match in _ACCORDING.finditer(text):
        outlet = _OUTLET.search(match["who"])
        if outlet:
            return _trimmed(outlet.group())
    return None


def _speaker(words: str, one: Candidate) -> str | None:
    """A person's name if there is one in these words, else what opens them; for a pronoun, its antecedent."""
    words = words.strip(" ’'”\"»—–-…,")
    pronoun = _PRONOUN.match(words)
    if pronoun:
        return _named_before(words, one) or antecedent(one, pronoun.group(1).lower())
    people = [mention for mention in names(words) if may_be_person(mention) and not mention.opens]
    full = [mention.name for mention in people if len(mention.name.split()) > 1]
    if full or people:
        return full[0] if full else people[0].name
    for part in words.split(","):
        plain = part.strip()
        if re.match(
            r"(?:the|a|an|one|two|some|many|several|his|her|el|la|los|las|le|les|un|une)\s\w|[A-Z]", plain
        ) and not _TIME.match(plain):
            return _trimmed(re.split(r" (?:who|which|that|on|in|at|has|had|have) ", plain)[0])
    return None


def _named_before(_: str, one: Candidate) -> str | None:
    """The one person whom the sentence itself names before its quotation."""
    inside = [mention.name for mention in names(one.text) if may_be_person(mention) and len(mention.name.split()) > 1]
    return inside[0] if len(inside) == 1 else None


def _trimmed(words: str) -> str:
    return words.strip(" ,.;:’'”\"")


def as_of(one: Candidate) -> str | None:
    """What dates a sentence that is told in the present: a year of its own, the article's date, its latest year."""
    outside = re.sub(r"“[^”]*”?|\"[^\"]*\"?|«[^»]*»?", " ", one.text)
    if not _PRESENT.search(outside) or (
        _PAST.search(outside) and not re.search(r"\b(?:still|now|currently|is \d|since then)\b", outside, re.I)
    ):
        return None
    own: list[str] = _YEAR.findall(outside)
    if own:
        return own[-1]
    return one.article.fact("published").value or one.article.fact("latest_year").value
