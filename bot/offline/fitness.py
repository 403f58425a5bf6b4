"""What keeps a likely sentence from answering: it lacks the name, the figure or the speaker that is asked for."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from bot.offline.attribution import attribute, quoted_aside
from bot.offline.candidates import Candidate
from bot.offline.genders import gender_of_name, plain
from bot.offline.people import people_of
from bot.offline.people_words import is_role
from bot.offline.pronouns import antecedent, leading_pronoun
from bot.offline.questions import Question
from bot.offline.references import readable
from bot.offline.told_of import only_person
from bot.offline.wanted import holds, new_names
from bot.text.lexicon import word_set
from bot.text.mentions import may_be_person, names
from bot.text.words import fold, stem, terms, words

_NEARBY = 6  # sentences
PRECISE = ("person", "name", "date", "number", "money", "duration", "age")

_ASKED_SPEAKER = re.compile(
    r"\b(?:what|how) (?:else )?(?:did|does|do|has|have|had) (?P<who>(?:[\w’'.-]+ ){1,6}?)(?:say|said|tell|told|claim|claimed|declare|"
    r"declared|state|stated|explain|explained|think|announce|promise|maintain|call|describe|argue|reply|answer|comment|react|respond)\b",
    re.IGNORECASE,
)
_MAY_MEAN = re.compile(  # somebody who is not named
    r"\b(?:he|she|his|hers?|him|they|their|them|i|my|me|we|our|us|ella?|ellos|ellas|elles?|ils?|lui|leurs?)\b|"
    r"\b(?:the|la|le|el|les|los|las) [\w-]*(?:woman|man|year-old|couple|men|women|[^\W\d_]+(?:er|or|ist|ian))\b",
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
_RELATIONS = {
    "father": word_set("father fathers dad stepfather parent parents"),
    "mother": word_set("mother mothers mum mom stepmother parent parents"),
    "brother": word_set("brother brothers stepbrother sibling siblings twin"),
    "sister": word_set("sister sisters stepsister sibling siblings twin"),
    "son": word_set("son sons stepson child children boy"),
    "daughter": word_set("daughter daughters stepdaughter child children girl"),
    "husband": word_set("husband spouse widower"),
    "wife": word_set("wife spouse widow"),
    "uncle": word_set("uncle"),
    "aunt": word_set("aunt"),
    "grandfather": word_set("grandfather grandparents"),
    "grandmother": word_set("grandmother grandparents"),
}
_SEEN_FROM_THEM = {  # what the one asked for may call the other: a father tells of his daughter
    "father": {"son", "daughter", "wife"},
    "mother": {"son", "daughter", "husband"},
    "son": {"father", "mother"},
    "daughter": {"father", "mother"},
    "brother": {"sister"},
    "sister": {"brother"},
    "husband": {"wife"},
    "wife": {"husband"},
}
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
    asked = [name for name in _full_names(question.text) if not _owns(question, name)]
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
    return same and not _of_a_namesake_only(asked, meant, one)


@lru_cache(maxsize=8)
def _full_names(text: str) -> list[str]:
    """Of people; "the Holm Masters" is something else."""
    articles = ("the", "el", "la", "los", "las", "le", "les", "l")
    people = (one for one in names(text) if may_be_person(one) and (one.titled or one.before not in articles))
    return [plain(one.name) for one in people if len(plain(one.name).split()) > 1]


def _owns(question: Question, name: str) -> bool:
    """Asked is for somebody or something of theirs: "Ada Moss's brother", "the uncle of Ada Moss"."""
    if not any(is_role(word) for word in words(question.english)):
        return False
    beside = rf"{re.escape(name)}[’']|(?:\b(?:of|de|du|del)\s|\bd[’']){re.escape(name)}"
    return re.search(beside, question.text) is not None


def _may_be_called(asked: str, name: str) -> bool:
    """ "Ada Moss" is "Moss", "A. Moss" and "Ada Lee Moss", and is not "Tom Moss" nor "Lee"."""
    *given, last = [fold(word) for word in words(asked)]
    *other, other_last = [fold(word) for word in words(plain(name))]
    if last != other_last:
        return False
    initials = {word[0] for word in other} if any(len(word) == 1 for word in (*given, *other)) else set()
    return not (given and other) or bool(set(given) & set(other) or {word[0] for word in given} & initials)


def _only_namesakes(asked: str, text: str) -> bool:
    """Whether all that a text has of a person named in full is somebody else with the same last name."""
    found = [one.name for one in names(text) if one.last == fold(asked.split()[-1])]
    full = [name for name in found if len(plain(name).split()) > 1]
    # "Tom Moss came, and Moss sat": the same one
    return bool(full) and found[0] == full[0] and not any(_may_be_called(asked, name) for name in full)


def _of_a_namesake_only(asked: str, text: str, one: Candidate) -> bool:
    """The text tells of another with that last name, and surely of another: the article names both in full, or one is a
    man and one a woman. "Bill Gates" may well be William Gates."""
    if not _only_namesakes(asked, text):
        return False
    last = fold(asked.split()[-1])
    bearers = [person.name for person in people_of(one.article) if person.last == last]
    if any(_is_named_as(asked, name) for name in bearers):
        return True
    own = gender_of_name(asked)
    others = [
        gender_of_name(plain(mention.name)) for mention in names(text) if mention.last == last and " " in mention.name
    ]
    return own is not None and all(other not in (own, None) for other in others)


def _is_named_as(asked: str, name: str) -> bool:
    """In full, with a first name in common."""
    *given, _ = [fold(word) for word in words(asked)]
    *other, _ = [fold(word) for word in words(plain(name))]
    return any(len(word) > 1 for word in set(given) & set(other))


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
        return any(_of_a_namesake_only(name, speaker or one.text, one) for name in named if " " in name)
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
        if last in map(fold, words(text)) and not (" " in name and _of_a_namesake_only(name, text, one)):
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


def of_others(question: Question, one: Candidate) -> bool:
    """The sentence is about others than the one asked about."""
    return any(about(question, one) for about in (of_a_namesake, of_another_relation, of_another_person))


def of_a_namesake(question: Question, one: Candidate) -> bool:
    """Asked is about somebody named in full; the sentence tells of another with that last name."""
    if question.kind not in ("fact", "yes_no", "definition"):
        return False
    if question.kind == "fact" and question.want in (None, "person", "name", "quote"):
        return False
    asked = _full_names(question.text)
    said = {fold(word) for word in words(one.text)}
    if any({fold(word) for word in words(name)} <= said for name in asked):
        return False
    return any(_of_a_namesake_only(name, readable(one), one) for name in asked if not _owns(question, name))


def of_another_person(question: Question, one: Candidate) -> bool:
    """Asked is for a figure or a date of one person; the sentence tells of another one, and is not what that one says.

    A sentence without the asked one's name that speaks of "them" or "the mayor" may mean them. Of 5,800 that it is true of
    in `benchmarks/questions/reading` three answer.
    """
    if question.want not in ("age", "date", "duration", "money", "number") or question.parts:
        return False
    if question.kind not in ("fact", "definition") or len(question.names) != 1:
        return False
    (name,) = question.names
    # "Moss's trial", "the lawyer of Moss", "the Moss trial"
    if (
        name.endswith(("'s", "’s"))
        or _owns(question, name)
        or re.search(rf"\bthe {re.escape(name)} [a-z]", question.text)
    ):
        return False
    asked = {fold(word) for word in words(name)}
    known = {person.last for person in people_of(one.article)}
    if not asked & known or asked & {fold(word) for word in words(one.text)}:
        return False
    pronoun = leading_pronoun(one.text)
    told = antecedent(one, pronoun.group().lower()) if pronoun else only_person(one)
    if told is None or asked & {fold(word) for word in words(told)}:
        return False
    return pronoun is not None or not (_MAY_MEAN.search(one.text) or attribute(one).speaker)


def of_another_relation(question: Question, one: Candidate) -> bool:
    """Asked is about somebody's father; the sentence, and the one before it, tell of a mother and of no father."""
    asked = set(words(fold(question.english))) & _RELATIONS.keys()
    if len(asked) != 1 or question.parts:
        return False
    (relation,) = asked
    before = [replace(one, index=one.index - 1)] if one.index else []
    around = " ".join(each.english for each in (*before, one))
    told = {each for each in _RELATIONS if _RELATIONS[each] & set(words(fold(around)))}
    return relation not in told and bool(told - _SEEN_FROM_THEM.get(relation, set()))


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
