"""Who is meant by the words in a speaker's place: a person's name, or whatever else opens them."""

from __future__ import annotations

import re

from bot.offline.outlets import trimmed
from bot.offline.people import people_of
from bot.offline.people_words import is_role
from bot.offline.when import AGO
from bot.text.mentions import Mention, may_be_person, names
from bot.text.words import PAST_IN_ED, fold
from vectorstore.article import Article

_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|had|have|will|would|can|could|may|might|must|does|did|es|son|era|fue|fueron|está|estaba|había|ha|han|"
    r"est|sont|était|fut|avait|took|went|came|made|gave|left|began|kept|lost|put|says|said|[^\W\d_]{2,}(?:[aei]rán?|aron|ieron))\b"
)
_RELATIVE = re.compile(r"(?:^|\s)(?:who|which|that|que|qui|whose|where)\s")
_NO_END = re.compile(r"\s(?:and|but|y|et|pero|mais)$")  # "the host shut the door and": a clause
_LONGEST = 10  # words of a speaker who is no person
_WHOSE = re.compile(r"\s(?:who|whom|which|that|que|qui)\s")
_OWNS = re.compile(r"['’]s?\s")
_OF = ("of", "for", "at", "in", "by", "de", "del", "du", "des", "d", "para", "pour", "en")
_DETERMINER = r"(?:the|an?|one|two|three|some|many|several|el|la|los|las|le|les|un|une|una)"
_THEIRS = re.compile(r"(?:his|her|its|their)\s", re.IGNORECASE)
_THEIR_PEOPLE = re.compile(r"(?:sus?|son|sa|ses|leurs?)\s", re.IGNORECASE)
_DAY = (
    r"(?:(?:el |este |ce )?(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
    r"(?: (?:matin|soir|midi))?|ayer|hoy|hier)"
)
_DAY_BEFORE = re.compile(rf"^{_DAY}\s")
_WHEN_SAID = re.compile(
    r" (?:on |late |early |last |this )?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday)\b.*$|\s"
    + _DAY
    + r"\b.*$"
)
_PLURAL = re.compile(  # "police", "state officials", "Opposition lawmakers"
    r"(?:(?:[\w-]+ ){0,2}(?:police|officials|witnesses|prosecutors|doctors|authorities|experts|investigators|economists|analysts|locals|residents"
    r"|researchers|scientists|employees|lawmakers|engineers|commissioners|inspectors|detectives|officers|judges|colleagues|friends|relatives"
    r"|neighbours|neighbors|sources|supporters|opponents|critics|organisers|organizers|workers|teachers|farmers|historians|archaeologists"
    r"|insurers|lawyers|wardens|families|autoridades|fuentes|testigos|expertos|vecinos|investigadores))\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:there|they|we|it|i|you|this|that|these|those|however|meanwhile|though|although|instead|but|and|if|in|on|at|for|under|until|after|before"
    r"|by|from|with|no|not|nobody|no one|anyone|everyone|what|when|where|why|how|later|earlier|a la|al|allí|aquí|según|selon|neither|asked)\b|"
    r"(?:the |a |an |one |two |some |many |several )?(?:\w+ )?(?:\w+day|years?|months?|weeks?|days?|hours?|minutes?|later|earlier|ago|morning|evening|night|time|moment)\b",
    re.IGNORECASE,
)
_CUT = re.compile(
    r" (?:who|which|that|he|she|it|they|on|in|at|has|had|have|as|when|while|after|before|during|by|from|with|to|now|also|later|still|published|"
    r"presented|released|issued|seen|close|al|en|durante|tras|ante|por|para|le|les|se|lo|dans|devant|à|a la|este|esta) "
)
_TRAILING = re.compile(r"\s(?:le|les|se|lo|lui|leur|now|also|later|still|then|recently|already|además|también|aussi)$")


_SIDE = re.compile(
    r"\b(?:after|before|when|because|once|until|después de que|cuando|porque|après que|quand|lorsque|parce que)\s",
    re.IGNORECASE,
)
_ONE = re.compile(
    rf"(?:(?:{_DETERMINER}|his|her|its|their|su|sus|son|sa|ses)\s+)?(?P<plain>(?:[a-zà-ÿ][\w’'-]*\s+)*[a-zà-ÿ][\w’'-]*)?\s*(?P<name>[A-Z][\w’'. -]*)?$"
)
_PAST = re.compile(rf"\b(?:{PAST_IN_ED}|[^\W\d_]{{2,}}ó)\b")
_SENT = re.compile(  # "a document sent to staff": the document
    rf"(?<=\w\s)(?<!\b[Tt]he )(?<!\b[Aa]n )(?<!\b[Aa] )(?:{PAST_IN_ED}|sent|seen|written|made|given|taken|found|shown|held|drawn)\s+"
    r"(?:to|by|in|on|at|from|for|with|of|after|before|last|this|earlier|yesterday)\b.*$"
)
_NO_SUBJECT = re.compile(
    r"(?:\b(?:of|for|to|with|by|against|from|about|on|at|de|del|a|al|con|por|contra|para|sobre|du|des|à|au|avec|par|pour|contre|sur)|\bd[’'])"
    r"(?:\s+(?:the|his|her|la|el|su|le|son|sa)(?:\s+[\w-]+)?)?\s*$"
)


def is_subject(text: str, start: int) -> bool:
    """Whether the name that stands there may be what the sentence tells of: neither "of Ada Moss" nor "Ada Moss's"."""
    name = next((one for one in names(text) if one.start == start), None)
    owns = name is not None and _OWNS.match(text[start + len(name.name) :])
    return not owns and _NO_SUBJECT.search(text[:start]) is None


def has_a_verb(words: str) -> bool:
    return bool(_FINITE.search(words) or _PAST.search(words))


def in_a_side_clause(words: str) -> bool:
    """Whether who speaks does so after "when", "because" and the like: "Ada Moss left after the baker, Tom Hale,"."""
    *_, last = [words, *_SIDE.split(words)]
    subject = _ONE.match(last.partition(",")[0].strip())
    if last == words or subject is None or re.search(rf"\w\s+{_DETERMINER}\s", subject.group()):
        return False  # "After the fire the mayor": what is outside speaks
    rest = last.partition(",")[2].strip()
    plain = (subject["plain"] or "").split()
    if not plain:
        return not rest or (len(subject.group().split()) > 1 and re.match(rf"{_DETERMINER}\s", rest) is not None)
    if plain[-1] in ("he", "she", "they"):
        return len(plain) == 1
    return is_role(plain[-1]) or not (rest or subject["name"])


def speaker_in(words: str, article: Article) -> str | None:
    """A person's name if there is one in these words, else what opens them."""
    words = _DAY_BEFORE.sub("", _TRAILING.sub("", words))
    return _person_in(_WHOSE.split(words)[0], article) or _body_in(words)


def _person_in(words: str, article: Article) -> str | None:
    known = {person.last for person in people_of(article)}
    # Neither "the mayor of New Alder, Ada Moss" nor "Tom Hale's lawyer, Ada Moss"
    own = [one for one in names(words) if one.before not in _OF and not _OWNS.match(words[one.start + len(one.name) :])]
    surely = [one for one in own if one.last in known or one.titled or one.gender or one.thing]
    perhaps = [one for one in own if may_be_person(one) and len(one.name.split()) > 1 and _is_no_body(words, one)]
    full = [one for one in (*surely, *perhaps) if len(one.name.split()) > 1 and one.name in words]
    if full:
        return full[0].name
    return _with_title(surely[0], words) if surely else None


def _is_no_body(words: str, mention: Mention) -> bool:
    """Neither "the Red Crescent" nor "a study in Hive Minds", nor a place after a name: "at Holm, New Alder"."""
    before = words[: mention.start].rstrip()
    if re.search(r"(?:\b(?:the|el|la|los|las|le|les)|[’']s?)$", before, re.IGNORECASE):
        return False
    if re.search(r"\b(?:in|of|by|at|for|from|on|de|du|des|en|dans)\b", before.rpartition(",")[2]):
        return False
    return not before.endswith(",") or not re.search(r"(?:^|\s)[A-Z][\w’'-]*,$", before)


def _with_title(mention: Mention, words: str) -> str:
    """ "Mr Hale", "M. Hale": with the initial or title as it is written."""
    if mention.name not in words:
        last = mention.name.split()[-1]
        return words[mention.start : words.index(last, mention.start) + len(last)]
    title = re.search(r"(?:^|\s)(\S+)\s+$", words[: mention.start])
    return f"{title[1]} {mention.name}" if title and mention.titled and len(title[1]) < 5 else mention.name


def _body_in(words: str) -> str | None:
    """ "the harbour office", "state officials", "Skell Lines", "its lawyer"."""
    parts = [part.strip() for part in words.split(",")]
    for at, part in enumerate(parts):
        named = _name_that_opens(part)
        if (_TIME.match(part) and not named) or AGO.match(fold(part)):
            continue
        if not (named or _opens_like_one(part)):
            if (ending := _name_that_ends(part)) and not _FINITE.search(part):
                return ending  # "Swiss drug maker Holm"
            continue
        after = parts[at + 1] if at + 1 < len(parts) else ""
        if after and _name_that_opens(after) == after and not re.search(r"[A-Z][\w’'-]*$", part):
            return after  # "the operator, Skell Lines,"
        if named and not part.lower().startswith(("the ", "el ", "la ", "le ")) and len(part) > len(named):
            part = named if part.startswith(named) else part
        speaker = _WHEN_SAID.sub("", _CUT.split(f"{_SENT.sub('', part)} ")[0])
        return (
            None
            if _NO_END.search(speaker) or _FINITE.search(speaker) or len(speaker.split()) > _LONGEST
            else trimmed(speaker) or None
        )
    return None


def _opens_like_one(part: str) -> bool:
    if _THEIR_PEOPLE.match(part):
        return _has_role(part)
    owned = re.match(r"[A-Z][\w-]+[’']s?\s[a-z]", part)  # "Holm's first report"
    return bool(
        owned or _PLURAL.match(part) or _THEIRS.match(part) or re.match(rf"{_DETERMINER}\s\w", part, re.IGNORECASE)
    )


def _name_that_ends(part: str) -> str | None:
    found = names(part)
    if not found or found[-1].before in (*_OF, "the") or not part.endswith(found[-1].name):
        return None
    return found[-1].name


def _has_role(part: str) -> bool:
    return any(is_role(word) for word in re.findall(r"[\w-]+", part))


def _name_that_opens(part: str) -> str | None:
    found = names(part)
    if not found or part[: found[0].start].strip():
        return None
    return found[0].name if not found[0].opens or part == found[0].name or found[0].name.isupper() else None


def after_clauses(words: str) -> str:
    """Without the clauses that go before it: "The road was shut, and the mayor"; empty where there is nothing else."""
    if re.search(r"\s(?:and|y|et|but|pero|mais)$", words):  # "Ada Moss had left and said", "She left and said"
        pronoun = re.match(r"(?:he|she)\b", words, re.IGNORECASE)
        return pronoun.group() if pronoun else _FINITE.split(words)[0].strip()
    parts = words.split(",")
    clauses = [at for at, part in enumerate(parts) if _FINITE.search(_RELATIVE.split(part)[0])]
    rest = ",".join(parts[clauses[-1] + 1 :]) if clauses else words
    return re.sub(r"^(?:and|but|y|et)\s", "", rest.strip())
