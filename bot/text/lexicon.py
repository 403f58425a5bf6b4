# ruff: noqa: SIM905 - lists of words read best as words in rows
"""Lists of words that change what a sentence says. Data only; everything is lower case without accents.

They are lists and not rules on purpose: what is not in them is compared as an ordinary word.
"""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that hold a sentence together and are not compared.
LITTLE = word_set(
    """a an the and or but nor so as at by for from in into of off on onto out over to up with within about after before
    between during than then there here this that these those it its he him his she her hers they them their theirs
    i me my we us our you your who whom whose which what when where why how is are was were be been being am do does
    did done doing has have had having will would can shall should also just only very too itself himself herself
    themselves s t while until since because upon toward towards through across around along amid among yet still
    however meanwhile though although rather such own same other another each more any some many
    much now later earlier longer ago already once again even well back down away under above near against per via one ones
    according including instead due despite unlike given thanks besides"""
)
PRONOUNS = word_set("he him his she her hers they them their theirs it its himself herself themselves")
SHE = word_set("she her hers herself")
HE = word_set("he him his himself")

NEGATIONS = word_set(
    """not no never none nobody nothing neither nor without nowhere hardly scarcely barely cannot unable
    non nunca nadie nada ningun ninguna ninguno sin tampoco jamas ni
    ne pas jamais rien aucun aucune sans personne"""
)
# How many of them: a claim may not make few of some, or all of most.
QUANTIFIERS = word_set(
    "all every everyone everybody most few half only entire majority minority both neither unanimous unanimously"
)
# Words that take back what follows as surely as "not" does.
DENIALS = word_set(
    """deny denies denied denying denial refuse refuses refused refusing refusal fail fails failed failing failure lack
    lacks lacked lacking reject rejects rejected rejecting prevent prevents prevented avoid avoided dismiss dismissed
    rule-out false untrue wrongly falsely nego niega neger niait nie"""
)

# Hedges before a noun take in the next content word, the others what follows in their clause.
NOUN_HEDGES = word_set(
    """alleged suspected supposed so-called purported accused reputed presumed apparent possible potential likely
    unconfirmed rumored rumoured presunto presunta presuntos presuntas supuesto supuesta supuestos supuestas
    presume presumee presumes presumees"""
)
HEDGES = word_set(
    """claim claims claimed claiming allege alleges alleging allegedly accuse accuses accusing accusation accusations
    allegation allegations suspect suspects suspecting reportedly apparently supposedly purportedly presumably maybe
    perhaps possibly probably might may could believe believes believed believing think thinks thought seem seems
    seemed appear appears appeared suggest suggests suggested suggesting rumor rumour rumors rumours unclear estimate
    estimates estimated estimating about-to likely expect expects expected assume assumed suspicion suspicions
    contend contends contended insist insists insisted maintain maintains maintained argue argues argued profess
    professes professed speculate speculated speculation fear fears feared pretend pretended
    presuntamente supuestamente quiza quizas tal-vez acusado acusada acusados acusadas acuso acusa alego alega afirma
    afirmo afirmaron cree creen podria pretendidamente peut-etre pretendu pretendument accusee accusees
    affirme affirment selon aurait auraient croit croient pourrait"""
)
# Hedges that report somebody's word: "they said" carries as much doubt as "they claimed". The others need a hedge.
REPORTED = word_set(
    """claim claims claimed claiming allege alleges alleging allegedly accuse accuses accusing accused accusation
    accusations allegation allegations reportedly contend contends contended insist insists insisted maintain maintains
    maintained argue argues argued profess professes professed acusado acusada acusa acuso alega alego afirma afirmo
    afirmaron accusee accusees affirme affirment selon"""
)
# What is only tried, planned or supposed has not happened.
UNREAL = word_set(
    """if unless whether would-be try tries tried trying attempt attempts attempted attempting plan plans planned
    planning hope hopes hoped hoping propose proposes proposed proposing threaten threatens threatened offer offers
    offered intend intends intended want wants wanted consider considers considered considering urge urged demand
    demands demanded ask asked call-for nearly almost"""
)
SPEECH = word_set(
    """say says said saying tell tells told telling state states stated declare declares declared declaring announce
    announces announced report reports reported explain explains explained describe describes described add adds added
    confirm confirms confirmed confirming admit admits admitted admitting acknowledge acknowledges acknowledged
    according quote quotes quoted write writes wrote written speak speaks spoke call calls called conclude concludes
    concluded comment comments commented note notes noted mention mentions mentioned testify testified recall recalled
    point points pointed warn warns warned
    dijo dice dicen dijeron declaro declara segun explico explica conto anuncio informo
    dit disent declarent explique annonce rapporte d'apres"""
)
# Of these, the ones that say whose word it is.
ATTRIBUTION = SPEECH - word_set(
    """speak speaks spoke call calls called add adds added point points pointed note notes noted recall recalled write
    writes wrote describe describes described mention mentions mentioned comment comments commented"""
)

OPPOSITES: tuple[tuple[frozenset[str], frozenset[str]], ...] = tuple(
    (word_set(one), word_set(other))
    for one, other in [
        ("guilty convicted", "innocent acquitted cleared exonerated"),
        ("convict", "acquit clear"),
        ("free freed release released", "jail jailed imprison imprisoned detain detained arrest arrested"),
        ("rise rose risen rises increase increased increases grow grew gain gained climb climbed raise raised up",
         "fall fell fallen falls decrease decreased decreases drop dropped lose lost decline declined cut reduce reduced"),
        ("accept accepted approve approved back backed support supported",
         "reject rejected oppose opposed refuse refused block blocked"),
        ("open opened opens", "close closed closes shut"),
        ("win won wins", "lose lost loses"),
        ("before", "after"),
        ("more", "fewer less"),
        ("first", "last second third"),
        ("alive survive survived", "dead die died kill killed"),
        ("start started begin began", "end ended finish finished stop stopped"),
        ("buy bought", "sell sold"),
        ("arrive arrived arrives return returned returns come comes came", "leave left leaves depart departed"),
        ("legal legally", "illegal illegally"),
        ("true", "false untrue"),
        ("north northern", "south southern"),
        ("east eastern", "west western"),
        ("best better", "worst worse"),
        ("high higher highest", "low lower lowest"),
        ("early earlier", "late later"),
        ("husband", "wife"), ("brother", "sister"), ("father", "mother"), ("son", "daughter"), ("man men", "woman women"),
        ("hire hired", "fire fired dismiss dismissed"),
        ("majority", "minority"),
        ("public publicly", "private privately secret secretly"),
        ("agree agreed", "disagree disagreed"),
        ("allow allowed permit permitted", "forbid forbidden ban banned prohibit prohibited"),
        ("success succeeded successful", "failure failed unsuccessful"),
    ]
)  # fmt: skip

# One thing by several names, as people choose between two of them: "on the road or at home?".
ALIKE: tuple[frozenset[str], ...] = tuple(
    word_set(group)
    for group in """road roads roadside highway motorway freeway street
        house home flat apartment
        farm ranch farmhouse
        jail gaol prison cell
        car vehicle van
        ship boat vessel
        plane aircraft jet airliner
        shop store
        hospital clinic infirmary
        court courtroom courthouse
        church chapel
        forest wood woods woodland
        sea ocean
        office workplace
        airport airfield
        accident mishap
        murder homicide killing
        gun pistol rifle firearm
        doctor physician medic
        lawyer attorney barrister solicitor
        cash money
        sick ill
        alone unaccompanied""".split("\n")
)

# Words that tell of one moment of a life: who "returned" then "arrived", "landed" or "came home" then.
MOMENTS: tuple[tuple[str, ...], ...] = tuple(
    tuple(forms.split(", "))
    for forms in (
        "return, returned, returns, returning, get back, got back, gets back, come back, came back, comes back, come home, came home, comes home, went home, "
        "flew home, flew back, brought home, homecoming, arrive, arrived, arrives, arriving, arrival, land, landed, lands, "
        "reach, reached, reaches",
        "die, died, dies, dying, dead, death, killed, passed away, perished, drowned, murdered",
        "arrest, arrested, arrests, detain, detained, detention, caught, captured, capture, seized, taken into custody",
        "release, released, releases, freed, frees, set free, walk free, walked free, walks free, let out, left prison, left jail, "
        "leave prison, leave jail, out of prison, out of jail",
        "marry, married, marries, marriage, wed, wedding",
        "born, birth",
        "convict, convicted, conviction, found guilty",
        "jailed, imprisoned, imprison, went to prison, went to jail, sent to prison, sent to jail",
        "elect, elected, election, voted in",
        "retire, retired, retires, retirement",
        "flee, fled, flees, escape, escaped, escapes, broke out, ran away",
        "begin, began, begins, begun, start, started, starts, took up, take up",
    )
)

IRREGULAR: dict[str, str] = {
    form: forms.split()[0]
    for forms in """run ran running|hold held|tell told|begin began begun|meet met|leave left|pay paid|find found|say said
        give gave given|get got gotten|go went gone|come came|take took taken|make made|see saw seen|know knew known
        speak spoke spoken|write wrote written|become became|keep kept|bring brought|buy bought|sell sold|lose lost|win won
        rise rose risen|fall fell fallen|grow grew grown|speak spoke|hear heard|build built|send sent|spend spent|stand stood
        feel felt|think thought|teach taught|catch caught|fight fought|seek sought|lead led|feed fed|read read|shoot shot
        steal stole stolen|break broke broken|choose chose chosen|drive drove driven|fly flew flown|throw threw thrown
        draw drew drawn|strike struck|swear swore sworn|wear wore worn|show showed shown|beat beaten|eat ate eaten|shake shook shaken|forbid forbade forbidden|hide hid hidden|die dead death
        child children|man men|woman women|person people|france french frenchwoman frenchman|spain spanish spaniard
        britain british|germany german|china chinese|england english|wales welsh|ireland irish|netherlands dutch
        wife wives|life lives|free freed freeing freedom|marry married marriage|choose choice|believe belief
        lawyer attorney|organised organized|organise organize|centre center|labour labor|defence defense|jail gaol
        colour color|programme program|favour favor|honour honor|theatre theater|metre meter|grey gray|sell sale"""
    .replace("\n", "|").split("|")
    for form in forms.split()
}  # fmt: skip

# Words in "ed" that tell of nothing past: verbs in the present, nouns, adjectives, names, and a few of Spanish and French.
NOT_PAST = word_set(
    """need bleed breed heed exceed proceed succeed embed
    hundred speed feed seed weed deed creed greed steed reed tweed screed misdeed seaweed rapeseed linseed nosebleed shed shred
    sled bobsled watershed bloodshed seabed riverbed flatbed newlywed hatred kindred biped moped
    indeed sacred naked wicked rugged ragged jagged crooked wretched dogged beloved talented gifted aged infrared united
    unemployed unexpected unlimited unprecedented
    ahmed hamed mohamed mohammed muhammed saeed khaled rashed majed waleed naveed javed jared fred alfred manfred wilfred
    mildred winifred
    usted pared merced cesped huesped pied trepied marchepied oued"""
)

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        """january jan enero janvier|february feb febrero fevrier|march mar marzo mars|april apr abril avril|may mayo mai
        june jun junio juin|july jul julio juillet|august aug agosto aout|september sep septiembre septembre
        october oct octubre octobre|november nov noviembre novembre|december dec diciembre decembre"""
        .replace("\n", "|").split("|"), 1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        "monday lunes lundi|tuesday martes mardi|wednesday miercoles mercredi|thursday jueves jeudi|"
        "friday viernes vendredi|saturday sabado samedi|sunday domingo dimanche".split("|")
    )
    for name in names.split()
}

_UNITS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete"
    " dieciocho diecinueve veinte",
    "fr": "- un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize - - - vingt",
}
_TENS = {
    "en": "thirty forty fifty sixty seventy eighty ninety",
    "es": "treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "fr": "trente quarante cinquante soixante - - -",
}
NUMBER_WORDS: dict[str, int] = {
    word: number
    for numbers in (
        *(dict(zip(words.split(), range(21), strict=False)) for words in _UNITS.values()),
        *(dict(zip(words.split(), range(30, 100, 10), strict=False)) for words in _TENS.values()),
    )
    for word, number in numbers.items()
    if word not in ("-", "one", "uno", "un")  # as often an article or a pronoun as a number
}
# Of English text, where the Spanish eleven and the French sixteen are other words.
ENGLISH_NUMBERS = {word: number for word, number in NUMBER_WORDS.items() if word not in ("once", "seize")}
SCALES: dict[str, int] = {
    "hundred": 100, "thousand": 1_000, "million": 1_000_000, "millions": 1_000_000, "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000, "mil": 1_000, "millones": 1_000_000, "mille": 1_000, "cent": 100, "cien": 100,
    "bn": 1_000_000_000, "billions": 1_000_000_000, "milliard": 1_000_000_000, "milliards": 1_000_000_000,
}  # fmt: skip
# Behind a figure, and only where it is no length: "£3.2m".
SCALE_LETTERS: dict[str, int] = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "mln": 1_000_000, "tn": 1_000_000_000_000}
ORDINALS: dict[str, int] = {
    word: number
    for number, word in enumerate(
        "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 2
    )
}  # "first" is as often "at first" as a place in a row
SYMBOLS = {"%": "percent", "$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
SAME_WORD = {"dollars": "dollar", "euros": "euro", "pounds": "pound", "pct": "percent"}

# Names of places and institutions that are written otherwise in the three languages.
ABROAD: dict[str, str] = {
    form: forms.split()[0]
    for forms in """mexico mexique mejico|mexican mexicano mexicana mexicanos mexicanas mexicain mexicaine mexicains
        france francia|french frances francesa franceses francais francaise francaises|spain espana espagne
        germany alemania allemagne|italy italia italie|england inglaterra angleterre|london londres
        brussels bruselas bruxelles|europe europa|united unidos unidas unis unies|states estados etats
        kingdom reino royaume|nations naciones|supreme suprema supremo|court corte cour tribunal|justice justicia
        judge juez jueza juge|president presidente presidenta|minister ministro ministra ministre|palace palacio palais
        elysee eliseo|city ciudad ville|republic republica republique|council consejo conseil|bank banco banque
        university universidad universite|china chine|russia rusia russie|brazil brasil bresil|japan japon|saint san santa
        attorney procurador fiscal procureur|church iglesia eglise"""
    .replace("\n", "|").split("|")
    for form in forms.split()
}  # fmt: skip

# What may follow the common beginning of two forms of one word.
ENDINGS = word_set(
    """s es ed d ing ings er ers or ors ion ions ation ations ment ments al ally ly e y ies ied ity ance ence ancy ency ant
    ents ent ive ives ist ists ism ish an ian ous ful ness ship ic ics able ible n r rs ned ning ted ting t ts tion sion
    red ring led ling ped ping"""
) | {""}
PLACE_WORDS = word_set(
    "in at to from of for with on near by per inside outside against about into via behind after before"
)
CONTINUED_TIME = word_set("same that later earlier following next then month months")
