"""A verb alone that takes the place of its opposite: "And end?" after "When did the strike start?"."""

from __future__ import annotations

import re

from bot.text.words import fold

_OPPOSITES = (  # of one form each, so that the sentence around them stays right
    "start begin open commence | end finish stop close conclude",
    "starts begins opens commences | ends finishes stops closes concludes",
    "started began opened commenced | ended finished stopped closed concluded",
    "leave depart | arrive return",
    "left departed | arrived returned",
    "win | lose",
    "won | lost",
    "buy | sell",
    "bought | sold",
    "rise | fall",
    "rose | fell",
    "born | die died",
    "empezo comenzo abrio inicio | termino acabo cerro finalizo concluyo",
    "empieza comienza abre | termina acaba cierra finaliza concluye",
    "salio partio | llego regreso volvio",
    "gano | perdio",
    "compro | vendio",
    "nacio | murio",
    "commence debute ouvert | fini termine ferme",
    "gagne | perdu",
    "achete | vendu",
)
_AGAINST = {
    word: frozenset(other.split())
    for pair in _OPPOSITES
    for one, other in (pair.split(" | "), pair.split(" | ")[::-1])
    for word in one.split()
}
_VERB_ALONE = re.compile(
    r"^\W*(?:and|or|but|y|o|e|pero|et|ou|mais)\s+(?:when\s+|cu[aá]ndo\s+|quand\s+)?(?P<verb>[^\W\d_]+)\W*$", re.I
)
_WORD = re.compile(r"[^\W\d_]+")


def opposite_asked(question: str, last: str) -> str | None:
    """The last question with the verb of this one; None unless it has one opposite of it."""
    match = _VERB_ALONE.match(question)
    against = _AGAINST.get(fold(match["verb"])) if match else None
    if match is None or against is None or "(" in last:
        return None
    places = [word for word in _WORD.finditer(last) if word.group().islower() and fold(word.group()) in against]
    if len(places) != 1:
        return None
    return last[: places[0].start()] + match["verb"] + last[places[0].end() :]
