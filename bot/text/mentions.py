"""Names in questions and answers, and which of them a "she" or "he" may stand for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.text.words import fold

Gender = Literal["f", "m"]

LOOKED_BACK = 300  # characters before a name; all of a long text, for each of its names, would take minutes

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w’'.-]*"
_ABBREVIATED = (
    "Mr",
    "Mrs",
    "Ms",
    "Dr",
    "St",
    "Sr",
    "Sra",
    "Dra",
    "Mme",
    "Prof",
    "Rev",
    "Gov",
    "Sen",
    "Rep",
    "Gen",
    "Col",
    "Capt",
    "Lt",
    "Sgt",
)
_GOES_ON = "|".join(  # behind a full stop a name goes on only after an initial or a title: "J. Lee", "Mrs. Lee"
    [
        r"(?<!\.)",
        r"(?<=\b[^\W\d_]\.)",
        *(rf"(?<=\b{one}\.)" for one in _ABBREVIATED),
    ]
)
_NAME = re.compile(
    rf"{_CAPITAL}(?:(?:{_GOES_ON})\s+(?:(?:de|del|de la|la|van|von|der|da|di|du|bin|al|el)\s+)?{_CAPITAL})*"
)
_LISTS = {
    # capitalised because a sentence starts there, or always, but not names
    "other": """a an the and or but so who whom whose what when where why how which is are was
        were do does did has have had in on at of to by for from with if can could will would should may i he she
        it they we you his her its their this that these those there then after before during once both some many
        most more tell give name show explain describe summarize summarise list please yes no not also el la los
        las un una y o pero quien quienes que cual cuales cuando donde como cuanto cuanta cuantos cuantas por para
        de del al en con sin es son era fue fueron esta estaba hay su sus ella ellos lo se segun dime explica
        resume le les une des et ou mais qui quoi quel quelle quels quelles quand comment combien pourquoi est
        sont dans pour sur il ils elle elles son sa ses ce cette ces selon dis raconte monday tuesday wednesday
        thursday friday saturday sunday january february march april may june july august september october
        november december lunes martes enero febrero marzo abril mayo junio julio agosto septiembre octubre
        noviembre diciembre lundi mardi janvier fevrier mars avril mai juin juillet aout septembre octobre
        novembre decembre""",
    # standing alone they count, or say when or where; "Seven Sisters" is a name all the same
    "no name alone": """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
        eighteen nineteen twenty thirty forty fifty hundred thousand dozens hundreds thousands several few another other others each
        every either neither nobody somebody anybody everybody someone anyone everyone nothing half later earlier last next now
        today yesterday tonight tomorrow soon still only even just here since until till while although though because unless despite
        during without within under over above below between among against instead meanwhile however afterwards therefore once
        asked seconds minutes hours days weeks months years outside inside back like unlike never always often sometimes perhaps
        dos tres cuatro cinco seis siete ocho nueve diez once doce veinte cien mil varios varias algunos algunas otro otra otros otras
        cada nadie alguien nada hoy ayer manana ahora aqui alli luego despues antes durante desde hasta entre sobre bajo aunque
        mientras tampoco siempre nunca ademas anos meses semanas dias horas
        deux trois quatre cinq sept huit neuf dix onze douze vingt cent mille plusieurs quelques autre autres chaque personne
        quelqu rien aujourd hier demain maintenant ici puis apres avant pendant depuis jusqu entre sous bien pourtant toujours jamais
        ans mois semaines jours heures minutes""",
    "titles": """president judge justice minister senator governor mayor director pope professor
        doctor dr captain inspector chief juez juge ministre writer author lawyer prosecutor spokesman spokeswoman
        coach general prof rev capt lt sgt representative colonel""",
    "titles of women": "mrs ms miss madame dame queen senora sra dra mme mlle actress presidenta ministra jueza",
    "titles of men": "mr sir king senor sr monsieur actor presidente ministro",
    # among the words of a place, a body, a people or a work, which is never "she" or "he"
    "no person": """court palace city state street river port harbour harbor island mountain valley
        lake county north south east west university college school hospital company corp inc ltd bank group party
        union club times post journal news press agency ministry department council committee commission police
        army navy church museum theatre theater stadium marathon cup league festival award prize act law treaty
        war battle affair case airlines airport station bridge association society institute center centre
        federation organization organisation united states kingdom republic corte tribunal palacio ciudad estado
        calle rio puerto isla universidad banco partido ministerio policia iglesia museo cour palais ville rue
        fleuve ile universite banque parti ministere eglise musee republique french english spanish british
        american mexican german italian russian chinese japanese canadian australian irish scottish welsh dutch
        swiss swedish danish norwegian finnish polish greek turkish indian brazilian argentine european african
        asian americans mexicans germans italians russians canadians australians europeans christian christians
        muslim muslims jewish jews catholic democrat democrats republican republicans""",
    # of these, family names as well: "Jane Street", "Mr. West"
    "family names too": "street church west north east south court post french english irish welsh german law christian calle",
    # a given name, and a place's or a church's
    "given to places": "victoria florence charlotte grace",
    "before a street": "on along down up off of near behind between opposite past through towards the",
    "titles of persons only": """mr mrs ms miss dr dra prof professor sir judge inspector captain capt lt sgt senator senor
        senora sra mme mlle madame monsieur""",
    # standing alone, nobody's name; those that are given names too (Israel, Jordan, Chad, Georgia) are left out
    "countries": """afghanistan albania algeria argentina armenia australia austria bangladesh belarus belgium bolivia brazil
        britain bulgaria cameroon canada chile china colombia congo croatia cuba cyprus denmark ecuador egypt england
        ethiopia europe africa asia america finland france germany ghana greece guatemala haiti honduras hungary iceland
        india indonesia iran iraq ireland italy jamaica japan kazakhstan korea kosovo lebanon libya lithuania mali malta
        mexico moldova mongolia morocco mozambique myanmar nepal netherlands nicaragua niger nigeria norway pakistan
        palestine panama paraguay peru philippines poland portugal qatar romania russia rwanda scotland senegal serbia
        singapore slovakia slovenia somalia spain sudan sweden switzerland syria taiwan tanzania thailand tunisia turkey
        uganda ukraine uruguay venezuela vietnam wales yemen zambia zimbabwe alemania argelia belgica brasil dinamarca
        egipto espana estados unidos francia grecia hungria inglaterra irlanda italia japon libano marruecos noruega peru
        polonia reino rusia suecia suiza turquia ucrania allemagne algerie angleterre autriche belgique bresil chine
        danemark espagne egypte etats unis grece inde irlande italie liban maroc mexique norvege pologne royaume uni
        russie suede suisse tunisie turquie""",
    "before a place": "in at near into inside outside across around en dans a to from",
    # "her school, Hill Primary", "the ferry Iona": what the name after them belongs to
    "things": """ship boat ferry vessel trawler tanker yacht barge school college church chapel club team pub hotel restaurant
        company firm brewery mill theatre cinema museum hospital clinic farm village town city suburb district island river
        newspaper magazine band novel book film song escuela colegio barco buque iglesia equipo empresa fabrica pueblo
        ciudad ecole navire bateau eglise equipe entreprise usine ville""",
    # given names of the three languages that leave little doubt
    "given to women": """mary maria marie anna ana anne emma olivia sophia sofia isabella lucia martina
        carmen laura julia elena claire camille chloe lea manon juliette charlotte elizabeth elisabeth catherine
        margaret susan sarah jessica jennifer linda patricia barbara karen nancy lisa sandra ashley emily michelle
        amanda melissa deborah stephanie rebecca rachel helen olga florence isabelle nathalie sylvie valerie
        sandrine veronique monique nicole brigitte rosa teresa pilar dolores beatriz silvia paula cristina
        alejandra gabriela daniela valentina camila fernanda angela victoria diana alice grace hannah kate jane
        joan greta ingrid eva ursula""",
    "given to men": """john james robert michael william david richard joseph thomas charles
        christopher daniel matthew anthony mark donald steven paul andrew joshua kenneth kevin brian george edward
        ronald timothy jason jeffrey ryan jacob gary nicholas nicolas eric jonathan stephen larry justin scott
        brandon benjamin samuel gregory alexander patrick frank raymond jack dennis peter henry juan jose luis
        carlos jorge pedro manuel francisco javier miguel antonio fernando sergio alberto ricardo eduardo roberto
        rafael pablo diego alejandro arturo gerardo enrique ramon jean pierre jacques francois philippe michel
        laurent olivier christophe guillaume julien mathieu antoine louis hugo lucas emmanuel etienne bernard
        gerard israel adam simon martin oscar felix max leo ivan boris""",
    "women": "woman girl mother wife daughter sister mujer madre esposa hija hermana femme mere fille soeur",
    "men": "man boy father husband son brother hombre padre esposo marido hijo hermano homme pere mari fils frere",
}
_WORDS = {name: frozenset(words.split()) for name, words in _LISTS.items()}
_FEMALE = _WORDS["titles of women"] | _WORDS["women"]
_MALE = _WORDS["titles of men"] | _WORDS["men"]
_TITLES = _WORDS["titles"] | _WORDS["titles of women"] | _WORDS["titles of men"]
_BEFORE_NAMES = _WORDS["other"] | _TITLES
_SHE_OR_HE = re.compile(r"\b(?:(she|ella|elle)|(?:he|él|il))\b", re.I)
_IN_HER_OWN = re.compile(  # whoever opens the sentence does it; after "said" and "that" it may be somebody else's
    r"(?!['’])(?:(?!\b(?:said|says|told|tells|that|who|whose|whom|and|but|while|when|against|mother|father|wife|husband)\b)[^.!?;:,“”\"«»])*?"
    r"\b(?:in|at|on|with|during|after|before|since)\s+(?P<whose>her|his)\s+[a-z]"
)
_STARTS = re.compile(r"(?:^|[.!?—–]\s+|\n\s*)$")
_TITLE_OF = {  # without the full stop a mountain pass, or a name of its own
    "Gov.": "governor",
    "Sen.": "senator",
    "Rep.": "representative",
    "Gen.": "general",
    "Col.": "colonel",
}
_ELIDED = re.compile(r"^(?:qu|l|d|c|j|n|s)['’]", re.I)
_INVERTED = re.compile(r"-(?:t-)?(?:ils?|elles?|on|ce|je|tu|nous|vous|moi|en|y)$")
_LETTERS = re.compile(r"[^\W\d_]+")
_OPENING = re.compile(r"(?:^|[.!?:;—–])\W*$")
_SENTENCE_END = re.compile(r"[.!?]\s")
_APPOSED = re.compile(rf"\b(?:{'|'.join(_WORDS['things'])})(?P<comma>,)?\s+[“\"«*_]*$")
_ADVERBIAL = re.compile(  # "At the church, Ana Ruiz, the mayor, ..."
    r"(?:^|[.!?]\s+)(?:\w+(?:ing|ed)|in|at|on|from|to|near|outside|inside|behind|before|after|en|desde|tras|dans|devant|a)\b[^.!?]*$"
)
_OF_A_THING = re.compile(
    r"\b(?:(?:of|for|del?|du|des)\s+|d['’])(?:\w+(?:\s+|['’])){0,3}$"
)  # "The head of the school, Ana Ruiz,"
_CLOSED = re.compile(r"[”\"»*_]*\s*(?:$|[,.;:)])")
_SAINT = re.compile(r"(?:St\.?|Saint)\s")  # a church or a school far more often than a person
_HER_OR_HIS = re.compile(r"\b(?:her|his|sus?|son|sa|ses)\b", re.I)
_ASKS_WHO = re.compile(
    r"^\W*(?:(?:and|but|so|y|et)\s+)?(?:(?:by|to|from|with|for|[àa]|de|par|pour|avec|chez|con|por|para)\s+)?(?:who|whom|qui[eé]n|quienes|qui)\b",
    re.I,
)


@dataclass(frozen=True)
class Mention:
    """A name where it stands."""

    name: str
    start: int
    before: str  # the word before it, folded; "" at the start
    titled: bool  # stands after a title: "Judge", "Mrs"
    gender: Gender | None  # what the words around it say
    opens: bool  # a single word that opens a sentence, where any word has a capital
    thing: bool = False  # a school's, a ship's: "her school, St. Jude's Primary"
    family: bool = False  # "Jane Street", "Mr. West": the last word is a name here, whatever else it is elsewhere

    @property
    def last(self) -> str:
        return fold(self.name.split()[-1])


def names(text: str) -> list[Mention]:
    """Capitalised runs, without the words that are capitalised only because a sentence starts there."""
    return [mention for match in _NAME.finditer(text) if (mention := _mention(text, match))]


def _mention(text: str, match: re.Match[str]) -> Mention | None:
    words = [_TITLE_OF.get(word) or _bare(word) for word in match.group().split()]
    dropped: list[str] = []
    while words and (words[0][:1].islower() or fold(words[0]) in _BEFORE_NAMES or not words[0]):
        dropped.append(fold(words.pop(0)))
    if (
        not words
        or all(len(word) == 1 for word in words)
        or (len(words) == 1 and fold(words[0]) in _WORDS["no name alone"])
    ):
        return None
    earlier = dropped or _LETTERS.findall(text, max(0, match.start() - LOOKED_BACK), match.start())
    before = fold(earlier[-1]) if earlier else ""
    first = fold(words[0])
    known = _WORDS["given to women"] | _WORDS["given to men"]
    female = before in _FEMALE or first in _WORDS["given to women"]
    gender: Gender | None = "f" if female else "m" if before in _MALE or first in _WORDS["given to men"] else None
    start = text.index(words[0], match.start())
    opens = len(words) == 1 and first not in known and bool(_OPENING.search(text, max(0, start - LOOKED_BACK), start))
    thing = before not in _TITLES and (bool(_SAINT.match(match.group())) or _is_apposed(text, start, match.end()))
    styled = bool(dropped) and before in _WORDS["titles of persons only"]
    family = _has_family_name([fold(word) for word in words], before, styled=styled)
    return Mention(" ".join(words), start, before, before in _TITLES, gender, opens, thing, family)


def _is_apposed(text: str, start: int, end: int) -> bool:
    """Whether the name says which ship or school was spoken of just before it."""
    before = fold(text[max(0, start - LOOKED_BACK) : start])
    noun = _APPOSED.search(before)
    if noun is None or not _CLOSED.match(text, end):
        return False
    return not (noun["comma"] and (_ADVERBIAL.search(before) or _OF_A_THING.search(before[: noun.start()])))


def _bare(word: str) -> str:
    """Without what hangs on: "Ruiz's", "L'Oréal", "Est-elle"."""
    word = _ELIDED.sub("", re.sub(r"['’]s?$", "", word).rstrip(".,-"))
    return word.split("-")[0].lower() if _INVERTED.search(word) else word


def is_given_name(folded: str) -> bool:
    return folded in _WORDS["given to women"] or folded in _WORDS["given to men"]


def may_be_person(mention: Mention) -> bool:
    words = {fold(word) for word in mention.name.split()} - ({mention.last} if mention.family else set())
    acronym = mention.name.isupper() and len(mention.name) <= 5
    no_person = words and (words & _WORDS["no person"] or words <= _WORDS["countries"])
    place = mention.before in _WORDS["before a place"]
    return not (acronym or no_person or place or mention.thing)


def _has_family_name(words: Sequence[str], before: str, *, styled: bool) -> bool:
    """ "Mr. West" and "Jane Street" are people; "King Street", "on Jane Street" and "Grace Church" are not."""
    if styled:
        return words[-1] in _WORDS["family names too"] | _WORDS["countries"]
    given = is_given_name(words[0]) and words[0] not in _WORDS["given to places"]
    return (
        len(words) == 2 and given and words[1] in _WORDS["family names too"] and before not in _WORDS["before a street"]
    )


def _genders_by_pronouns(text: str, mentions: Sequence[Mention]) -> dict[str, Gender]:
    """By last name: "she" or "he" speaks of the person named nearest before it in the sentence."""
    found: dict[str, Gender] = {}
    people = [mention for mention in mentions if may_be_person(mention)]
    starts = [mention.start for mention in people]
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    for match in _SHE_OR_HE.finditer(text):
        earlier = bisect_left(starts, match.start())
        if earlier and bisect_right(ends, starts[earlier - 1]) == bisect_right(ends, match.start()):
            found.setdefault(people[earlier - 1].last, "f" if match.group(1) else "m")
    return found


def _genders_by_their_own(text: str, mentions: Sequence[Mention]) -> dict[str, Gender]:
    """By last name: "Lee won in her first race" speaks of nobody but Lee."""
    found: dict[str, Gender] = {}
    people = [mention for mention in mentions if may_be_person(mention)]
    for at, mention in enumerate(people):
        end = mention.start + len(mention.name)
        until = people[at + 1].start if at + 1 < len(people) else end + LOOKED_BACK
        own = _IN_HER_OWN.match(text, end, min(until, end + LOOKED_BACK))
        if own and _STARTS.search(text, max(0, mention.start - LOOKED_BACK), mention.start):
            found.setdefault(mention.last, "f" if own["whose"] == "her" else "m")
    return found


@dataclass(frozen=True)
class Candidate:
    name: str
    score: float
    evident: bool = False  # the words around the name say that it is a "she" or a "he"


def people(
    asked: Sequence[str],
    answers: Sequence[str],
    gender: Gender | None,
    *,
    owner: bool = False,
    called: Mapping[str, Gender] | None = None,
) -> list[Candidate]:
    """Who "she" or "he" may be, best first; `asked` and `answers` are the conversation's, the latest first.

    `owner`: it is asked for what is hers or his ("How old is her trainer?"). `called`: by last name, what the one who
    asks has called them.
    """
    genders: dict[str, Gender] = dict(called or {})
    scores: dict[str, float] = {}
    shown: dict[str, str] = {}
    inside = {mention.last for text in (*asked, *answers) for mention in names(text) if not mention.opens}
    for text, weight in _weighted(asked, answers, owner):
        found = [mention for mention in names(text) if mention.last in inside]
        genders = {**_genders_by_pronouns(text, found), **_genders_by_their_own(text, found), **genders}
        for mention in found:
            if not may_be_person(mention):
                continue
            if mention.gender:
                genders.setdefault(mention.last, mention.gender)
            shown[mention.last] = max(shown.get(mention.last, ""), mention.name, key=len)
            sure = 0.5 * mention.titled + 0.5 * (1 < len(mention.name.split()) < 4)
            scores[mention.last] = max(scores.get(mention.last, 0.0), weight + sure)
    for text in (*asked[4:], *answers[2:]):  # too far back to be meant, and still about the same people
        genders = {**_genders_by_pronouns(text, names(text)), **genders}
        genders = {**{mention.last: mention.gender for mention in names(text) if mention.gender}, **genders}
    for last in scores:
        scores[last] += 1.5 * (gender is not None and genders.get(last) == gender)
    fitting = [last for last in scores if gender is None or genders.get(last, gender) == gender]
    return [
        Candidate(shown[last], scores[last], gender is not None and genders.get(last) == gender)
        for last in sorted(fitting, key=lambda last: -scores[last])
    ]


def _weighted(asked: Sequence[str], answers: Sequence[str], owner: bool) -> Iterator[tuple[str, float]]:
    """Questions count before answers, and the latest most; after "who ...?" the person asked for is in the answer.

    But after "Who taught Ana?" her trainer is Ana's, and not her teacher's.
    """
    for place, text in enumerate(asked[:4]):
        yield text, 4.0 / (1 + 0.5 * place)
    for place, text in enumerate(answers[:2]):
        wanted = place < len(asked) and _ASKS_WHO.search(asked[place]) and not (owner and _is_of(asked[place], text))
        yield text, (4.2 if wanted else 2.6) / (1 + 0.5 * place)


def _is_of(question: str, answer: str) -> bool:
    """Whether the answer tells of a person whom the question names: certain by name or title, or by "her grandmother"."""
    named = [mention for mention in names(question) if may_be_person(mention) and not mention.opens]
    first = next((mention.start for mention in names(answer) if may_be_person(mention)), 0)
    return bool(named) and (
        any(mention.gender or mention.titled for mention in named) or _HER_OR_HIS.search(answer[:first]) is not None
    )
