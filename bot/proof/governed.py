"""Negations, hedges, conditions and speech that govern the words a claim takes from its evidence must come along."""

from __future__ import annotations

from bot.proof.evidence import EvidenceSentence
from bot.proof.support import Compared
from bot.proof.wording import Token, in_quotes
from bot.text.lexicon import ATTRIBUTION, DENIALS, HEDGES, NOUN_HEDGES, REPORTED, SPEECH, UNREAL

NEAR = 8  # tokens within which a word of the claim may carry what governed its evidence
_SCOPE = 3  # content words that a verb governs


def check_governed(compared: Compared) -> str | None:
    return (
        _dropped(compared)
        or _added_negation(compared)
        or _added_hedge(compared)
        or _added_speech(compared)
        or _unattributed_speech(compared)
    )


def turns(token: Token) -> str | None:
    """How a word turns what it governs: "not", "hedge" or "unreal"."""
    if token.kind == "not" or token.folded in DENIALS:
        return "not"
    if token.kind in ("date", "name"):
        return None  # the month of May
    if token.folded in NOUN_HEDGES or token.folded in HEDGES:
        return "hedge"
    return "unreal" if token.folded in UNREAL else None


def _dropped(compared: Compared) -> str | None:
    """Every word that turns what the claim takes has one of its own in the claim: two hedges are not carried by one."""
    for one, sentence in enumerate(compared.evidence.sentences):
        turning = [(at, token, how) for at, token in enumerate(sentence.tokens) if (how := turns(token))]
        used: set[int] = set()
        for at, token, how in sorted(turning, key=lambda item: not _repeated(compared, item[1])):
            taken = _taken(compared, one, governed(sentence, at, how))
            if taken and not _carried(compared, how, taken, token, used):
                return _said(how, token)
    return None


def _repeated(compared: Compared, token: Token) -> bool:
    return any(said.key == token.key and said.kind == token.kind for said in compared.tokens)


def _said(how: str, token: Token) -> str:
    what = {"not": "negation", "hedge": "hedge", "unreal": "condition"}[how]
    return f"it drops the {what} “{token.text}” of the cited sentence"


def governed(sentence: EvidenceSentence, at: int, how: str) -> list[int]:
    """The tokens of a sentence whose meaning the token at `at` turns."""
    token = sentence.tokens[at]
    if how == "hedge" and token.folded in NOUN_HEDGES:
        return _next_content(sentence, at, 1)
    if how == "not" and token.kind == "not":
        after = _next_content(sentence, at, 2)
    else:
        after = _next_content(sentence, at, _SCOPE)
    if _closes(sentence, at):
        return _previous_content(sentence, at, _SCOPE)
    return after


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


def _closes(sentence: EvidenceSentence, at: int) -> bool:
    """A hedge in a short last clause looks back: "..., police alleged."; so does a clause of its own."""
    token = sentence.tokens[at]
    if turns(token) != "hedge":
        return False
    mine = [n for n, other in enumerate(sentence.tokens) if other.clause == token.clause]
    later = any(other.clause > token.clause and other.content for other in sentence.tokens)
    return token.clause > 0 and len(mine) <= 4 and (not later or len(mine) == 1)


def _taken(compared: Compared, one: int, tokens: list[int]) -> list[int]:
    """Places in the claim of the governed words; none unless the first or most of them are taken."""
    words = [at for at in compared.places if compared.tokens[at].kind == "word"]
    where = {place: at for at in words for place in compared.places[at]}
    taken = [(n, where[(one, token)]) for n, token in enumerate(tokens) if (one, token) in where]
    if not taken:
        return []
    if taken[0][0] > 0 and len(taken) < 2:
        return []
    return [at for _, at in taken]


def _carried(compared: Compared, how: str, taken: list[int], token: Token, used: set[int]) -> bool:
    """Whether the claim turns the same words in the same way, by a word that does not already stand for another."""
    first = min(taken)
    near = [
        at
        for at in range(len(compared.tokens))
        if at not in used and (0 <= first - at <= NEAR or any(abs(at - place) <= 3 for place in taken))
    ]
    same = [at for at in near if _same_turn(compared.tokens[at], token)]
    alike = [at for at in near if turns(compared.tokens[at]) == how and not _elsewhere(compared, at, token)]
    for at in [*same, *alike]:
        used.add(at)
        return True
    if how == "hedge" and token.folded in REPORTED:
        return _attributed(compared, taken)
    return how == "unreal" and any(said.folded in ("would", "could", "if") for said in compared.tokens)


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


def _added_negation(compared: Compared) -> str | None:
    said = next((token for token in compared.tokens if turns(token) == "not"), None)
    if said is None:
        return None
    there = any(turns(token) == "not" for sentence in compared.evidence.sentences for token in sentence.tokens)
    return None if there else f"the negation “{said.text}” is not in the cited text"


def _added_hedge(compared: Compared) -> str | None:
    said = next((token for token in compared.tokens if turns(token) == "hedge"), None)
    if said is None:
        return None
    there = any(
        turns(token) == "hedge" or token.folded in SPEECH or spoken
        for sentence in compared.evidence.sentences
        for token, spoken in zip(sentence.tokens, sentence.speech, strict=True)
    )
    return None if there else f"the hedge “{said.text}” is not in the cited text"


def _added_speech(compared: Compared) -> str | None:
    said = next((token for token in compared.tokens if token.folded in SPEECH), None)
    if said is None:
        return None
    there = any(
        token.folded in SPEECH or turns(token) == "hedge" or spoken
        for sentence in compared.evidence.sentences
        for token, spoken in zip(sentence.tokens, sentence.speech, strict=True)
    )
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
