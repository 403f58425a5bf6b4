"""Whether a sentence holds the sort of words that a question asks for: a name, a date, a figure with its unit.

Works on English, Spanish and French sentences. It looks for the form only; whether it is the right name or date is for
the reader and the words around it to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.offline.counting import NUMBER, TIME_UNITS, counts
from bot.offline.questions import PEOPLE, Question
from bot.offline.when import AGO, MONEY_UNITS, MONTH
from bot.text.lexicon import MONTHS, NUMBER_WORDS, WEEKDAYS, word_set
from bot.text.mentions import may_be_person, names
from bot.text.words import fold, words

_IN_WORDS = "|".join(NUMBER_WORDS)
_YEARS_OLD = rf"(?:1[0-2]\d|[1-9]?\d|(?:{_IN_WORDS})(?:-(?:one|{_IN_WORDS}))?)(?![-’'.:]?\w)"
_NO_MORE = r"(?=\s*(?:[,.;:!?)”\"—–]|$)|,? (?:and|but|or|when|who|that|at the time|at his death|at her death|then|now|he|she|they|in (?:1|2)\d{3})\b(?! \d))"
_FORMS = {
    "date": rf"\b(?:1[0-9]|20)\d\d\b|\b(?:{MONTH})\b|\b(?:{'|'.join(WEEKDAYS)})s?\b|\b(?:yesterday|today|tomorrow|tonight|"
    r"ayer|hoy|hier|aujourd'hui|midnight|noon|dawn|spring|summer|autumn|winter|christmas|easter)\b|\b\d{1,2}(?::\d\d)? ?(?:a\.?m|p\.?m|h\d*)\b|"
    rf"\b(?:last|next|this|previous|following) (?:{TIME_UNITS}|night|morning|evening)|(?:{NUMBER} |\b(?:many|several|some|few) |\b){TIME_UNITS} (?:ago|later|earlier|before|after)|"
    rf"{AGO.pattern}|"
    r"\b\d{1,2}:\d\d\b|\b(?:at|by|around|before|after|until|till|since|from|las|vers) (?:[01]?\d|2[0-3])\.[0-5]\d\b(?! ?(?:%|per|[mb]illion|euros?|dollars?|pounds?))|\b\d{3,4}s\b|\bcentury\b",
    "duration": rf"{NUMBER}[- ](?:\w+[- ])?{TIME_UNITS}\b|\b(?:an?|un|une|una|the (?:whole|entire|past|last)|several|many|few|all) (?:\w+ )?{TIME_UNITS}\b|"
    r"\bovernight\b|\bfor life\b|\buntil\b|\bsince\b",
    "age": rf"{NUMBER}[- ](?:years?[- ]old|anos|ans)\b|\baged? (?:of )?{NUMBER}|\ba (?:la edad de|los) {NUMBER} anos|\ba l'age de {NUMBER}|, \d{{1,3}},|\b\d{{1,3}} ?(?:ans|anos)\b|\b(?:born|nacio|ne|nee) (?:in|en|le|on)\b|"
    r"\bin (?:his|her|their) (?:\w+ )?(?:teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|\d0s)|"
    rf"\b(?:still |now )?(?:only|just|barely|still) {_YEARS_OLD}(?=\s*[,;)—–])|"
    rf"\b(?:who|he|she|(?:when|while|because|although|though) (?!the |an? |its |th(?:is|at|ere|ose|ese) )(?:\w+ ){{1,4}}?)(?: ?['’]s| ?(?:is|was|were|turns?|turned|will be|would have been))"
    rf"(?: (?:now|still|only|just|barely|nearly|almost|about|already|not yet))* {_YEARS_OLD}{_NO_MORE}|"
    rf"\b(?:dies|died|dead|dying|retire[sd]?|married|widowed|orphaned) (?:[\w,]+ ){{0,5}}?at (?:just |only )?{_YEARS_OLD}{_NO_MORE}|"
    rf"^\W*at (?:just |only )?{_YEARS_OLD},? (?:he|she)\b",
    "money": rf"[$€£¥₹]\s?\d|\d\s?[$€£¥]|{NUMBER}(?:[- ](?:million|billion|thousand|hundred|millones|millions|mil)(?: de| d')?)?[- ]{MONEY_UNITS}\b|"
    rf"{NUMBER} (?:million|billion|millones|milliards?)\b|\b\d{{1,3}}(?:[., ]\d{{3}})+ [a-z]+s\b|\b(?:free of charge|for free)\b",
    "number": rf"{NUMBER}|\d ?%|\b(?:no|zero|single|only|several|nobody|no one)\b",
    "reason": r"\b(?:because|because of|due to|owing to|since|as a result|so that|in order to|after|for \w+ing|cause[sd]?|causing|blamed?|reason|"
    r"led to|thanks to|over|amid|therefore|according to|said|says|found|concluded|failed|to \w+|in protest|following|by \w+ing|"
    r"porque|debido a|por|a causa|tras|ya que|para|parce que|car|en raison|a cause|grace a|pour|afin|faute de|prompt\w*|trigger\w*|"
    r"spark\w*|mean(?:s|t|ing)|so|if|when|without)\b",
    "quote": r"[“”\"«»]|\b(?:said|says|told|tells|called|calls|claimed|declared|stated|explained|described|insisted|argued|added|wrote|"
    r"maintained|admitted|denied|warned|announced|promised|confirmed|according to|dijo|declaro|afirmo|dit|declare|affirme|selon|segun|"
    r"quoted|asked|replied|believes?|thinks?|condemn\w+|praised|criticis\w+|criticiz\w+|welcomed|blamed)\b",
    "place": r"\b(?:in|at|near|from|to|into|on|off|outside|inside|across|around|north|south|east|west|between|through|towards?|behind|"
    r"en|cerca de|hacia|desde|a|au|aux|dans|pres de|vers|chez|sur)\b(?: (?:the|a|an|el|la|los|le|les|un|una|une|his|her|their))?(?: \w+){0,2}",
}
_PATTERNS = {want: re.compile(pattern) for want, pattern in _FORMS.items()}
_WEEKDAY_ASKED = re.compile(r"\b(?:day of the week|weekday)\b")
_WEEKDAY_TOLD = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})s?\b")
_NAME = re.compile(
    r"[A-ZÀ-ÖØ-Þ][\w’'-]*(?:(?: (?:de|del|de la|van|von|der|al|bin|of the|of|and|&) | )[A-ZÀ-ÖØ-Þ][\w’'-]*)*"
)
_NOT_A_NAME = frozenset({*MONTHS, *WEEKDAYS}) | word_set(
    """i the a an he she they it we you his her their its this that these those there then when where while after
    before during once both some many most more only not and but or if as at by for from in into of on to with
    who what why how which no yes according mr mrs ms dr president judge justice minister king queen prince el la
    los las un una le les une des il elle en de du au al por para con sin sobre tras segun selon apres avant pour
    dans sur"""
)
_THINGS_ASKED = re.compile(
    r"\b(?:company|network|brand|supplier|airline|manufacturer|studio|label|team|group|organi\w+|agency|newspapers?|outlets?|party|bank|court|firm|school|university|gang|band|book|novel|film|series|"
    r"show|song|ship|boat|app|channel|station|magazine|country|publisher|museum|institute|hospital|union|church|club)s?\b"
)
_DESCRIBED = re.compile(
    r"\b(?:relatives|families|family|journalists|reporters|police|authorities|hunters|farmers|workers|residents|volunteers|officials|"
    r"protesters|students|teachers|experts|scientists|researchers|the (?:\w+ )?(?:wife|husband|mother|father|government|court|panel|council|"
    r"union|company|agency|ministry|brother|sister|media|parents|public|team|bank)|media|people|passengers|crew|neighbours|neighbors|"
    r"periodistas|policia|vecinos|riverains|habitants)\b"
)
_PLACES_ASKED = re.compile(
    r"\b(?:place|city|town|country|village|river|lake|island|street|region|state|capital|mountain|building)\b"
)
_BEFORE_A_PLACE = re.compile(
    r"\b(?:in|at|near|from|to|into|around|across|outside|inside|throughout|of northern|of southern|en|cerca de|à|au)\s+(?:the |central |northern |southern |eastern |western )?$",
    re.IGNORECASE,
)
PEOPLES = word_set(
    """french english spanish mexican american british german italian russian chinese japanese canadian
    australian irish scottish dutch swiss swedish danish norwegian polish greek turkish indian brazilian
    european african asian mexicans americans germans italians russians europeans frenchwoman frenchman"""
)


def holds(question: Question, text: str, already: frozenset[str] = frozenset()) -> bool | None:
    """None where the question does not ask for any one sort of words. `already` are folded words that do not count as a
    new name, such as those of the question."""
    if question.want is None:
        return None
    if question.want in ("person", "name"):
        return _names_it(question, text, already)
    folded = fold(text)
    if question.want == "number":
        return counts(question, folded)
    if question.want == "date" and _WEEKDAY_ASKED.search(fold(question.english)):
        return _WEEKDAY_TOLD.search(folded) is not None
    return _PATTERNS[question.want].search(folded) is not None


def _names_it(question: Question, text: str, already: frozenset[str]) -> bool:
    """A new name: a person's where a person is asked for, and no place's unless a place is."""
    asked = fold(question.english)
    if _PLACES_ASKED.search(asked):
        return any(True for _ in new_names(text, already))
    if _THINGS_ASKED.search(asked) or (question.want == "name" and not PEOPLE.search(asked)):
        return any(not placed for _, placed in _fresh_names(text, already))
    return any(
        may_be_person(mention) and not mention.opens and _is_new(mention.name, already) for mention in names(text)
    ) or bool(_DESCRIBED.search(fold(text)) and re.search(r"\bwho(?:m)?\b", asked))


def _is_new(name: str, already: frozenset[str]) -> bool:
    return any(fold(part) not in already and fold(part) not in PEOPLES for part in words(name))


def new_names(text: str, already: frozenset[str]) -> Iterator[str]:
    """Capitalised words that are not a sentence's beginning only, and not all known before."""
    return (name for name, _ in _fresh_names(text, already))


def _fresh_names(text: str, already: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """New names, and whether each stands where the name of a place would."""
    for match in _NAME.finditer(text):
        parts = [part for part in words(match.group()) if fold(part) not in _NOT_A_NAME]
        first = (
            match.start() == 0
            or text[: match.start()].rstrip(" “\"'«‘(").endswith((".", "?", "!", ":"))
            or not text[: match.start()].strip(" “\"'«‘(")
        )
        if first and len(parts) < 2 and not _follows_as_name(text, match.end()):
            continue
        fresh = [part for part in parts if fold(part) not in already and not part.isdigit() and len(part) > 1]
        if fresh:
            placed = _BEFORE_A_PLACE.search(text[: match.start()]) is not None or fold(fresh[0]) in PEOPLES
            yield " ".join(parts), placed


def _follows_as_name(text: str, end: int) -> bool:
    """A single capitalised word at a sentence's start is a name if a verb of speech, a comma or a possessive follows."""
    return (
        re.match(
            r"(?:[’']s)?,? (?:who|said|says|told|was|is|had|has|will|did|explained|added|declared|admitted|claimed|won|wrote|,)",
            text[end:],
        )
        is not None
    )
