"""Who says so in a sentence, through which outlet, and as of when it holds. All in the article's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.offline.candidates import Candidate
from bot.offline.references import GENDER, QUOTATION, antecedent, leading_pronoun, may_be
from bot.offline.when import AGO
from bot.text.mentions import may_be_person, names
from bot.text.words import fold

_SAID = (
    r"(?:said|says|say|told|tells|declared|declares|claimed|claims|maintained|maintains|explained|explains|added|adds|wrote|writes|"
    r"stated|states|insisted|insists|argued|argues|admitted|admits|confirmed|confirms|denied|denies|announced|announces|warned|"
    r"warns|recalled|recalls|complained|concluded|noted|notes|estimates|believes|replied|replies|asked|promised|acknowledged|called|"
    r"dijo|dice|declaró|afirmó|afirma|aseguró|asegura|explicó|explica|señaló|negó|sostiene|advirtió|recuerda|recordó|respondió|"
    r"contestó|se quejó|prometió|añadió|agregó|reconoció|"
    r"dit|déclare|déclaré|affirme|affirmé|assure|explique|expliqué|estime|précise|souligne|regrette|rappelle|avoue|répond|répondent|"
    r"ajoute|reconnaît|raconte|confie|a promis)"
)
_SAID_BY = rf"(?!(?:told|tells|called)\b){_SAID}"  # what comes before its speaker: "told" comes before its hearer
_SPEAKER_AFTER = re.compile(
    rf"(?:[”\"»],?\s*(?:\w+ly\s+)?{_SAID_BY}\s+(?P<who>[^“\"«;:]{{2,120}}))"
    rf"|,\s+{_SAID_BY}\s+(?P<last>(?:(?!\b(?:was|is|were|had|would|could|has|have|will|been|be|are|that)\b)[^“\"«;:]){{2,80}})(?=\s*(?:;|\.?$))"
)
_SPEAKER_BEFORE = re.compile(
    rf"(?:^|[”\"»;]\s+|,\s+(?:and|but|where|while|when|because|y|et)\s+)(?P<who>[^“\"«”;:]{{2,160}}?)[,\s]+(?!(?<=, )called (?:the )?[A-Z])(?:has |had |have |also |later |then |once |who )*(?:\w+ly )?{_SAID}(?! for)\b"
)
_SPEAKER_INSIDE = re.compile(  # "52 owls live in Holm Park, the wardens say, and …"
    rf",\s+(?P<who>(?!(?:which|who|whom|whose|that|and|but|where|while|when|because|as|y|et|que|qui)\b)[^,.;:…“”\"«»]{{2,60}}?)\s+(?:has |had |have |also |later )?{_SAID}"
    r"(?=,|\.?$| (?:on|in|at|by|late|early|this|last|yesterday|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)"
)
_QUOTED_BY = re.compile(
    r"(?P<who>\b[\w’' ]{2,50}?) (?:was|were|is|been) quoted (?:by|in) (?P<outlet>(?:the |The )?[A-Z][\w’' ]{0,60}?) as saying"
)
_ACCORDING = re.compile(
    r"\b(?:[Aa]ccording to|[Pp]er|[Ss]egún|[Ss]elon|[Dd]’après|[Dd]'après) (?P<who>(?:a |an |the |The |el |la |los |las |le |les )?[^,.;:“\"«]{2,80}?)(?=[,.;:“\"«]|$| that | which )"
)
_OUTLET_WORD = (
    r"(?:Times|Post|Guardian|News|BBC|CNN|AP|AFP|EFE|Reuters|Press|Journal|Herald|Tribune|Gazette|Telegraph|Independent|Mirror|"
    r"Observer|Chronicle|Courier|Ledger|Mercury|Star|Sun|Globe|Daily|Weekly|Monde|Figaro|Libération|País|Mundo|Universal|"
    r"Excélsior|Spiegel|Bild|Zeitung|Bloomberg|Economist|Newsweek|Radio|TV|Television|Broadcasting|NPR|NBC|CBS|ABC|Fox|"
    r"Sky|Jazeera|Agency|Post-Dispatch|Examiner|Dispatch|Standard|Echo|Argus|[A-Z]\w*(?:Post|News|Press|Times|[Ww]ire))\b"
)
_OUTLET = re.compile(
    rf"\b(?:(?:[Tt]he |[Ll]e |[Ee]l |[Ll]a )?(?:[A-Z][\w’'-]{{0,30}}\s){{0,6}}?{_OUTLET_WORD}(?:\s[A-Z][\w’'-]{{0,30}}){{0,6}})"
)
_REPORTED = re.compile(rf"(?P<outlet>{_OUTLET.pattern}) (?:reported|reports|described|revealed|wrote|noted)\b")
_TOLD_OUTLET = re.compile(
    rf"\btold (?:(?:the |\w+ )?(?:newspaper|daily|magazine|broadcaster|channel|station|agency|weekly) )(?P<named>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)|\btold (?:\w+ (?:newspaper|daily) )?(?P<outlet>{_OUTLET.pattern})"
)
_PRONOUN = re.compile(
    r"(?:^|[\s,])(?P<person>he|she|il|elle|él|ella)$|(?:^|[\s,])(?:they|it|we|i|you|ils|elles|on|ellos|ellas)$",
    re.IGNORECASE,
)
_INVERTED = re.compile(  # "dit-elle", "a-t-il expliqué"
    rf"(?:{_SAID}-(?:t-)?|\ba-t-(?=\w+ (?:dit|déclaré|expliqué|affirmé|ajouté|répondu|précisé|confié|raconté|reconnu|promis)\b))"
    r"(?P<who>ils?|elles?|on)\b"
)
_VERB_ALONE = re.compile(rf"[”\"»],?\s*{_SAID}\.?$")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|got|fue|fueron|est|sont|été)$")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|had|have|will|would|can|could|may|might|must|does|did|es|son|era|fue|fueron|está|estaba|había|"
    r"est|sont|était|fut|avait)\b"
)
_RELATIVE = re.compile(r"(?:^|\s)(?:who|which|that|que|qui|whose|where)\s")
_WHEN_ASKED = re.compile(r"^(?:When |If )?(?:asked|questioned|pressed)\b[^,]*,\s*", re.IGNORECASE)
_WHOSE = re.compile(r"\s(?:who|whom|which|that)\s")
_OWNS = re.compile(r"['’]s?\s")
_BARE = re.compile(r"(?:police|officials|witnesses|prosecutors|doctors|authorities|experts|investigators|economists)\b")
_OF = ("of", "for", "at", "de", "del", "du", "des", "d", "para", "pour")
_TIME = re.compile(
    r"(?:there|they|we|it|i|you|this|that|these|those|however|meanwhile|though|although|instead|but|and|if|in|on|at|for|no|not|what|when|later|earlier)\b|"
    r"(?:the |a |an |one |two |some |many |several )?(?:\w+ )?(?:\w+day|years?|months?|weeks?|days?|hours?|minutes?|later|earlier|ago|morning|evening|night|time|moment)\b",
    re.IGNORECASE,
)
_CLOSED_QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")
_EDGES = " ’'”\"»—–-…,"
_PRESENT = re.compile(
    r"\b(?:is|are|isn[’']t|aren[’']t|has|have|remains?|continues?|still|currently|now|es|está|están|sigue|siguen|est|sont|reste)\b"
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|\w+ed|began|became|held|found|took|went|said|told|gave|left|met|made|fue|fueron|était|fut)\b"
)
_BEGAN = re.compile(  # before a year in which something began
    r"\b(?:born|née?s?|nacid[oa]s?|nació|built|founded|established|opened|fundad[oa]s?|construid[oa]s?|fondée?s?|construite?s?|"
    r"since|depuis|desde|from)\b(?:(?! to )[^.]){0,40}$",
    re.IGNORECASE,
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
    speaker = found.speaker or _only_person(source)
    pronoun = _pronoun_of(one)
    if pronoun and speaker and not may_be(GENDER[pronoun], speaker, one.article):
        return own
    return Attribution(speaker, own.reported_by or found.reported_by)


def spoken_in(one: Candidate) -> Candidate | None:
    """For a quotation without its speaker, the nearest sentence around it that has one."""
    if _in_sentence(one).speaker or not _goes_on(one):
        return None
    if _leans_back(one):
        return _told_of_before(one)
    if any(_PRONOUN.search(who) for who in _tags(one)):  # "they said"
        return None
    for index in (one.index + 1, *range(one.index - 1, max(-1, one.index - 6), -1)):
        neighbour = _neighbour(one, index)
        if neighbour is not None and _in_sentence(neighbour).speaker:
            return neighbour
    return None


def _leans_back(one: Candidate) -> bool:
    """Whether a verb without its subject, or a pronoun, leaves the speaker to the sentence before."""
    return bool(_VERB_ALONE.search(one.text)) or _pronoun_of(one) is not None


def _pronoun_of(one: Candidate) -> str | None:
    found = (_PRONOUN.search(who) for who in _tags(one))
    return next((match["person"].lower() for match in found if match and match["person"]), None)


def _told_of_before(one: Candidate) -> Candidate | None:
    """The nearest sentence of the paragraph that is no question and does not leave its own subject to one before it."""
    for index in range(one.index - 1, -1, -1):
        before = _neighbour(one, index)
        if before is None or before.sentence.paragraph != one.sentence.paragraph:
            return None
        if before.text.endswith("?") or leading_pronoun(before.text) or _leans_back(before):
            continue
        return before if _in_sentence(before).speaker or _only_person(before) else None
    return None


def _only_person(one: Candidate) -> str | None:
    """The one person whom a sentence names in full, outside what is said or asked."""
    own = _WHEN_ASKED.sub("", QUOTATION.sub("", one.text))
    found = [mention for mention in names(own) if may_be_person(mention)]
    full = {mention.name for mention in found if len(mention.name.split()) > 1}
    return full.pop() if len(full) == 1 else None


def _goes_on(one: Candidate) -> bool:
    """Quoted, or inside a quotation that opened before and closes after; not where it brings in its own quotation."""
    if _is_speech(one.text):
        return re.search(r":\s*[“\"«]", one.text) is None
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
        reported = _trimmed(quoted["outlet"])
    for who in _tags(one):
        if reported and reported in who:
            continue
        pronoun = _PRONOUN.search(who)
        if speaker := _meant_by(pronoun, one) if pronoun else _speaker(who):
            return Attribution(speaker, reported)
    return Attribution(None, reported)


def _tags(one: Candidate) -> Iterator[str]:
    """What stands in the speaker's place beside each verb of saying, the surest place first."""
    outside = _CLOSED_QUOTATION.sub(lambda m: m.group()[0] + "…" * (len(m.group()) - 2) + m.group()[-1], one.text)
    for pattern in (_QUOTED_BY, _ACCORDING, _SPEAKER_INSIDE, _INVERTED, _SPEAKER_AFTER, _SPEAKER_BEFORE):
        for match in pattern.finditer(outside):
            place = "last" if match.groupdict().get("last") else "who"
            who = one.text[match.start(place) : match.end(place)].strip(_EDGES)
            if place == "last" and _is_name(one.text[: match.start()].rpartition(",")[2]) and not names(who):
                continue  # "The judge, Ada Moss, recalled the drought."
            tail = one.text[match.end(place) : match.end()].strip(" ,")
            if pattern is _SPEAKER_BEFORE and not tail.startswith("who "):
                who = _after_clauses(who)
            if who and not _PASSIVE.search(who):
                yield who


def _is_name(words: str) -> bool:
    return any(mention.name == words.strip() for mention in names(words))


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


def _meant_by(pronoun: re.Match[str], one: Candidate) -> str | None:
    """The person whom "he" or "she" stands for, if that can be told."""
    if pronoun["person"] is None:
        return None
    word, named = pronoun["person"].lower(), _only_person(one)
    return named if named and may_be(GENDER[word], named, one.article) else antecedent(one, word)


def _speaker(words: str) -> str | None:
    """A person's name if there is one in these words, else what opens them."""
    named = _WHOSE.split(words)[0]
    people = [mention for mention in names(named) if (may_be_person(mention) or mention.thing) and not mention.opens]
    # Neither "the mayor of New Alder, Ada Moss" nor "Tom Hale's lawyer, Ada Moss"
    own = [one for one in people if one.before not in _OF and not _OWNS.match(named[one.start + len(one.name) :])]
    full = [mention.name for mention in own if len(mention.name.split()) > 1]
    if own:
        return full[0] if full else own[0].name
    for part in words.split(","):
        plain = part.strip()
        if _BARE.match(plain) or (
            re.match(r"(?:the|a|an|one|two|some|many|several|his|her|el|la|los|las|le|les|un|une)\s\w|[A-Z]", plain)
            and not (_TIME.match(plain) or AGO.match(fold(plain)))
        ):
            speaker = re.split(r" (?:who|which|that|on|in|at|has|had|have|as|when|while|after|before) ", plain)[0]
            return None if _FINITE.search(speaker) else _trimmed(speaker)
    return None


def _after_clauses(words: str) -> str:
    """Without the clauses that go before it: "The road was shut, and the mayor"; empty where there is nothing else."""
    if re.search(r"\s(?:and|y|et)$", words):  # "Ada Moss had left and said"
        return _FINITE.split(words)[0].strip()
    parts = words.split(",")
    clauses = [at for at, part in enumerate(parts) if _FINITE.search(_RELATIVE.split(part)[0])]
    rest = ",".join(parts[clauses[-1] + 1 :]) if clauses else words
    return re.sub(r"^(?:and|but|y|et)\s", "", rest.strip())


def _trimmed(words: str) -> str:
    return words.strip(" ,.;:’'”\"")


def as_of(one: Candidate) -> str | None:
    """What dates a sentence that is told in the present: a year of its own, the article's date, its latest year."""
    outside = QUOTATION.sub(" ", one.text)
    if not _PRESENT.search(outside) or (
        _PAST.search(outside) and not re.search(r"\b(?:still|now|currently|is \d|since then)\b", outside, re.I)
    ):
        return None
    published = one.article.fact("published").value
    return _own_year(outside, published) or published or one.article.fact("latest_year").value


def _own_year(text: str, published: str | None) -> str | None:
    """The last year that the sentence speaks of as its present: none in which something began, none long past or to come."""
    found = None
    for clause in re.split(r"[,;:]\s", text):
        for match in _YEAR.finditer(clause):
            behind = int(published[:4]) - int(match.group()) if published else 0
            told_now = 0 <= behind <= (1 if not _PRESENT.search(clause) else 9999)
            if told_now and not _BEGAN.search(clause[: match.start()]):
                found = match.group()
    return found
