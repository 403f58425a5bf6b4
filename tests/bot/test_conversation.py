"""Follow-ups become questions that stand alone, and nothing else is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answerer import Turn
from bot.conversation import standalone_question
from bot.text.language import detect_language
from bot.text.leaning import asks_nothing, outside_quotations
from bot.text.mentions import names, people

RUIZ = Turn(
    "What did Judge Ana Ruiz decide about the dam?",
    "What did Judge Ana Ruiz decide about the dam?",
    "Ana Ruiz stopped the building of the dam in March 2021.",
    ("a1",),
)
RUIZ_ES = Turn("¿Qué decidió la jueza Ana Ruiz sobre la presa?", "¿Qué decidió la jueza Ana Ruiz sobre la presa?", "")
RUIZ_FR = Turn("Qu'a décidé la juge Ana Ruiz au sujet du barrage ?", "Qu'a décidé la juge Ana Ruiz ?", "")


def said(question: str, answer: str = "") -> Turn:
    return Turn(question, question, answer)


OWN_SUBJECT = {
    RUIZ: """Who is Tom Hale?|How many people live in Mossford?|When did Ana Ruiz stop the dam?|Did Ruiz say that she
        would appeal?|Is it true that the dam broke?|How long did it take to build the dam?|What does the mayor
        think of the ruling?|Was the dam built before the town got its name?|What are these two articles
        about?|What is this article about?|Are there any deaths?|Was there a protest?|Who paid for the
        bridge?|What happened in 2019?|school closures|Which company built the dam?|Did the mayor say that the dam
        was safe?|Who said that the dam was unsafe? |Did Tom Hale and his wife vote?|Another topic: why did he
        resign?|Why did the minister lose his post?|How many workers died when the dam broke?|What time is it?|How
        did the mayor explain the delay, and who agreed with her? |And who is the engineer in charge of the
        bridge?|And the ransom, was it ever paid?|So the council won?""",
    RUIZ_ES: """¿Quién es Tom Hale?|¿Cuánta gente vive en Mossford?|¿Qué empresa construyó la presa?|¿De qué tratan los
        dos artículos?|¿De qué trata este artículo?|¿Qué pasó en 2019?|¿Por qué rechazó el consejo el plan?|¿Hubo
        protestas?|¿Quién pagó el puente?|¿Es cierto que se rompió la presa?|cierre de escuelas|Otra cosa: ¿por
        qué dimitió él?|¿Perdió el ministro su cargo?|¿Cuántos obreros murieron al romperse el muro?""",
    RUIZ_FR: """Qui est Tom Hale ?|Combien de gens vivent à Mossford ?|Quelle entreprise a construit le barrage ?|De quoi
        parlent ces deux articles ?|Que s'est-il passé en 2019 ?|Y a-t-il eu des morts ?|Est-il vrai que le
        barrage a cédé ?|Pourquoi le conseil a-t-il rejeté le plan ?|Qui a payé le pont ?|fermeture des
        écoles|Autre sujet : pourquoi a-t-il démissionné ?|Le ministre a-t-il perdu son poste ?""",
}


@pytest.mark.parametrize(
    ("turn", "question"),
    [
        (turn, " ".join(question.split()))
        for turn, questions in OWN_SUBJECT.items()
        for question in questions.split("|")
    ],
)
def test_a_question_with_a_subject_of_its_own_stays_as_it_is(turn: Turn, question: str) -> None:
    understood = standalone_question(question, [turn])
    assert (understood.text, understood.changed, understood.sure) == (question, False, True)


def test_without_history_nothing_is_changed() -> None:
    assert standalone_question("Why did she do it?", []).text == "Why did she do it?"


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("what did she say?", "what did Ana Ruiz say?"),
        ("Is she married?", "Is Ana Ruiz married?"),
        ("who told her?", "who told Ana Ruiz?"),
        ("What was her reason?", "What was Ana Ruiz’s reason?"),
        ("What was her first reason?", "What was Ana Ruiz’s first reason?"),
        ("Who saw her first?", "Who saw Ana Ruiz first?"),
        ("What did the mayor say about her?", "What did the mayor say about Ana Ruiz?"),
        ("Why did she free him and her brother?", "Why did Ana Ruiz free him and her brother?"),
    ],
)
def test_a_pronoun_for_a_person_becomes_the_name(question: str, understood: str) -> None:
    assert standalone_question(question, [RUIZ]).text == understood


@pytest.mark.parametrize(
    ("turn", "question", "understood"),
    [
        (RUIZ_ES, "¿Qué dijo ella?", "¿Qué dijo Ana Ruiz?"),
        (RUIZ_ES, "¿Qué opinó su marido?", "¿Qué opinó su marido? (Ana Ruiz)"),
        (RUIZ_ES, "¿Quién la apoyó?", "¿Quién la apoyó? (Ana Ruiz)"),
        (RUIZ_FR, "Elle a quel âge ?", "Ana Ruiz a quel âge ?"),
        (RUIZ_FR, "Quel âge a-t-elle ?", "Quel âge a-t-elle ? (Ana Ruiz)"),
        (RUIZ_FR, "Où habite son frère ?", "Où habite son frère ? (Ana Ruiz)"),
    ],
)
def test_where_a_name_cannot_stand_it_goes_in_brackets(turn: Turn, question: str, understood: str) -> None:
    assert standalone_question(question, [turn]).text == understood


LEANING = {
    RUIZ: """why?|Why not?|when?|and the bridge?|what about the mayor?|When was that?|What did they say about it?|Did
        it work?|How much did it cost?|Was this reported by others?|What happened next?|Tell me more|And in
        2020?|which of them?|How many were there?|What is its length?|who else?|And then?|Where is it?|Who opposed
        this?|give me an example|Are they still there?""",
    RUIZ_ES: """¿por qué?|¿cuándo?|¿y el puente?|¿Cuándo fue eso?|¿Y en 2020?|¿Cuál de ellos?|¿Qué edad tiene?|¿Dónde
        nació?|¿Está casada?|¿y después?|cuentame mas|¿Y qué hay del alcalde?|¿Por qué hizo eso?|¿Dónde ocurrió?""",
    RUIZ_FR: """pourquoi ?|quand ?|et le pont ?|C'était quand ?|Et en 2020 ?|Lequel d'entre eux ?|et ensuite ?|dis-m'en
        plus|Qu'en est-il du maire ?|Où cela s'est-il passé ?|Combien ça a coûté ?|Qui d'autre ?|Ils ont dit quoi
        ?""",
}


@pytest.mark.parametrize(
    ("turn", "question"),
    [(turn, " ".join(question.split())) for turn, questions in LEANING.items() for question in questions.split("|")],
)
def test_what_leans_on_the_conversation_gets_the_topic_behind_it(turn: Turn, question: str) -> None:
    understood = standalone_question(question, [turn])
    assert understood.text.startswith(question + " (")
    assert "Ana Ruiz" in understood.text
    assert understood.changed


def test_another_name_takes_the_place_of_the_first() -> None:
    asked = standalone_question("And Tom Hale?", [said("What did Ana Ruiz say about the dam?")])
    assert asked.text == "What did Tom Hale say about the dam?"


def test_a_name_inside_of_another_word_is_not_replaced() -> None:
    last = said("What did Ana say in Anaheim?", "Ana said no.")
    assert standalone_question("And Luis?", [last]).text == "What did Luis say in Anaheim?"


def test_a_country_is_never_she() -> None:
    history = [said("Who said that the rescue was staged?"), said("What is the name of the president of Norway today?")]
    assert "Norway" not in standalone_question("Was she arrested at a ranch or on a road?", history).text.split("(")[0]


def test_after_who_the_person_is_in_the_answer() -> None:
    turns = [said("Who is the harbour master at Port Alder?", "Harbour master Greta Holm said the fog was thick.")]
    assert standalone_question("What did she see?", turns).text == "What did Greta Holm see?"


BEATEN = "Lena Brandt, who runs a bakery, defeated Mayor Otto Kranz in the run-off on Sunday."
SCORED = "Milo “The Fox” Hartley headed in both goals as Eastmere Wanderers beat Colby Vale."
SUSPENDED = "Le préfet, Paul Morel, a suspendu les travaux deux jours après la mort de Remi Blin, un marcheur."


@pytest.mark.parametrize(
    ("asked", "answer", "question", "understood"),
    [
        ("Who beat Otto Kranz?", BEATEN, "Where was she born?", "Where was Lena Brandt born?"),
        ("Who lost the election?", BEATEN, "How old is he?", "How old is Otto Kranz?"),
        ("Who scored in the final?", SCORED, "How old is he?", "How old is Milo Hartley?"),
        ("Who is Remi Blin?", SUSPENDED, "What did his mother say?", "What did Remi Blin’s mother say?"),
        ("Who is Lena Brandt?", "Voters call Brandt “Aunt Lena”.", "How old is she?", "How old is Lena Brandt?"),
    ],
)
def test_after_who_it_is_the_one_asked_for(asked: str, answer: str, question: str, understood: str) -> None:
    assert standalone_question(question, [said(asked, answer)]).text == understood


def test_what_goes_by_a_name_with_an_article_is_nobody() -> None:
    turns = [said("Who warned that the Heron should be stopped?", "An engineer warned that the Heron was unsafe.")]
    assert "Heron" not in standalone_question("Was he dismissed?", turns).text.split("(")[0]


@pytest.mark.parametrize(
    ("asked", "question", "understood"),
    [
        ("What did the widow of a miner tell the court?", "Is she content?", "(the widow of a miner)"),
        ("What did Tom Hale's sister see?", "Where does she live?", "(Tom Hale's sister)"),
        ("¿Qué dijo la madre de un soldado?", "¿Qué pide ella?", "(la madre de un soldado)"),
        ("Qu'a dit la sœur d'un mineur ?", "Quel âge a-t-elle ?", "(la sœur d'un mineur)"),
    ],
)
def test_whoever_was_only_described_is_nobody_else_who_was_named(asked: str, question: str, understood: str) -> None:
    meant = standalone_question(question, [said(asked, "She said that Judge Ana Ruiz had listened.")])
    assert (meant.text, meant.sure) == (f"{question} {understood}", False)


def test_a_name_that_was_asked_for_is_in_the_answer() -> None:
    for asked in ("Which woman won the race?", "What is the name of the widow of the miner?"):
        assert "Ana Ruiz" in standalone_question("How old is she?", [said(asked, "It was Ana Ruiz.")]).text


@pytest.mark.parametrize(
    ("asked", "answer", "question"),
    [
        (
            "¿Qué tasa aprobó el concejo?",
            "El concejo aprobó la tasa que pedía Ana Ruiz.",
            "¿Qué piensan los bares de ella?",
        ),
        ("Quand a été votée la taxe ?", "La taxe voulue par Ana Ruiz a été votée lundi.", "Qui paiera avec elle ?"),
    ],
)
def test_ella_and_elle_may_be_a_thing(asked: str, answer: str, question: str) -> None:
    understood = standalone_question(question, [said(asked, answer)])
    assert understood.text.startswith(f"{question} (")
    assert "Ruiz" not in understood.text


def test_only_the_first_pronoun_becomes_the_name() -> None:
    asked = standalone_question("What did her trainer say about her?", [said("Who is Ana Ruiz?")])
    assert asked.text == "What did Ana Ruiz’s trainer say about her?"


LEFT_OUT = """Why so little?|And who disagrees?|Who was the buyer?|Who won?|How many injured?|Any injuries?|Was anybody hurt?
    |Who is to blame?|What was the price?|How come?|Is that a lot?|Did the mayor vote against it?|¿Y quién se opone?
    |¿Cuántos heridos?|¿Por qué tan poco?|¿Murió alguien?|¿Cuál fue el precio?|Et qui n'est pas d'accord ?
    |Combien de blessés ?|Pourquoi si peu ?|Qui était l'acheteur ?|Quelqu'un a-t-il été blessé ?|Qu'en pense le maire ?"""


@pytest.mark.parametrize("question", [" ".join(question.split()) for question in LEFT_OUT.split("|")])
def test_a_question_that_leaves_out_what_it_is_about_gets_the_topic(question: str) -> None:
    assert (
        standalone_question(question, [said("What was the sale of the mill?")]).text == f"{question} (sale of the mill)"
    )


WHOLE = """Who won the race?|Who runs pagalo?|Who is the mayor of Mossford?|Why so few women in parliament?|How many people died?
    |Was anyone arrested at the march?|What is the weather?|What was the harbour plan?|How many articles?|Qui est lebrun ?
    |Où en est le chantier ?|Combien d'articles ?"""


@pytest.mark.parametrize("question", [" ".join(question.split()) for question in WHOLE.split("|")])
def test_a_short_question_that_says_what_it_is_about_stays_as_it_is(question: str) -> None:
    assert standalone_question(question, [said("What was the sale of the mill?")]).text == question


def test_another_side_of_who_somebody_is_has_the_person_in_mind() -> None:
    turns = [said("Who runs the mill?", "Its manager, Tom Hale, told the bakers so.")]
    assert standalone_question("Since when?", turns).text == "Since when? (runs the mill; Tom Hale)"
    assert standalone_question("and the bakery?", turns).text == "and the bakery? (runs the mill)"


@pytest.mark.parametrize(
    ("asked", "topic"),
    [
        ("How many people left the town of Hale?", "people left the town of Hale"),
        ("In which year was the mill built?", "year was the mill built"),
        ("Combien d'arbres ont été plantés ?", "arbres ont été plantés"),
        ("¿Cuántas casas se vendieron?", "casas se vendieron"),
        ("Où a eu lieu la fête ?", "a eu lieu la fête"),
    ],
)
def test_the_topic_is_without_the_words_that_ask(asked: str, topic: str) -> None:
    assert standalone_question("why?", [said(asked)]).text == f"why? ({topic})"


def test_a_question_that_goes_on_keeps_the_topic_before_it() -> None:
    turns = [said("How thick is the ice of Lake Morn?"), said("And how deep is the water?")]
    understood = standalone_question("Is it salty?", turns)
    assert (understood.text, understood.context) == ("Is it salty? (water)", "water; ice of Lake Morn")


def test_the_pronouns_of_the_answer_tell_who_is_she() -> None:
    turns = [said("Who received Okafor at the palace?", "President Lund welcomed Okafor, where she thanked him.")]
    assert standalone_question("What did she say?", turns).text == "What did Okafor say?"


def test_two_people_who_may_be_meant_are_not_sure() -> None:
    turns = [said("Did Kim meet Lee?")]
    assert not standalone_question("What did she say?", turns).sure


def test_a_choice_among_them_keeps_them_in_mind() -> None:
    turns = [said("Which two ministers criticised the sentence of Ana Ruiz?", "John Hill and Peter Low criticised it.")]
    asked = standalone_question("Which of them met her?", turns)
    assert asked.text == "Which of them met Ana Ruiz? (two ministers criticised the sentence of Ana Ruiz)"


def test_the_topic_survives_two_follow_ups() -> None:
    first = said("Who built the dam at Mossford?")
    second = standalone_question("When was it built?", [first])
    third = standalone_question("Why?", [first, Turn("When was it built?", second.text, "")])
    assert "dam at Mossford" in third.text


LANGUAGES = {
    "en": """Who is Ana Ruiz?|when was she arrested|how many years in prison|and the book?|why?|where is the ranch|what
        did the judge say|trial date|gang name|summary of the case|prison sentence|both articles|her
        brother|reason for release|netflix series director|how old is she|which of them|tell me more|Did he
        win?|Is it true?|And then?|How much?|Give me the dates in order|list three names|so what happened|at what
        time|whose idea was it|how come|not guilty?|the ransom|was it paid|both of them|Who else?|since when|What
        about Ruiz?|who's the mayor|don't they know |the vote of 12 May|price of the bus depot|climate report
        findings|who won the race|next election date|Élysée Palace |François Hollande|Una Novela Criminal
        author|El Universal|Los Zodiacos|Who directed La Casa de Papel?|Who wrote Una Novela Criminal?|Daniel
        Cabeza de Vaca|who is Cabeza de Vaca|Ana Ruiz|Mossford|NASA|2019|Le Monde|São Paulo |Who is José
        Martí?|Was Zoë there?|Who was Jeanne d'Arc?|WHO IS ANA RUIZ|WHY|what did Le Monde write|?|Why did Peña
        Nieto resign?""",
    "es": """¿Quién es Ana Ruiz?|cuando fue arrestada|cuantos años de prision|y el libro?|donde esta el rancho|que dijo
        el juez|¿Y después?|fecha del juicio|como se llama la banda|resumen del caso|pena de prision|los dos
        articulos|quien escribio el libro|su hermano|motivo de la liberacion|que dijo la corte suprema|cuanto
        tiempo estuvo detenida|que edad tiene|por que|quien la recibio|ella que dijo|¿por
        qué?|¿Cuándo?|¿Dónde?|¿Quién más?|cuéntame más|¿Es cierto?|¿y en 2020?|¿Qué pasó?|que paso despues|precio
        de la cochera|¿Cuál de ellos?|nombre de la hermana|a que hora|¿Cuánto costó?|cuanto costo|lista de
        nombres|elecciones en Madrid|¿Habló Ruiz?|la vuelta al mundo|¿De qué tratan?|explica el caso|dime
        mas|¿Está casada?|esta casada|¿Y la alcaldesa?|el accidente del ferry|¿Murió alguien?|murio alguien|quien
        gano la carrera|¿Qué tal Le Monde?|QUIEN ES ANA RUIZ|¿QUÉ DIJO?|resumen|¿Ganó el consejo?|los
        lobos|muertos en el accidente|¿Volvió a París?|¿A quién?|hubo rehenes|cuantos habitantes tiene
        Robledal|¿Desde cuándo?""",
    "fr": """Qui est Ana Ruiz ?|quand a-t-elle ete arretee|Combien d'annees de prison ?|Pourquoi a-t-elle été libérée
        ?|et le livre ?|Où se trouve le ranch ?|que dit le juge|Et ensuite ?|Quelle est la date du proces|Comment
        s'appelle le gang ? |resume de l'affaire|peine de prison|les deux articles|Qui a écrit le livre|son
        frere|la raison de la liberation|qu'a dit la cour supreme|duree de la detention|quel age
        a-t-elle|pourquoi|quand ?|où ?|ou est-il ne|et le pont ?|c'est vrai ?|Qui d'autre ?|dis-m'en plus|combien
        ça coûte|combien ca coute|Lequel d'entre eux ?|le nom de la soeur|à quelle heure|a quelle heure|liste des
        noms|les élections à Paris|Ruiz a-t-elle parlé ?|De quoi s'agit-il ?|explique l'affaire |est-elle mariée
        ?|et la maire ?|l'accident du ferry|Y a-t-il eu des morts ?|qui a gagné la course|QUI EST ANA RUIZ
        |QU'A-T-ELLE DIT ?|le résumé|les loups|est-ce vrai|depuis quand|pour qui|avec qui ?|le prix du dépôt|la
        grève des enseignants|combien d'habitants à Robledal|dans quel pays|leur avis|aucun blessé ?|chez qui
        habite-t-il|quelle langue|il a quel âge ?|Que pense Le Monde ?""",
}


@pytest.mark.parametrize(
    ("language", "question"),
    [(lang, " ".join(question.split())) for lang, many in LANGUAGES.items() for question in many.split("|")],
)
def test_the_language_of_a_short_question(language: str, question: str) -> None:
    assert detect_language(question) == language


@pytest.mark.parametrize("question", ["Ana Ruiz", "Netflix", "2019", "Le Monde", "?"])
def test_a_name_alone_is_in_the_conversations_language(question: str) -> None:
    assert standalone_question(question, [RUIZ_ES]).language == "es"
    assert standalone_question(question, [RUIZ]).language == "en"


def test_a_question_in_another_language_is_seen() -> None:
    assert standalone_question("And in 2020?", [RUIZ_FR]).language == "en"
    assert standalone_question("¿Y en 2020?", [RUIZ]).language == "es"


def test_a_name_ends_with_its_sentence() -> None:
    told = said("Who won?", "The mayor praised Tom Hale. Ada Moss beat Kim Lee.")
    assert "Hale Ada" not in standalone_question("Where was she born?", [told]).text


def test_a_follow_up_in_capitals_leans_as_any_other() -> None:
    told = said("Who is Ada Moss?", "Ada Moss is a painter. She lives in Holm.")
    understood = standalone_question("HOW OLD IS SHE?", [told])
    assert understood.text == "how old is Ada Moss?"


def test_what_an_it_meant_stays_part_of_the_topic() -> None:
    talk = [
        said("Who led the squid study?", "The study was led by Ana Ruiz, 39."),
        said("When did Ana Ruiz begin it?", "Ruiz began it in 2019."),
    ]
    assert "squid study" in standalone_question("How much did it cost?", talk).text


def test_another_relation_of_the_same_person_is_asked_the_same() -> None:
    talk = [said("What did Ana Ruiz’s son say?", "“No,” said Ana Ruiz’s son, Luis.")]
    assert standalone_question("And her husband?", talk).text == "What did Ana Ruiz’s husband say?"


@pytest.mark.parametrize(
    "last", ["What’s the mayor accused of?", "Who is Holm’s mayor?", "What did France’s president say?"]
)
def test_what_is_no_relation_of_a_person_is_not_exchanged(last: str) -> None:
    assert "husband mayor" not in standalone_question("And her husband?", [said(last, "Nothing.")]).text
    assert "’s husband" not in standalone_question("And her husband?", [said(last, "Nothing.")]).text


def test_a_name_and_what_stands_before_it_are_read_in_a_very_long_text_as_in_a_short_one() -> None:
    found = names("near Ana Ruiz, " * 20_000)
    assert len(found) == 20_000
    assert {(one.name, one.before, one.opens) for one in found} == {("Ana Ruiz", "near", False)}
    assert [one.opens for one in names("It rained.\n\n“Brannoch, the mill of Brannoch")] == [True, False]


def test_whoever_is_called_she_is_found_in_a_very_long_answer() -> None:
    told = "In May Kim Lee said that she was ill. It rained. " + "He left, and he left. " * 20_000
    assert [(one.name, one.score) for one in people([], [told], "f")] == [("Kim Lee", 4.6)]
    assert people([], [told], "m") == []


@pytest.mark.parametrize(
    "long",
    ["()" * 20_000 + "a", "(" * 40_000, "(a " * 20_000, "a" + " " * 100_000 + "b", "b-" * 20_000, "Ana Ruiz, " * 5_000],
)
def test_a_follow_up_to_a_very_long_question_is_understood(long: str) -> None:
    assert standalone_question("Why?", [said(long)]).text.startswith("Why?")
    assert standalone_question("And why is it so? " + "a " * 20_000, [said(long)]).text.startswith("And why is it so?")


def test_what_stood_in_brackets_comes_after_the_topic() -> None:
    assert standalone_question("Why?", [said("Who left?  (the dam\nat Mossford) ?!")]).context == (
        "left; the dam at Mossford"
    )
    assert standalone_question("Why?", [said("Who left (and why) the dam?")]).context == "left (and why) the dam"


WON = said("Who won the race?", "Abo Tesso won the race in his first year, beating the favourite, Kirr Salmo.")


def test_whoever_was_he_is_not_she_a_question_later() -> None:
    talk = [
        WON,
        Turn("how old is he", "how old is Abo Tesso", ""),
        said("And the second? (won the race)", WON.answer_text),
    ]
    assert standalone_question("did she win before?", talk).text == "did she win before? (won the race)"
    assert standalone_question("did he win before?", talk).text == "did Abo Tesso win before?"


def test_of_people_who_are_men_and_one_who_may_be_a_woman_she_is_that_one() -> None:
    told = said("Which two ministers spoke?", "The ministers John Hill and Peter Low spoke for Kirr Moss.")
    assert (
        standalone_question("Which of them met her?", [told]).text
        == "Which of them met Kirr Moss? (two ministers spoke)"
    )


def test_in_his_own_year_tells_that_it_is_a_he() -> None:
    assert people([], [WON.answer_text], "f")[0].name == "Kirr Salmo"
    assert "Abo Tesso" in [one.name for one in people([], ["Abo Tesso said it had rained in his street."], "f")]


def test_another_of_those_who_were_asked_for_is_not_the_first_ones_age() -> None:
    talk = [WON, Turn("how old is he", "how old is Abo Tesso", "")]
    assert standalone_question("and the second?", talk).text == "and the second? (won the race)"


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("what about her?", "is Moss still ill"),
        ("And her?", "is Moss still ill"),
        ("¿y ella?", "is Moss still ill"),
        ("Et elle ?", "is Moss still ill"),
        ("What about him?", "What about him? (Tom Hale still ill)"),
    ],
)
def test_what_about_her_asks_the_same_of_the_woman_who_was_named(question: str, understood: str) -> None:
    talk = [
        said("Who is Tom Hale?", "Tom Hale is a friend of Anna Moss."),
        said("Where does Tom Hale live?", "Moss lives with Hale at the mill."),
        said("is Tom Hale still ill", "Hale, who is ill, said that Moss is well, and so is Kirr Salmo."),
    ]
    assert standalone_question(question, talk).text == understood


def test_a_lawyer_whose_name_was_not_found_is_still_meant() -> None:
    asked = "and Ana Ruiz’s lawyer, what's her name?"
    assert standalone_question("what did she say", [said(asked)]).text == "what did she say (Ana Ruiz’s lawyer)"
    found = said(asked, "Ana Ruiz’s lawyer is Ada Moss.")
    assert standalone_question("what did she say", [found]).text == "what did Ada Moss say"


@pytest.mark.parametrize(
    ("last", "question", "understood"),
    [
        ("When did the strike start?", "and end?", "When did the strike end?"),
        ("When does the mill open", "And close?", "When does the mill close"),
        ("¿Cuándo empezó la huelga?", "¿Y terminó?", "¿Cuándo terminó la huelga?"),
        ("Who came?", "and end?", "and end? (came)"),
        ("When did the strike start and the sale begin?", "and end?", None),
    ],
)
def test_a_verb_alone_takes_the_place_of_its_opposite(last: str, question: str, understood: str | None) -> None:
    text = standalone_question(question, [said(last)]).text
    assert text == understood if understood else text.startswith("and end? (")


@pytest.mark.parametrize(
    ("last", "topic"),
    [
        ("and what do the hunters think?", "hunters"),
        ("What did Petrov say?", "Petrov"),
        ("who is right? (Petrov)", "Petrov"),
        ("says who? (wolves in the hills)", "wolves in the hills"),
        ("how fast was Ewan Rosser going", "Ewan Rosser"),
        ("What happened at the mill?", "mill"),
        ("Who ordered that Ana Ruiz be let go?", "ordered that Ana Ruiz be let go"),
        ("And the mayor? (sale of the mill)", "mayor"),
        ("And then? (sale of the mill)", "sale of the mill"),
        ("What year was that? (sale of the mill)", "sale of the mill"),
        ("How full was it a year earlier? (reservoir of Hale)", "reservoir of Hale"),
        ("¿y quién lo admitió? (policía en el rancho)", "policía en el rancho"),
        ("¿Qué hizo la policía en el rancho?", "policía en el rancho"),
        ("¿Y los agricultores? (Ana Ruiz)", "los agricultores"),
        ("Et combien ça va coûter ? (la ligne C)", "la ligne C"),
        ("Combien d'arrêts aura-t-elle ? (la ligne C)", "la ligne C"),
        ("De quel livre est-elle tirée ?", "livre tirée"),
    ],
)
def test_the_topic_is_one_thing_that_can_be_read(last: str, topic: str) -> None:
    assert standalone_question("why?", [said(last)]).text == f"why? ({topic})"


def test_a_topic_that_the_answer_names_has_its_name() -> None:
    answer = "El alcalde, Luis Ortega, pidió calma."
    assert standalone_question("¿cuántos años tiene?", [said("¿Y el alcalde? (la playa)", answer)]).text == (
        "¿cuántos años tiene? (el alcalde Luis Ortega)"
    )


def test_who_admitted_it_asks_of_what_was_told() -> None:
    talk = [said("¿Qué hizo la policía en el rancho?", "Ana Ruiz fue detenida.")]
    assert standalone_question("¿y quién lo admitió?", talk).text == "¿y quién lo admitió? (policía en el rancho)"
    assert standalone_question("¿y quién los paga?", talk).text == "¿y quién los paga? (policía en el rancho)"
    assert standalone_question("¿y quién la detuvo?", talk).text == "¿y quién la detuvo? (Ana Ruiz)"


def test_to_whom_leans_on_what_was_told() -> None:
    assert standalone_question("à qui ?", [said("Quand a été vendu le moulin ?")]).text.startswith("à qui ? (")
    assert standalone_question("¿de quién?", [said("¿Cuándo se vendió el molino?")]).text.startswith("¿de quién? (")


@pytest.mark.parametrize(
    "question",
    ["in english please", "In English?", "can you say that in English?", "en inglés por favor", "En anglais svp"],
)
def test_in_another_language_asks_the_same_once_more(question: str) -> None:
    understood = standalone_question(question, [said("¿Qué hizo la policía?", "Nada.")])
    assert (understood.text, understood.language) == ("¿Qué hizo la policía?", "es")


def test_what_else_is_in_a_language_is_a_question_of_its_own() -> None:
    assert standalone_question("Which articles are in English?", [RUIZ]).text == "Which articles are in English?"


@pytest.mark.parametrize(
    "words",
    [
        "thanks",
        "Thank you very much!",
        "ok, thanks",
        "OK",
        "gracias",
        "¡Muchas gracias!",
        "merci",
        "Bonjour",
        "hi there",
    ],
)
def test_thanks_and_greetings_ask_nothing(words: str) -> None:
    assert asks_nothing(words)


@pytest.mark.parametrize(
    "words", ["thanks to whom?", "Merci Ruiz", "ok, and why?", "good news", "hello kitty", "why", "gracias a quién"]
)
def test_what_has_another_word_asks_something(words: str) -> None:
    assert not asks_nothing(words)


def test_thanks_are_no_topic_of_what_follows() -> None:
    asked = Turn("When did the mill burn down?", "When did the mill burn down?", "The mill burned down in 1998.")
    thanks = Turn("Thanks", "Thanks", "")
    assert standalone_question("Why?", (asked, thanks)) == standalone_question("Why?", (asked,))


MOSS = said("What did Ada Moss say?", "Ada Moss said that she had sold Holm Mills.")


@pytest.mark.parametrize(
    "question",
    [
        'Who said "She is right to sell it now"?',
        'Who said "it was a miracle"?',
        'Who said that "it was a miracle"?',
        "Who said “he never came back”?",
        "Who said 'it was the boys' own idea'?",
        "Who wrote «She and they»?",
        "¿Quién dijo que «ella tiene razón»?",
        "¿Quién dijo «no voy a dimitir»?",
        "Qui a dit « elle a raison » ?",
    ],
)
def test_the_words_of_a_quotation_lean_on_nothing_and_are_left_as_they_are(question: str) -> None:
    assert standalone_question(question, [MOSS]).text == question


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ('Did she say "she is right"?', 'Did Ada Moss say "she is right"?'),
        ('Who said "she is right" when she left?', 'Who said "she is right" when Ada Moss left?'),
        ("“Did she appeal?”", "“Did Ada Moss appeal?”"),  # no more than the question in marks
        ('Who is "she"?', 'Who is "Ada Moss"?'),
        (
            "What did the boys' mother and her girls' school say?",
            "What did the boys' mother and her girls' school say?",
        ),
        ("¿Por qué dijo «lo siento mucho»?", "¿Por qué dijo «lo siento mucho»? (Ada Moss)"),
    ],
)
def test_what_stands_outside_of_a_quotation_leans_as_ever(question: str, understood: str) -> None:
    assert standalone_question(question, [MOSS]).text == understood


@given(st.text(alphabet="ab'’‘\"“”«»A .?", max_size=40))
def test_a_text_keeps_its_length_and_its_marks_without_its_quotations(text: str) -> None:
    veiled = outside_quotations(text)
    assert len(veiled) == len(text)
    assert all(new == old or (new == "x" and old.isalnum()) for new, old in zip(veiled, text, strict=True))


def test_a_quotation_keeps_its_pronouns_as_a_topic() -> None:
    asked = said('What did the mayor mean by "it is her mill"?')
    assert '"it is her mill"' in standalone_question("Why?", [MOSS, asked]).text


WITH_SUBJECT = """How many died in the fire?|How many were killed in the mill fire in Holm?|How many survived the fall of the
    bridge?|How many were hurt in Holm?|Was it raining in Holm on Monday?|Did it snow on the day of the vote?|How long did
    it take the firefighters to put out the blaze?|How much did it cost the town to mend the bridge?|How did it happen that
    the bridge fell?|Why was it that the bridge fell?|What did the IT firm say?|Is this year's harvest bigger?|Was this
    week’s vote close?|What did the company say about its plans?|Is the school happy with its pupils?|What did the
    council decide with its own money?"""
WITHOUT_SUBJECT = """How many died?|How many were hurt?|How many died the next day?|How many died in 2019?|How many died at the time?|How
    many died in the disaster?|How many died when it fell?|How many of them died?|How many of the workers died?|How many did
    the police arrest?|How many were sold by the firm?|Was it raining?|Did it rain that day?|Did it rain in the end?|Was it
    heavy in Holm?|How long did it take?|How much did it cost the town?|Did it take the men to court?|How did it happen?|What
    did it say?|Is this bigger?|Is this true?|What did the mayor say about its closure?|What did the doctors say about their
    wounds?|What does the company say about it?|What are its plans?|Is it true that they sold it?"""


@pytest.mark.parametrize("question", [" ".join(question.split()) for question in WITH_SUBJECT.split("|")])
def test_what_says_itself_what_it_is_about_gets_no_topic(question: str) -> None:
    understood = standalone_question(
        question, [said("What did Tom Hale say?", "Tom Hale said that Holm Mills burned.")]
    )
    assert (understood.text, understood.sure) == (question, True)


@pytest.mark.parametrize("question", [" ".join(question.split()) for question in WITHOUT_SUBJECT.split("|")])
def test_what_resembles_it_and_leaves_out_its_subject_gets_the_topic(question: str) -> None:
    told = said("What happened at the mill?", "The mill burned.")
    assert standalone_question(question, [told]).text == f"{question} (mill)"
