"""Negations, hedges, conditions, the future and speech that govern what a claim takes from its evidence come along.

Called by `support` and `abroad`.
"""

from __future__ import annotations

from bot.proof.compared import Compared
from bot.proof.conditions import carries, conditions_in, main_clause, questions_in
from bot.proof.evidence import EvidenceSentence
from bot.proof.grammar import LIGHT
from bot.proof.turning import Turn, carries_ahead, turns_of, verbs_ahead
from bot.proof.wording import Token, in_quotes
from bot.text.glossary import dictionary_form
from bot.text.lexicon import ATTRIBUTION, NOUN_HEDGES, REPORTED, SPEECH

NEAR = 8  # tokens within which a word of the claim may carry what governed its evidence
_SCOPE = 3  # content words that a verb governs
_OPEN = ("if", "whether", "unclear", "unknown", "unsure", "know", "decide", "si")  # leave a question open
_AHEAD = ("ahead", "should")


def check_governed(compared: Compared) -> str | None:
    return (
        _dropped(compared)
        or _told_as_past(compared)
        or _without_its_condition(compared)
        or _added_negation(compared)
        or _added_hedge(compared)
        or _added_speech(compared)
        or _unattributed_speech(compared)
    )


def _dropped(compared: Compared) -> str | None:
    """Every word that turns what the claim takes has one of its own in the claim: two hedges are not carried by one."""
    for one, sentence in enumerate(compared.evidence.sentences):
        turning = [turn for turn in turns_of(sentence.tokens, compared.spoken) if turn.how not in _AHEAD]
        used: set[int] = set()
        for turn in sorted(turning, key=lambda turn: not _repeated(compared, sentence.tokens[turn.at])):
            taken = _taken(compared, one, _said_by(sentence, turn, compared.spoken), _each_alone(sentence, turn))
            if taken and not _carried(compared, turn, taken, sentence.tokens[turn.at], used):
                return _said(turn)
    return None


def _told_as_past(compared: Compared) -> str | None:
    """What will be, or should be, is not told as what is or was."""
    for one, sentence in enumerate(compared.evidence.sentences):
        for turn in turns_of(sentence.tokens, compared.spoken):
            if turn.how not in _AHEAD:
                continue
            for verb in verbs_ahead(sentence.tokens, turn, compared.spoken):
                taken = [at for at, places in compared.places.items() if (one, verb) in places]
                taken = [at for at in taken if compared.tokens[at].kind == "word"]
                if taken and not any(carries_ahead(compared.tokens, at, turn.how, compared.language) for at in taken):
                    return _said(turn)
    return None


def _without_its_condition(compared: Compared) -> str | None:
    for one, sentence in enumerate(compared.evidence.sentences):
        for at, verb in questions_in(sentence.tokens):
            told = any((one, verb) in places for places in compared.places.values())
            if told and not any(token.folded in _OPEN for token in compared.tokens):
                return f"it drops the “{sentence.tokens[at].text}” of the cited sentence"
        for at in conditions_in(sentence.tokens):
            words = main_clause(sentence.tokens, at)
            said = [n for n in words if any((one, n) in places for places in compared.places.values())]
            enough = words and (len(said) == len(words) if len(words) <= 2 else 2 * len(said) >= len(words))
            clause = [token for token in sentence.tokens if words and token.clause == sentence.tokens[words[0]].clause]
            if enough and not carries(compared.tokens, sentence.tokens[at], clause):
                return f"it drops the condition “{sentence.tokens[at].text}” of the cited sentence"
    return None


def _repeated(compared: Compared, token: Token) -> bool:
    return any(said.key == token.key and said.kind == token.kind for said in compared.tokens)


def _said(turn: Turn) -> str:
    what = {"not": "negation", "hedge": "hedge", "unreal": "condition"}.get(turn.how, "word")
    return f"it drops the {what} “{turn.text}” of the cited sentence"


def governed(sentence: EvidenceSentence, turn: Turn) -> list[int]:
    """The tokens of a sentence whose meaning the turn changes."""
    token = sentence.tokens[turn.at]
    if turn.how == "hedge" and (token.folded in NOUN_HEDGES or turn.text.lower() == "so called"):
        return _next_content(sentence, turn.last, 1)
    if _closes(sentence, turn):
        return _previous_content(sentence, turn.at, _SCOPE)
    return _next_content(sentence, turn.last, 2 if token.kind == "not" else _SCOPE)


def _said_by(sentence: EvidenceSentence, turn: Turn, language: str) -> list[int]:
    """Without verbs that say nothing of their own: "n'a pas fait appel" is about the "appel"."""
    found = governed(sentence, turn)
    if language == "en":
        return found
    carrying = [n for n in found if dictionary_form(sentence.tokens[n].text, language) not in LIGHT.get(language, ())]
    return carrying or found


def _each_alone(sentence: EvidenceSentence, turn: Turn) -> bool:
    """ "whether she was guilty or innocent" says neither."""
    return sentence.tokens[turn.at].folded == "whether" and any(t.folded == "or" for t in sentence.tokens[turn.at :])


def _next_content(sentence: EvidenceSentence, at: int, most: int) -> list[int]:
    """Content words up to the end of the clause; a comma or an "and" ends it once something has been governed."""
    found: list[int] = []
    for place in range(at + 1, len(sentence.tokens)):
        token = sentence.tokens[place]
        if found and token.clause != sentence.tokens[place - 1].clause and token.clause > sentence.tokens[at].clause:
            break
        if found and token.folded in ("and", "but"):
            break
        if token.kind == "word":
            found.append(place)
        if len(found) == most:
            break
    return found


def _previous_content(sentence: EvidenceSentence, at: int, most: int) -> list[int]:
    clause = sentence.tokens[at].clause
    before = [n for n in range(at) if sentence.tokens[n].clause < clause and sentence.tokens[n].kind == "word"]
    return before[-most:]


def _closes(sentence: EvidenceSentence, turn: Turn) -> bool:
    """A hedge in a short last clause looks back: "..., police alleged."; so does a clause of its own."""
    token = sentence.tokens[turn.at]
    if turn.how != "hedge":
        return False
    mine = [n for n, other in enumerate(sentence.tokens) if other.clause == token.clause]
    later = any(other.clause > token.clause and other.content for other in sentence.tokens)
    return token.clause > 0 and len(mine) <= 4 and (not later or len(mine) == 1)


def _taken(compared: Compared, one: int, tokens: list[int], each: bool) -> list[int]:
    """Places in the claim of the governed words; none unless the first or most of them are taken, or `each` counts."""
    words = [at for at in compared.places if compared.tokens[at].kind == "word"]
    where = {place: at for at in words for place in compared.places[at]}
    taken = [(n, where[(one, token)]) for n, token in enumerate(tokens) if (one, token) in where]
    if not taken:
        return []
    if taken[0][0] > 0 and len(taken) < 2 and not each:
        return []
    return [at for _, at in taken]


def _carried(compared: Compared, turn: Turn, taken: list[int], token: Token, used: set[int]) -> bool:
    """Whether the claim turns the same words in the same way, by a word that does not already stand for another."""
    first = min(taken)
    near = [
        at
        for at in range(len(compared.tokens))
        if at not in used and (0 <= first - at <= NEAR or any(abs(at - place) <= 3 for place in taken))
    ]
    hows = {at: one.how for one in turns_of(compared.tokens, compared.language) for at in range(one.at, one.last + 1)}
    same = [at for at in near if _same_turn(compared.tokens[at], token)]
    alike = [at for at in near if hows.get(at) == turn.how and not _elsewhere(compared, at, token)]
    if carrying := [*same, *alike]:
        used.add(carrying[0])
        return True
    if turn.how == "hedge" and token.folded in REPORTED:
        return _attributed(compared, taken)
    return turn.how == "unreal" and any(said.folded in ("would", "could", "if") for said in compared.tokens)


def _same_turn(said: Token, token: Token) -> bool:
    return said.folded == token.folded or said.key == token.key


def _elsewhere(compared: Compared, at: int, token: Token | None) -> bool:
    """The claim's "without" stands for the evidence's "without", and not for its "denied" as well."""
    said = compared.tokens[at]
    return (token is None or said.folded != token.folded) and any(
        other.folded == said.folded for sentence in compared.evidence.sentences for other in sentence.tokens
    )


def _attributed(compared: Compared, taken: list[int]) -> bool:
    """The claim says first that somebody said so, or puts the words between quotation marks."""
    first = min(taken)
    said = any(
        compared.tokens[at].folded in ATTRIBUTION and not _elsewhere(compared, at, None)
        for at in range(max(0, first - NEAR), first)
    )
    place = compared.tokens[first].start
    return said or any(start <= place < end for start, end in in_quotes(compared.text))


def _turned(tokens: tuple[Token, ...], how: str) -> list[Turn]:
    return [turn for turn in turns_of(tokens) if turn.how == how]


def _added_negation(compared: Compared) -> str | None:
    said = _turned(compared.tokens, "not")
    there = any(_turned(sentence.tokens, "not") for sentence in compared.evidence.sentences)
    return f"the negation “{said[0].text}” is not in the cited text" if said and not there else None


def _added_hedge(compared: Compared) -> str | None:
    said = _turned(compared.tokens, "hedge")
    if not said or _hedged_or_spoken(compared):
        return None
    return f"the hedge “{said[0].text}” is not in the cited text"


def _hedged_or_spoken(compared: Compared) -> bool:
    return any(
        _turned(sentence.tokens, "hedge")
        or any(sentence.speech)
        or any(token.folded in SPEECH for token in sentence.tokens)
        for sentence in compared.evidence.sentences
    )


def _added_speech(compared: Compared) -> str | None:
    said = next((token for token in compared.tokens if token.folded in SPEECH), None)
    if said is None:
        return None
    there = _hedged_or_spoken(compared)
    return None if there else f"the cited text does not say that anybody “{said.text}” so"


def _unattributed_speech(compared: Compared) -> str | None:
    """What stands between quotation marks is somebody's word for it."""
    if compared.attributed or compared.quoted:
        return None
    spoken, plain = 0, 0
    for at, token in enumerate(compared.tokens):
        if token.kind != "word" or not compared.places.get(at):
            continue
        inside = all(compared.evidence.sentences[one].speech[there] for one, there in compared.places[at])
        if token.folded in SPEECH and not inside:
            return None
        spoken, plain = spoken + inside, plain + (not inside)
    if spoken <= plain:
        return None
    if any(token.folded in SPEECH and not compared.places.get(at) for at, token in enumerate(compared.tokens)):
        return None
    return "it gives as a fact what the cited text quotes somebody as saying"
