"""What one part of a claim says stands in one sentence of its evidence: a claim is not put together from several.

Called by `support` and `translated`. "The pilot of the Cessna survived. The pilot of the Piper died." does not say that
the pilot of the Cessna died, though each of these words stands there. Another sentence may say another part of the claim,
or give the name behind a "she".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.proof.compared import Compared
from bot.proof.equals import only_links, only_says, pronouns
from bot.proof.evidence import Evidence, Place
from bot.proof.grammar import DETERMINERS, JOINTS, THE, is_a_verb
from bot.proof.naming import Mention, mentions, mentions_of
from bot.proof.times import dated, year
from bot.proof.wording import Token
from bot.text.lexicon import PLACE_WORDS, word_set

_JOINS = word_set("who which whose qui quien")  # what follows is said of what stands right before
_ANOTHER = word_set("other another second latter former third otro otra autre")
_HERE = word_set("here there aqui alli ici")
_AT = PLACE_WORDS - word_set("of with for to from about against behind")
_ABBREVIATION = 4  # letters, at most
_TITLE = 3  # words beside a name that say who it is


@dataclass(frozen=True)
class _Part:
    """Places of the claim's tokens that one sentence must say, and of whom it must say it."""

    tokens: tuple[int, ...]
    subject: tuple[int, ...]  # where it stands in another part


@dataclass(frozen=True)
class _Sentence:
    number: int  # among the evidence
    begin: int  # token of it
    tokens: tuple[Token, ...]

    def has(self, place: Place) -> bool:
        return place[0] == self.number and self.begin <= place[1] < self.begin + len(self.tokens)


def check_together(compared: Compared) -> str | None:
    sentences = list(_sentences(compared.evidence))
    if len(sentences) < 2:
        return None
    for part in _parts(compared.tokens, compared.language):
        if not any(_says(compared, part, sentences, one) for one in range(len(sentences))):
            first, last = compared.tokens[part.tokens[0]], compared.tokens[part.tokens[-1]]
            return f"no one sentence of the cited text says “{compared.text[first.start : last.end]}”"
    return None


def _sentences(evidence: Evidence) -> Iterator[_Sentence]:
    """Those of the articles, and those within one that was not told apart: "He was charged in May. Police ..."."""
    for number, sentence in enumerate(evidence.sentences):
        tokens = sentence.tokens
        ends = [at for at in range(1, len(tokens)) if tokens[at].first and not _abbreviated(tokens[at - 1])]
        for begin, end in pairwise([0, *ends, len(tokens)]):
            yield _Sentence(number, begin, tokens[begin:end])


def _abbreviated(token: Token) -> bool:
    """ "Gov. Ada Pell", and not "in May. Ada Pell"."""
    return token.kind != "date" and token.text[:1].isupper() and len(token.text) <= _ABBREVIATION


def _parts(tokens: Sequence[Token], language: str) -> Iterator[_Part]:
    subject: tuple[int, ...] = ()
    for piece in _pieces(tokens, language):
        own = _subject(tokens, piece, language)
        if tokens[piece[0]].folded in _JOINS:
            subject = _right_before(tokens, piece[0])
        elif own:
            subject = own
        yield _Part(tuple(piece), subject if not own else ())


def _pieces(tokens: Sequence[Token], language: str) -> list[list[int]]:
    """Parts with a verb of their own; what has none goes with the part that it belongs to."""
    made: list[list[int]] = []
    for at, token in enumerate(tokens):
        if not made or token.clause != tokens[at - 1].clause or token.folded in JOINTS.get(language, ()):
            made.append([])
        made[-1].append(at)
    kept: list[list[int]] = []
    for piece in made:
        alone = kept and not _has_a_verb(tokens, kept[-1], language) and not _apposition(tokens, kept[-1])
        if kept and (alone or not _has_a_verb(tokens, piece, language)):
            kept[-1].extend(piece)
        else:
            kept.append(list(piece))
    return kept


def _has_a_verb(tokens: Sequence[Token], piece: Sequence[int], language: str) -> bool:
    return any(is_a_verb(tokens, at, language) for at in piece)


def _apposition(tokens: Sequence[Token], piece: Sequence[int]) -> bool:
    """ "Luis Cano, the environment minister": who somebody is may stand in another sentence than what he did."""
    first = [at for at in piece if tokens[at].clause == tokens[piece[0]].clause]
    return len(first) < len(piece) and all(tokens[at].kind == "name" for at in first)


def _subject(tokens: Sequence[Token], piece: Sequence[int], language: str) -> tuple[int, ...]:
    """What stands before the verb; nothing, where the piece begins with its verb."""
    rest = [at for at in piece if tokens[at].folded not in JOINTS.get(language, ())]
    verb = next((n for n, at in enumerate(rest) if is_a_verb(tokens, at, language)), len(rest))
    return tuple(at for at in rest[:verb] if tokens[at].content or tokens[at].folded in pronouns(language))


def _right_before(tokens: Sequence[Token], at: int) -> tuple[int, ...]:
    """Whom "who" is about: the name before it, or the word."""
    before = mentions(tokens[:at])
    if before and before[-1].last == at - 1:
        return tuple(range(before[-1].first, before[-1].last + 1))
    word = next((n for n in range(at - 1, -1, -1) if tokens[n].kind == "word"), None)
    return () if word is None else (word,)


def _says(compared: Compared, part: _Part, sentences: Sequence[_Sentence], number: int) -> bool:
    """Whether a sentence has the words of the part, and its names or words that may stand for them."""
    mine = [
        m
        for m in mentions(compared.tokens)
        if any(at in (*part.tokens, *part.subject) for at in range(m.first, m.last + 1))
    ]
    one = sentences[number]
    if any(_dated_otherwise(compared, at, one) for at in part.tokens):
        return False
    there = mentions_of(mine, one.tokens)
    absent = [m for m in mine if not any(m.is_same(other) for other in there)]
    absent = [m for m in absent if not (m.left in _AT and _here(one))]
    if not all(_named_before(compared, m, number, sentences) for m in absent):
        return False
    if any(m.left in _AT for m in absent) or any(_another_ones_title(compared, m) for m in mine):
        return False
    strange = [at for at in part.tokens if _must_stand(compared, at) and not _stands(compared, at, one)]
    strange = [at for at in strange if not _title(compared, at, mine)]
    spoken, described = _openings(compared, part, one, mine)
    if strange and not (spoken and _one_thing(compared, strange, sentences[:number])):
        return False
    if len(absent) + bool(strange) > spoken + described:
        return False
    return bool(spoken + described) or _about_the_subject(compared, part, one)


def _dated_otherwise(compared: Compared, at: int, one: _Sentence) -> bool:
    """The sentence has another year, month or day than the claim, and not the claim's."""
    token = compared.tokens[at]
    if not dated(token) or _stands(compared, at, one):
        return False
    sort = (token.kind, token.key[:2] if token.kind == "date" else "")
    return any(dated(o) and (o.kind, o.key[:2] if o.kind == "date" else "") == sort for o in one.tokens)


def _must_stand(compared: Compared, at: int) -> bool:
    token = compared.tokens[at]
    if token.kind == "number":
        return at + 1 < len(compared.tokens) and compared.tokens[at + 1].kind == "word" and not year(token)
    if token.kind != "word" or only_says(compared.tokens, at) or only_links(compared.tokens, at):
        return False
    return bool(compared.places[at])


def _stands(compared: Compared, at: int, one: _Sentence) -> bool:
    return any(one.has(place) for place in compared.places.get(at, ()))


def _about_the_subject(compared: Compared, part: _Part, one: _Sentence) -> bool:
    words = [at for at in part.subject if compared.tokens[at].kind == "word" and compared.places[at]]
    return not words or any(_stands(compared, at, one) for at in words)


def _openings(compared: Compared, part: _Part, one: _Sentence, mine: Sequence[Mention]) -> tuple[int, int]:
    """How many words of the sentence may stand for somebody named elsewhere: pronouns, and "the company".

    Those after a name that the part does not have are about that name.
    """
    tokens = one.tokens
    foreign = (
        m
        for m in mentions(tokens)
        if not m.of_a_people
        and (m.left == "of" or m.left not in PLACE_WORDS)
        and not any(m.is_same(own) for own in mine)
    )
    stop = next((m.first for m in foreign), len(tokens))
    here = {
        place[1] - one.begin
        for n in (*part.tokens, *part.subject)
        for place in compared.places.get(n, ())
        if one.has(place)
    }
    if any(m.left in ("of", "'s") for m in mine):
        here = set()  # "the pilot of the Cessna" may well be "the pilot"
    spoken = sum(token.folded in pronouns(compared.spoken) for token in tokens[:stop])
    return spoken, sum(_description(tokens, at, here, compared.spoken) for at in range(stop))


def _description(tokens: Sequence[Token], at: int, taken: set[int], language: str) -> bool:
    """ "The company", if the claim has not taken it for something else, and nothing says whose or who it is."""
    if tokens[at].folded not in THE.get(language, ()):
        return False
    run: list[int] = []
    for n in range(at + 1, min(at + 4, len(tokens))):
        if tokens[n].kind not in ("word", "number") or is_a_verb(tokens, n, language):
            break
        run.append(n)
    if not run or taken & set(run) or any(tokens[n].folded in _ANOTHER for n in run):
        return False
    after = tokens[run[-1] + 1] if run[-1] + 1 < len(tokens) else None
    return after is None or (after.kind != "name" and after.folded not in ("of", "de", "du", "del"))


def _named_before(compared: Compared, mention: Mention, number: int, sentences: Sequence[_Sentence]) -> bool:
    """Who "she" is stands before her, in the same article."""
    article = compared.evidence.sentences[sentences[number].number].article_id
    return any(
        mention.is_same(other)
        for one in sentences[:number]
        if compared.evidence.sentences[one.number].article_id == article
        for other in mentions_of([mention], one.tokens)
    )


def _here(one: _Sentence) -> bool:
    return any(token.folded in _HERE for token in one.tokens)


def _another_ones_title(compared: Compared, mention: Mention) -> bool:
    """ "Governor Ada Pell" where the governor is somebody else: a title is a name in the claim, a word in the evidence."""
    for at in range(mention.first, mention.last):
        places = compared.places.get(at, ())
        words = places and all(compared.evidence.at(place).kind == "word" for place in places)
        if words and not _beside(compared, at, replace(mention, tokens=mention.tokens[-1:]), [mention]):
            return True
    return False


def _title(compared: Compared, at: int, mine: Sequence[Mention]) -> bool:
    """ "Environment minister Luis Cano": who he is may stand in another sentence, right beside his name."""
    if is_a_verb(compared.tokens, at, compared.language):
        return False
    for mention in mine:
        run = compared.tokens[at : mention.first]
        if run and all(token.kind == "word" for token in run) and _beside(compared, at, mention, mine):
            return True
    return False


def _beside(compared: Compared, at: int, mention: Mention, mine: Sequence[Mention]) -> bool:
    for one, place in compared.places[at]:
        tokens = compared.evidence.sentences[one].tokens
        for other in mentions_of(mine, tokens):
            before = 0 < other.first - place <= _TITLE
            after = 0 < place - other.last <= _TITLE and tokens[place].clause == tokens[other.last].clause + 1
            if mention.is_same(other) and (before or after):
                return True
    return False


def _one_thing(compared: Compared, strange: Sequence[int], earlier: Sequence[_Sentence]) -> bool:
    """ "The old bridge" for "it": words side by side after a determiner, from one sentence before."""
    determined = strange[0] and compared.tokens[strange[0] - 1].folded in DETERMINERS.get(compared.language, ())
    if not determined or strange[-1] - strange[0] != len(strange) - 1:
        return False
    if any(is_a_verb(compared.tokens, at, compared.language) for at in strange):
        return False
    return any(all(_stands(compared, at, before) for at in strange) for before in earlier)
