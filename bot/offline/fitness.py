"""What keeps a likely sentence from answering: it lacks the name, the figure or the speaker that is asked for."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.offline.attribution import attribute, quoted_aside
from bot.offline.candidates import Candidate
from bot.offline.genders import plain
from bot.offline.others import full_names, of_a_namesake_only, owns
from bot.offline.people_words import is_role
from bot.offline.pronouns import antecedent, leading_pronoun
from bot.offline.questions import Question
from bot.offline.wanted import holds, new_names
from bot.text.lexicon import word_set
from bot.text.mentions import names
from bot.text.words import fold, stem, terms, words

_NEARBY = 6  # sentences
PRECISE = ("person", "name", "date", "number", "money", "duration", "age")

_ASKED_SPEAKER = re.compile(
    r"\b(?:what|how) (?:else )?(?:did|does|do|has|have|had) (?P<who>(?:[\w’'.-]+ ){1,6}?)(?:say|said|tell|told|claim|claimed|declare|"
    r"declared|state|stated|explain|explained|think|announce|promise|maintain|call|describe|argue|reply|answer|comment|react|respond)\b",
    re.IGNORECASE,
)
_IS_NOT = re.compile(r"\s+(?:(?:is|was)(?:\s+(?:not|no)\b|n[’']t\b)|n[’'](?:est|était)\s+pas\b|no\s+(?:es|era)\b)")
_QUOTES = re.compile(r"[“”\"«»]")
_ROLE = re.compile(  # "what did Judge Moss say" asks for no judge
    r"^(?:and |so )?(?:which|what) (?!(?:did|does|do|is|was|are|were|has|have|had|will|would|can|could)\b)([\w-]+?)s? (?!of\b)([\w-]+)"
)
_AGED = re.compile(
    r"\bhow old (?:is|was) (?:the|his|her|their|[\w-]+'s) (?:[\w'-]+ )??(?!(?:man|woman|person|boy|girl|child|victim|patient)\b)([a-z-]+)"
    r"(?= (?:who|whom|of|in|from|at|when|that)\b|\W*$)"
)
_ROLES = {  # people are asked for by what they do; a name is no answer where nobody does it
    "lawyer": "lawyer attorney counsel solicitor barrister advocate defender",
    "judge": "judge justice magistrate bench",
    "actor": "actor actress star plays played cast stars",
    "actress": "actor actress star plays played cast stars",
    "doctor": "doctor physician surgeon dr medic",
    "author": "author writer novelist wrote book",
    "teacher": "teacher professor instructor",
    "player": "player striker goalkeeper midfielder forward",
    "coach": "coach trainer manager",
    "scientist": "scientist researcher biologist physicist chemist professor dr expert microbiologist geologist",
    "minister": "minister secretary",
    "mayor": "mayor",
    "captain": "captain skipper",
    "prosecutor": "prosecutor attorney",
    "publisher": "publisher published publishing press",
    "architect": "architect designed",
    "engineer": "engineer",
    "singer": "singer sang sings vocalist",
    "bishop": "bishop archbishop",
    "pilot": "pilot captain flew",
    "nurse": "nurse",
    "channel": "channel network broadcaster station television tv",
    "school": "school university college academy",
    "firm": "firm company supplier maker group",
}
_NAMED = re.compile(
    r"\bnames? of (?:the |an? |[\w-]+'s |his |her |their |two |three |four )*([\w-]+)|'s ([\w-]+)(?:'s name| called| named|'s? name)\b|"
    r"\bwhat (?:is|was|are|were) (?:the )?([\w-]+)\b.{0,60} (?:called|named)\b|\b(?:his|her|their) ([\w-]+)'s name\b"
)
_WHICH = re.compile(r"^(?:and |so )?(?:which|what) (?:\w+ )??([\w-]+) (?!of\b)\w+")
_NAMING = re.compile(
    r"\b(?:(?:is|was|are|were|been|be|so|it|them|him) (?:\w+ )?called|named|known as|dubbed|titled|entitled|whose name|nicknamed|llamad[oa]s?|appelée?s?|nommée?s?)\b"
)
_DESCRIBING = re.compile(r"\b(?:an?|another|some|one)\s+(?:[a-z-]+\s+)?$", re.IGNORECASE)
_PLACING = word_set("in near outside inside at around from north south east west beside behind off")
_HYPOTHETICAL = re.compile(
    r"^(?:if|unless|should|si)\b|\b(?:faces? up to|could face|would face|may face|risks? up to|if convicted|if found guilty)\b"
)
_ASKS_HYPOTHETICAL = re.compile(
    r"\b(?:could|would|may|might|can|if|face|faces|maximum|up to|risk|expect\w*|threaten\w*)\b"
)


def _lacks_the_form(question: Question, one: Candidate) -> bool:
    if question.want not in PRECISE or question.parts or question.kind == "definition":
        return False
    if question.kind == "who_said" and (attribute(one).speaker or quoted_aside(one)) is not None:
        return False
    own = frozenset(fold(word) for word in words(question.text))
    if holds(question, one.text, own) is not False or holds(question, one.english, own) is not False:
        return False
    return not (question.want == "person" and leading_pronoun(one.text) and _stands_for_new(one, own))


def _stands_for_new(one: Candidate, own: frozenset[str]) -> bool:
    """ "She denied it": the pronoun is as good as the name that it stands for."""
    pronoun = leading_pronoun(one.text)
    name = antecedent(one, pronoun.group().lower()) if pronoun else None
    return name is not None and not {fold(word) for word in words(name)} <= own


def _lacks_a_figure(question: Question, one: Candidate) -> bool:
    """A year or figure of the question that its article does not have at all."""
    text = one.article.text
    return any(not re.search(rf"(?<![\d.,]){re.escape(figure)}(?!\d)", text) for figure in question.numbers)


def _lacks_the_role(question: Question, one: Candidate) -> bool:
    match = _ROLE.match(fold(question.english))
    roles = next(
        (_ROLES[form] for word in (match.groups() if match else ()) for form in (word, word + "s") if form in _ROLES),
        None,
    )
    if roles is None:
        return False
    said = {stem(word) for word in words(one.english)} | {stem(word) for word in words(one.article.title)}
    return not said & {stem(role) for role in roles.split()}


def _lacks_the_named(question: Question, one: Candidate) -> bool:
    """Asked is what somebody or something is called: a new name has to stand beside the word for it. Or how old somebody
    is who is named by what they do: the word for it stands there, or just before a pronoun."""
    if question.want == "age":
        return _lacks_the_aged(question, one)
    if question.kind == "definition" and question.want == "person":
        return _tells_of_nobody_known(question, one)
    if question.want != "name" and not (question.want == "person" and "name" in fold(question.english)):
        return False
    asked = fold(question.english).replace("’", "'")
    match = (by_name := _NAMED.search(asked)) or _WHICH.search(asked)
    if match is None:
        return False
    wanted = {stem(word) for word in match.groups() if word}
    text = one.english
    if not any(stem(word) in wanted for word in words(text)):
        return True
    own = frozenset(fold(word) for word in words(question.text))
    beside = _names_it if by_name else _beside
    return _NAMING.search(text) is None and not any(beside(name, text, wanted) for name in new_names(text, own))


def _lacks_the_aged(question: Question, one: Candidate) -> bool:
    match = _AGED.search(fold(question.english).replace("’", "'"))
    if match is None:
        return False
    text, sentences = one.english, one.article.sentences
    if leading_pronoun(one.text) and one.index:
        text += " " + one.article.text[sentences[one.index - 1].start : sentences[one.index - 1].end]
    return stem(match[1]) not in {stem(word) for word in words(text)}


def _tells_of_nobody_known(question: Question, one: Candidate) -> bool:
    """ "She was late": of whom, if the article does not tell of the one asked for? "He is no cousin of hers" tells of nobody."""
    pronoun = leading_pronoun(one.text)
    if pronoun is None or one.text[: pronoun.start()].strip('“"« '):
        return False
    asked = [name for name in full_names(question.text) if not owns(question, name)]
    if meant := antecedent(one, pronoun.group().lower()):
        return bool(asked) and not any(_may_be_meant(name, meant, one) for name in asked)
    if _IS_NOT.match(one.text, pronoun.end()):
        return True
    if asked:
        told = {fold(word) for word in words(one.text)}
        return not any(fold(name.split()[-1]) in told or _is_told_of_before(name, one) for name in asked)
    nearby = {term for text in (one.article.title, *_texts_before(one)) for term in terms(text)} | one.terms
    return not (question.terms & nearby)


def _may_be_meant(asked: str, meant: str, one: Candidate) -> bool:
    same = fold(words(asked)[-1]) == fold(words(meant)[-1])
    return same and not of_a_namesake_only(asked, meant, one)


def _beside(name: str, text: str, wanted: set[str]) -> bool:
    """Within three words of each other."""
    before, _, after = text.partition(name)
    return any(stem(word) in wanted for word in [*words(before)[-3:], *words(after)[:3]])


def _names_it(name: str, text: str, wanted: set[str]) -> bool:
    """Beside each other, and not only as where it is: "a Mexico City prison", "the prison in Mexico City"."""
    before, _, after = text.partition(name)
    if any(stem(word) in wanted for word in words(after)[:3]) and not _DESCRIBING.search(before):
        return True
    between = [fold(word) for word in words(before)[-3:]]
    at = next((at for at, word in enumerate(between) if stem(word) in wanted), None)
    return at is not None and not set(between[at:]) & _PLACING


def _another_speaker(question: Question, one: Candidate) -> bool:
    """Asked is what one person said; the sentence is somebody else's words, or does not bring that person in."""
    match = _ASKED_SPEAKER.search(question.english)
    if match is None:
        return False
    named = _asked_for(f"by {match['who']}")
    asked = {fold(word) for name in named for word in words(name)}
    if not asked:  # "the mayor of Holm": at least the article has to speak of Holm
        beside = [name for one_name in names(f"by {match['who']}") for name in words(one_name.name)]
        return bool(beside) and not {fold(word) for word in beside} & _words_of(one.article.text)
    speaker = attribute(one).speaker
    there = {fold(word) for word in words(speaker or one.text)}
    if asked & there:
        return any(of_a_namesake_only(name, speaker or one.text, one) for name in named if " " in name)
    return not (_may_be_anybody(speaker, one) and any(_is_told_of_before(name, one) for name in named))


@lru_cache(maxsize=64)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words(text))


def _asked_for(who: str) -> list[str]:
    """The names of who is to speak; none for "the mayor of Holm" and "Ada Moss's lawyer", whose names are not given."""
    found = [one for one in names(who) if one.before not in ("of", "in", "from", "for", "at")]
    return [plain(one.name) for one in found if not re.match(r"[’']s?\s", who[one.start + len(one.name) :])]


def _may_be_anybody(speaker: str | None, one: Candidate) -> bool:
    """Words of "he", of nobody who is told, or of "the driver", who may have a name elsewhere."""
    if speaker is None:
        return _QUOTES.search(one.text) is not None or leading_pronoun(one.text) is not None
    told = words(speaker)
    return not names(speaker) and any(is_role(word) and not word.endswith("s") for word in told)


def _is_told_of_before(name: str, one: Candidate) -> bool:
    """In an earlier sentence of the paragraph, or in the paragraph before."""
    last = fold(name.split()[-1])
    for text in _texts_before(one):
        if last in map(fold, words(text)) and not (" " in name and of_a_namesake_only(name, text, one)):
            return True
    return False


def _texts_before(one: Candidate) -> list[str]:
    article, paragraph = one.article, one.sentence.paragraph
    before = article.sentences[max(0, one.index - _NEARBY) : one.index]
    return [article.text[s.start : s.end] for s in before if paragraph - s.paragraph in (0, 1)]


def asked_speaker(question: Question, one: Candidate) -> bool:
    """The sentence quotes the person whose words are asked for."""
    return (
        question.kind == "said"
        and _QUOTES.search(one.text) is not None
        and _ASKED_SPEAKER.search(question.english) is not None
        and (attribute(one).speaker or quoted_aside(one)) is not None
        and not _another_speaker(question, one)
    )


def _only_supposed(question: Question, one: Candidate) -> bool:
    """What may happen is no answer to what did."""
    return bool(_HYPOTHETICAL.search(fold(one.text))) and not _ASKS_HYPOTHETICAL.search(fold(question.english))


RULES = {  # each says that the sentence does not answer, for a reason of its own
    "lacks_the_form": _lacks_the_form,
    "lacks_a_figure": _lacks_a_figure,
    "lacks_the_role": _lacks_the_role,
    "lacks_the_named": _lacks_the_named,
    "another_speaker": _another_speaker,
    "only_supposed": _only_supposed,
}


def misfits(question: Question, one: Candidate) -> tuple[bool, ...]:
    """Which rules speak against the sentence, in the order of RULES."""
    return tuple(rule(question, one) for rule in RULES.values())
