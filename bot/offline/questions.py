"""What a question asks for: its kind, the sort of words that would answer it, and the words that any answer must fit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from bot.offline.alternatives import Offered, offered
from bot.offline.cutting import cut
from bot.offline.indirect import direct
from bot.offline.library_asked import asks_of_library
from bot.offline.wrapping import unwrapped
from bot.text.glossary import in_english
from bot.text.lexicon import word_set
from bot.text.mentions import names
from bot.text.words import STOP_WORDS, fold, terms

Kind = Literal["fact", "yes_no", "why", "said", "who_said", "list", "summary", "chronology", "definition", "about"]
Want = Literal["person", "date", "place", "number", "money", "duration", "age", "reason", "quote", "name"]

_SHORTLY = r"(?:briefly|in short|in brief)"
_ASKING = {  # read on folded English; other languages are put into rough English first
    "chronology": r"\b(?:timeline|time line|chronolog\w*|sequence of events|in date order|order of events|"
    r"(?:events|history|story|what happened|case|affair)(?:,? \w+){0,6},? (?:by date|year by year|step by step|with dates?))\b|"
    # "in order", and neither "in order to" nor "Were the papers in order?"
    r"^(?!\W*(?:is|are|was|were|did|does|has|had)\b).*(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )\bin order(?= of (?:time|dates?|events)\b|[,;:]|\W*$"
    r"| (?:what|how|the (?:events|steps|story))\b)",
    "summary": r"\b(?:summar(?:ies|i[sz]\w*|y(?! (?:execution|justice|judge?ment|dismissal|trial|offen[cs]e|conviction)s?\b))|sum (?:it |this |that |them )?up|overview|gist|main points?|key (?:points?|facts?)|"
    r"in (?:a few|two|three|four|five|several) (?:lines|sentences|words)|what (?:is|was) (?:the|this) (?:story|case|affair|article|news) about|"
    r"tell me (?:about|everything)|recap|"
    r"^(?:please )?(?:(?:give|list|suggest|name)(?: me| us)? )?(?:(?:a few|some|the|three|four|five|six|ten|\d+|main|good|best) ){0,3}key ?words(?: (?:for|of|on|about|from)|(?:,? please)?(?=\W*$)))\b|"
    # "briefly" is of the answer where it leads, hangs on at the end, or goes with what is to be told
    rf"^\W*(?:(?:and|please|so|now|(?:can|could|would|will) you)\W+)*(?:{_SHORTLY}\b|(?:tell|explain|describe|outline|recount|sketch|give|say)\b.*\b{_SHORTLY}\b)|"
    rf"(?:[,;–—-] ?(?:but )?|^what happened.* ){_SHORTLY}(?:,? please)?\W*(?:\([^()]*\)\W*)?$",
    "who_said": r"^(?:and |so )?(?:who|which (?:\w+ ){1,3}|whose)\s*(?:was it (?:who|that) )?(?:\w+ ){0,2}?(?:said|says|told|claimed|called|declared|stated|"
    r"described|wrote|complained|insisted|argued|explained|words|quote|asked|admitted|warned|announced)\b",
    "said": r"\b(?:what|how) (?:\w+ ){0,2}?(?:did|does|do|has|have|had|was|were) .{2,80}?\b(?:say|said|tell|told|claim|claimed|declare|declared|state|stated|"
    r"explain|explained|describe|described|call|called|comment|argue|react|respond|reply|think|answer|announce|promise|maintain)\b|"
    r"\bwhat (?:is|was|are|were) .{2,60}?(?:view|opinion|reaction|response|explanation|comment|position|statement|words)s?\b|"
    r"\baccording to\b|\bin .{2,40}(?:'s|s') (?:view|opinion|words)\b",
    "why": r"\b(?:why|how come|what (?:\w+ ){0,3}?(?:reasons?|(?:the|two|three|other|main|real|likely|probable|possible|exact|root) causes?|the caused of)|for what reasons?|because of what|reasons? (?:for|why)|cause of)\b|"
    # "What caused the fire?"; "What company made the engines?" asks for the company, "What damage was caused?" for the damage
    r"\bwhat (?:(?:is|was|were|has|have|had|did|could|might|may|it|that|who|what|exactly|really|first|then|finally|eventually|also|else) )*(?:reasons?|causes?|caused(?! by\b)|led|prompted|triggered"
    r"|made(?! (?:of|from|by|for|up|in)\b))\b|\bwhat (?:is|was|were|are) .{2,60}? caused by\W*$",
    "definition": r"^(?:and |so )?(?:who|what) (?:is|are|was|were) (?:the |an? )?[^,?]{2,60}\??$|^\w*,? ?who (?:is|was) .{2,40}\?$|^what does .{2,40} mean\b",
    "list": r"\b(?:list|name|give|cite|enumerate) (?:me )?(?:the |all |any |some |every |at least )?(?:two|three|four|five|six|seven|\d|names|all|different|various|other)\b|"
    r"^(?:please )?(?:list|enumerate)\b|\b(?:which|what) (?:two|three|four|five|six|seven) \w+|\bwhat (?:are|were) the (?:\w+ )?(?:names|things|reasons|charges|measures|steps|crimes)\b",
}
_NO_DEFINITION = re.compile(
    r"\b(?:names?|called|named|age|reason|cause|charges|number|date|worth|insured)\b"
    r"|^(?:and |so )?what (?:is|are|was|were) (?:\w+ ){1,3}(?:accused|suspected|charged|convicted|guilty|made|used|known) (?:of|with|for|from)\b"
)
_WHO_UNDERGOES = re.compile(  # "Who was hurt in the fall?", and not "who was ahmed?"
    r"^\W*(?:and |so )?who (?:is|are|was|were) (?:not |also |later |then |to be )*(?:arrested|injured|wounded|killed|murdered|blamed|accused|suspected"
    r"|charged|convicted|sentenced|jailed|freed|released|rescued|evacuated|elected|appointed|named|chosen|fired|sacked|dismissed|suspended|banned|fined|awarded"
    r"|hired|invited|interviewed|questioned|detained|deported|kidnapped|robbed|attacked|hit|hurt|shot|held|sent|given|told|paid|sued|beaten|caught|stolen|seen"
    r"|bitten|replaced|promoted|defeated|nominated|honoured|honored|criticised|criticized|praised|cleared|acquitted|pardoned|affected|involved|born|known for)\b"
)
_KIND_ORDER: tuple[Kind, ...] = ("chronology", "summary", "who_said", "why", "list", "said")
_OUTRANKED = ("why", "list", "said")  # by a leading "did" or the like
_LEADS_WITH_WHY = re.compile(r"^\W*(?:(?:and|so|but|then) )?why\b")
_ASKED_TO_TELL = re.compile(
    r"(?:can|could|would|will) (?:you|somebody|someone|anybody|anyone)\b|(?:is|would) it (?:be )?possible to\b"
)
_KINDS = {kind: re.compile(pattern) for kind, pattern in _ASKING.items()}
_YES_NO = re.compile(
    r"^(?:and |so |but |then |now )?(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would|should|may|might|must)(?:n't)? \w|"
    r"[,;] (?:is|are|was|were|did|does|do|has|have|had) (?:it|he|she|they|that|there)\b|^(?:is|was) it true\b|\bwhether\b"
)
_ASKS_FOR = re.compile(r"\b(?:who|whom|whose|what|which|when|where|why|how)\b")
_CLAUSE = re.compile(r"(?P<before>\w+) (?:who|whom|whose|which|when|where|why|how)\b")
_VERB_AT_THE_END = re.compile(  # and not the clause's own: "the year when the street was named"
    r"^what (?:is|was|are|were) .*(?<!\bis)(?<!\bwas)(?<!\bare)(?<!\bwere)(?<!\bbeen) (called|named)\W*$"
)
_JOINS = word_set("and or about know knows known tell told me us see exactly precisely since until")
_SAYING = word_set(
    """say says said mention mentions state states stated clear specify specified report reported reveal revealed
    explain explained confirm confirmed announce announced remember remembered decide decided disclose disclosed"""
)
_WRONGDOING = (
    "guilt guilty innocent crime criminal kidnap kidnapper murder murderer kill killer steal thief theft fraud corrupt bribe "
    "abuse rape launder terrorist traffic smuggle embezzle cheat rob assault gang involved responsible fault complicit "
    "accomplice lie sabotage negligent plot conspire forge"
)
_THINKS = re.compile(r"\b(?:think|believe|say|says|said|claim|consider|accept|agree|report)\b")
TOPIC = re.compile(r"\s*\([^()]*\)\W*$")  # what a follow-up is about, in brackets
_CRIMES_AS_NAMES = re.compile(  # "the kidnapping case": nobody is said to have done it
    r"\b(?:the|a|an|this|that|his|her|their) (?:\w+[- ])?(?:kidnap\w*|murder\w*|gang|fraud|corrupt\w*|theft|crime|criminal|abuse|"
    r"terror\w*)(?:'s)? (?:case|affair|scandal|trial|victims?|story|inquiry)\b"
)
_WANTED: tuple[tuple[Want, str], ...] = (
    ("name", r"\b(?:what|which) (?:\w+ )?(?:firm|company|channel|network|school|publisher|university|club|brand|supplier|airline|church|museum|ship|institute|manufacturer|studio|label)(?:es|s)?\b|\b(?:what|which|whats) (?:is|was|are|were|'s)? ?(?:the )?(?:\w+ )?names?\b|\bnames? of\b|\bwhat (?:is|was|are|were) .{2,60}(?:called|named)\b|\bhow (?:is|was|are|were) .{2,60}(?:called|named)\b|^name (?:the|a|an|one|two|three|four|all)\b|\bsurname\b|\bby name\b"),
    ("date", r"^\W*(?:until|since) when\b"),
    ("age", r"\bhow old\b|\bwhat age\b|\bage (?:of|was|is|when|now)\b|\bages?\b.{0,20}$"),
    ("duration", r"\bhow much (?:\w+ )?time\b"),
    ("money", r"\bhow much (?:money|compensation|ransom|pay|tax)\b|\bhow much\b.{0,60}\b(?:cost|costs|pay|paid|pays|earn|earns|earned|worth|charge|spend|spent|owe|owed|insured|sold|fined|price|invest\w*|raise money|ticket)\b|\b(?:price|cost|salary|sum|fee|budget)\b|\binsured for\b|\bworth\b"),
    ("duration", r"\bhow long\b|\bhow many (?:\w+ )?(?:years|months|weeks|days|hours|minutes|seconds|decades)\b|\blength of (?:time|her|his|the)\b|\bduration\b|\b(?:what|which) (?:\w+ )?(?:prison|jail) (?:term|sentence)s?\b|\b(?:what|which) sentences? .{0,40}\b(?:serv\w+|get|got|receiv\w+|hand\w*|face[ds]?|given)\b"),
    ("number", r"\bhow many\b|\bhow much\b|\bhow (?:far|fast|high|big|large|tall|deep|wide|heavy|strong|hot|cold)\b|\b(?:what|which) (?:\w+ )?(?:number|percent\w*|share|figure|rate|distance|size|score|total)\b|\bby how\b|\bnumber of\b"),
    ("date", r"\bwhen\b|\b(?:what|which) (?:\w+ )?(?:year|date|day|month|time|season|century|decade|week)\b|\b(?:date|year|day) (?:of|was|did|is|when)\b|\bsince when\b|\buntil when\b|\bexact date\b"),
    ("place", r"\bwhere\b|\b(?:what|which) (?:\w+ )?(?:place|city|town|country|village|region|street|location|state|county|district|hospital|prison(?! (?:term|sentence)s?)|building|airport)\b|\b(?:place|city|town|country|location) (?:of|where|did|was)\b"),
    ("person", r"\bwho\b|\bwhom\b|\bwhose\b|\bwhich of (?:the|these|those) (?:\w+ )?(?:judges|justices|presidents|men|women|people|ministers|lawyers|players|victims|leaders)\b|\b(?:what|which) (?:(?!(?:did|do|does|is|are|was|were|has|have|had|will|would|can|could)\b)\w+ )?(?:person|man|woman|lawyer|judge|president|minister|director|author|writer|actor|actress|official|officer|politician|spokes\w+|people|expert|scientist|player|coach|mayor|journalist|reporter|doctor|engineer|leader|chief|owner|winner|rider|runner|team|group|organi\w+|agency|newspaper|outlet|party|bank|court)s?\b"),
    ("reason", r"\bwhy\b|\bhow come\b|^(?!.*\b(?:what|which|how (?:many|much))\b.*\bcaused by \w).*\b(?:reason|cause|caused)\b"),
    ("quote", r"\b(?:said|say|quote|quoted|words|told|tell)\b"),
)  # fmt: skip
_WANTS = tuple((want, re.compile(pattern)) for want, pattern in _WANTED)
_PLACE_OF_SOMETHING = re.compile(  # "What prison conditions did she face?" asks for no prison
    r"^(?P<which>\W*(?:and |so |but )?(?:what|which) )(?:city|town|country|village|region|street|state|county|district|hospital|prison|building|airport) "
    r"(?!(?:did|do|does|is|are|was|were|has|have|had|will|would|can|could|should|may|might|must|xxx|i|he|she|it|they|we|you|there|now|also|only|still|first|ever|never|once"
    r"|then|later|already|always|not|that|which|who|else|terms?|sentences?|exactly|in|on|at|of|to|from|for|with|by|near|\w+(?:ed|ly))\b)"
    r"(?=[a-z-]+ (?:did|do|does|is|are|was|were|has|have|had|will|would|can|could|should|may|might|must)\b)"
)
_QUOTED = re.compile(r"[“\"«„]\s*([^”\"»“]{3,300}?)\s*[”\"»]|(?<!\w)[‘']([^‘’']{12,200})[’'](?!\w)")
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_YEAR_OR_NUMBER = re.compile(r"\d[\d.,]*")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_NAME = re.compile(
    r"(?<!^)(?<![¿¡])(?<![.?!]\s)\b[A-ZÀ-ÖØ-Þ][\w’'-]*[^\W\d_](?:\s+(?:de|del|la|van|von|der|of the|of)?\s*[A-ZÀ-ÖØ-Þ][\w’'-]+)*"
)
_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Dra|Sr|Sra|Srta|Mme|Mlle|MM?|Prof|Rev|Gov|Sen|Rep|Gen|Col|Capt|Lt|Sgt)\.\s+(?=[A-ZÀ-ÖØ-Þ])"
)
_SHORTENED = re.compile(r"\b(?P<saint>St|Ste|Mt|Ft)\.(?=\s+[A-ZÀ-ÖØ-Þ])|\b[A-ZÀ-ÖØ-Þ]\.\s*(?=[A-ZÀ-ÖØ-Þ])")
_ASKED_OF = re.compile(
    r"\b(?:what|which|whose|how)\s+(?:(?:of|the|these|those|other|kind|sort|type)\s+)*$", re.IGNORECASE
)
_PICTURE = re.compile(r"\b(?:photo\w*|pictures?|pictured|images?|captions?|snapshots?|portraits?)\b")
PEOPLE = re.compile(
    r"\b(?:brother|sister|mother|father|wife|husband|son|daughter|child|children|man|woman|person|people|captain|boy|girl|friend|parents?|"
    r"lawyer|judge|doctor|teacher|driver|pilot|victims?|hostages?|officer|minister|mayor|king|queen|partner|boyfriend|girlfriend|uncle|aunt|"
    r"cousin|neighbou?r|leader|owner|author|director|witness(?:es)?|survivors?|players?|members?)\b"
)
_CURRENT = re.compile(r"\b(?:now|currently|today|still|at present|nowadays|these days|at the moment|latest)\b")


@dataclass(frozen=True)
class Question:
    text: str  # as it was understood
    english: str  # the same, in rough English where it was not
    language: str
    kind: Kind
    want: Want | None
    allegation: bool = False  # asks whether somebody did wrong
    quoted: tuple[str, ...] = ()  # words it gives between quotation marks
    count: int | None = None  # "name three"
    parts: tuple[str, ...] = field(default=())  # where it asks two things; else empty
    current: bool = False  # asks how things are now
    known: frozenset[str] = frozenset()  # folded parts of names, which are not translated
    offered: Offered | None = None  # two answers to choose from

    @cached_property
    def terms(self) -> frozenset[str]:
        """Stems of its content words, in English."""
        return frozenset(terms(self.english))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Capitalised words that are not there because a sentence starts; none in a question typed in capitals."""
        if self.text.isupper() or self.text.istitle():
            return ()
        found = (match.group() for match in _NAME.finditer(_undotted(self.text)))
        # "They", in 'Who said "They lost the mill"?', is no name.
        return tuple(dict.fromkeys(name for name in found if fold(name) not in STOP_WORDS[self.language]))

    @cached_property
    def matter(self) -> frozenset[str]:
        """Its words without its names: two sentences that share only a name need not speak of one thing."""
        return self.terms - {term for name in self.names for term in terms(name)}

    @cached_property
    def asks_for_a_picture(self) -> bool:
        return _PICTURE.search(fold(self.english)) is not None

    @cached_property
    def asks_for_people(self) -> bool:
        return PEOPLE.search(fold(self.english)) is not None

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        return tuple(match.rstrip(".,") for match in _YEAR_OR_NUMBER.findall(self.text))


def understand(text: str, language: str, known: frozenset[str] = frozenset()) -> Question:
    """`known` has the folded parts of names that stand in what was found for the question."""
    text = direct(text, language)
    foreign = language != "en"
    whole, parts = in_english(text, language, known), cut(text, language)
    inner = unwrapped(whole)
    english = inner.text
    asked, nameless = (fold(one).replace("’", "'").strip() for one in (english, _without_names(english)))
    kind: Kind = "yes_no" if inner.whether else "fact" if inner.statement else _kind(asked, nameless, foreign)
    choice = offered(TOPIC.sub("", english)) if kind in ("yes_no", "fact") else None
    if choice is not None:
        kind = "fact"  # yes or no would not answer it
    main = _main_clause(nameless)
    main = main if foreign else _PLACE_OF_SOMETHING.sub(r"\g<which>", main)  # elsewhere adjectives follow their nouns
    quoted = tuple(one or other for one, other in _QUOTED.findall(text))
    want = "reason" if kind == "why" else next((want for want, pattern in _WANTS if pattern.search(main)), None)
    if choice is not None and want is None:
        want = _want_of(choice)
    if kind == "who_said" and not quoted and not re.search(r"\b(?:said|says)\b", asked):
        kind = "fact"
    return Question(
        text=text,
        english=english,
        language=language,
        kind=kind,
        want="person" if kind == "who_said" else want,
        allegation=kind == "yes_no" and not parts and _alleges(english),
        quoted=quoted,
        count=_count(asked),
        parts=parts,
        current=bool(_CURRENT.search(asked)),
        known=known,
        offered=choice,
    )


def _undotted(text: str) -> str:
    """Without titles that are shortened, and initials: behind their dots a name goes on, as no sentence begins."""
    return _SHORTENED.sub(lambda match: match["saint"] or "", _TITLE.sub("", text))


def _without_names(english: str) -> str:
    """Worth Abbey is no sum, and Mary Price none; each word of a name is "xxx". "Which Court" is asked for all the same."""
    if english.isupper() or english.istitle():
        return english

    def veiled(match: re.Match[str]) -> str:
        if _ASKED_OF.search(english, 0, match.start()):
            return match.group()
        return re.sub(r"[\w’'-]+", lambda word: word[0] if fold(word[0]) in STOP_WORDS["en"] else "xxx", match.group())

    return _NAME.sub(veiled, english)


def _want_of(choice: Offered) -> Want | None:
    figures = choice[0] | choice[1]
    if not all(one[0].isdigit() for one in figures):
        return None
    return "date" if all(map(_YEAR.fullmatch, figures)) else "number"


def parts_of_names(texts: Iterable[str]) -> frozenset[str]:
    """Folded, of names in full: a single word with a capital may begin a sentence."""
    parts = (mention.name.split() for text in texts for mention in names(text))
    return frozenset(fold(part) for name in parts if len(name) > 1 for part in name if len(part) > 2)


def _kind(asked: str, nameless: str, foreign: bool) -> Kind:
    if asks_of_library(asked):
        return "about"
    if _KINDS["definition"].search(asked) and not (_NO_DEFINITION.search(nameless) or _WHO_UNDERGOES.match(asked)):
        return "definition"
    if _LEADS_WITH_WHY.match(asked):
        return "why"
    for kind in _KIND_ORDER:
        if _KINDS[kind].search(asked) and not (kind in _OUTRANKED and _asks_whether(asked, kind, foreign)):
            return kind
    if _YES_NO.search(asked) or (foreign and asked.endswith("?") and not _ASKS_FOR.search(asked)):
        return "yes_no"
    return "fact"


def _asks_whether(asked: str, kind: Kind, foreign: bool) -> bool:
    """ "Was that the reason?" asks for none, "Did the police name all the victims?" for no list; "Is it known why?" does."""
    if foreign and kind == "said" and ", according to" in asked and asked.endswith("?") and not _ASKS_FOR.search(asked):
        return True
    inner = r"\bwhy\b" if kind == "why" else r"\b(?:why|what|how)\b"
    return bool(_YES_NO.match(asked)) and not (_ASKED_TO_TELL.match(asked) or re.search(inner, asked))


def _main_clause(asked: str) -> str:
    """ "What happened when the train stopped?" asks for no date, and "Did she say when?" does. "What is the ship where they
    met called?" has its verb behind the clause."""
    whether = _YES_NO.match(asked)
    first = whether or _ASKS_FOR.search(asked)
    joins = _JOINS | _SAYING if whether else _JOINS
    for clause in _CLAUSE.finditer(asked, first.end() if first else 0):
        if clause["before"] not in joins:
            behind = _VERB_AT_THE_END.search(asked)
            return asked[: clause.start() + len(clause["before"])] + (f" {behind[1]}" if behind else "")
    return asked


def _alleges(english: str) -> bool:
    """The wrong is what is asked of somebody, not a name, not the topic in brackets, not what a noun phrase goes by."""
    if _THINKS.search(fold(english)):
        return False
    own = re.sub(r"(?<!^)\b[A-ZÀ-Þ][\w’'-]*", " ", TOPIC.sub("", english))
    return bool(set(terms(_CRIMES_AS_NAMES.sub(" ", fold(own)))) & set(terms(_WRONGDOING)))


def _count(asked: str) -> int | None:
    found = re.search(
        r"\b(?:name|list|give|which|what|the)\b(?: me)?(?: the| all)? (two|three|four|five|six|seven|eight|nine|ten|[2-9])\b",
        asked,
    )
    return (
        _COUNTS.get(found.group(1)) or int(found.group(1))
        if found and (found.group(1) in _COUNTS or found.group(1).isdigit())
        else None
    )
