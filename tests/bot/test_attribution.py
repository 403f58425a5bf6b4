"""Who says so, as of when it holds, when it happened, and who is meant by "she"."""

from __future__ import annotations

import pytest

from bot.answerer import Turn
from bot.conversation import standalone_question
from bot.offline.as_of import as_of
from bot.offline.attribution import attribute
from bot.offline.candidates import Candidate
from bot.offline.dated import date_of
from bot.offline.references import readable
from bot.offline.when import dates
from bot.text.mentions import may_be_person, names
from tests.bot.offline_articles import article, sentence

HEAD = "Town news\n\nCORROW, November 5, 2021 — It rained in Corrow on Friday.\n\n"


@pytest.mark.parametrize(
    ("told", "speaker"),
    [
        ("The pump, they said, was found dry on Sunday.", None),
        ('"It would not start," its director, Ada Moss, told a meeting on Sunday.', "Ada Moss"),
        ("The rowing team is called the Herons.", None),
        ("Ada Moss was told to leave.", None),
        ("The lane was shut, and the warden said it would stay so.", "the warden"),
        ("The lane was shut, the harbour office has admitted.", "the harbour office"),
        ("The lane was shut, the warden of Holm said on Sunday.", "the warden of Holm"),
        ("Ada Moss had seen the crack and told the owner.", "Ada Moss"),
        ("A spokesman for Tom Hale said no.", "A spokesman for Tom Hale"),
        ("The minister of Public Works, Ada Moss, noted that it was late.", "Ada Moss"),
        ("«Nadie vino», se quejó su presidenta, Ada Moss.", "Ada Moss"),
        ("« Personne n'est venu », avoue Ada Moss, 40 ans.", "Ada Moss"),
        ("La ville paiera, a promis sa maire, Ada Moss ; le pont rouvrira.", "Ada Moss"),
    ],
)
def test_the_speaker_stands_where_speakers_stand(told: str, speaker: str | None) -> None:
    assert attribute(sentence(article(HEAD + told), told[:8])).speaker == speaker


@pytest.mark.parametrize(
    ("told", "quote", "speaker"),
    [
        ("The mayor, Ada Moss, was angry. She will sue, she told this newspaper.", "She will", "Ada Moss"),
        ("Asked whether he would sell the barn, he replied: “To whom?”", "Asked", None),
        ("“Hoy es fiesta”, dijo Ada Moss. El juez, Tomás Hale, recordó la sequía. ¿Por qué? “Por el calor”, respondió.",
         "“Por", "Tomás Hale"),
        ("“Hoy es fiesta”, dijo Ada Moss. Llovió todo el día. “Por el calor”, respondió.", "“Por", None),
        ("Mr. Hale denied this. “It hurt. The rent did,” he said by telephone.", "“It hurt", "Mr. Hale"),
        ("El biólogo cree que hay poco riesgo: “El mar lo diluye”. La alcaldesa prometió medirlo.", "El biólogo", None),
    ],
)  # fmt: skip
def test_a_pronoun_or_a_verb_alone_leaves_the_speaker_to_the_sentence_before(
    told: str, quote: str, speaker: str | None
) -> None:
    assert attribute(sentence(article(HEAD + told), quote)).speaker == speaker


@pytest.mark.parametrize(
    ("told", "quote", "speaker"),
    [
        ("Ada Moss took it calmly. “I came to row,” said the 24-year-old.", "“I came", "Ada Moss"),
        ("Ada Moss beat Tom Hale. “I came to row,” said the 24-year-old.", "“I came", "the 24-year-old"),
        ("Its warden, Tom Hale, was sad. He puts the number at “60 to 70”.", "He puts", "Tom Hale"),
        ("She put the kettle at the window, where Tom Hale sat.", "She put", None),
        ("Su portavoz, Ada Moss, calcula que se perderá la mitad.", "Su portavoz", "Ada Moss"),
        ("La presidenta, Ada Moss, acusa al juez: asegura que llegó tarde.", "La presidenta", "Ada Moss"),
        ("Her trainer, Tom Hale, swears that it slowed down.", "Her trainer", "Tom Hale"),
        ("Forecaster Ada Moss expects the rain to stop.", "Forecaster", "Forecaster Ada Moss"),
        ("M. Hale dément.", "M. Hale", "M. Hale"),
        ("L'accusé n'a rien nié. Pourquoi ? « Je partais, je me disais que c'était fini. »", "« Je", "L'accusé"),
        ("Ada Moss est restée. « Je partais, je me disais que c'était fini. »", "« Je", "Ada Moss"),
        ("Mr Tom Hale took Mrs Ada Moss to the hall, where she told reporters that it was late.", "Mr Tom", "Ada Moss"),
        ("Freya has lost two kilos, she said.", "Freya", None),
        ("The walk was led by Ada Moss, who called the bridge “a toy”.", "The walk", None),
        ("Ada Moss, who is still in bed, admitted that it was late.", "Ada Moss", "Ada Moss"),
    ],
)  # fmt: skip
def test_whoever_speaks_is_named_and_narration_is_nobodys(told: str, quote: str, speaker: str | None) -> None:
    assert attribute(sentence(article(HEAD + told), quote)).speaker == speaker


@pytest.mark.parametrize("outlet", ["HarbourPost", "The NorthNews", "Daily Tidewire"])
def test_an_outlet_is_known_by_how_its_name_ends(outlet: str) -> None:
    assert attribute(sentence(article(f"{HEAD}{outlet} reported that the lane is shut."), outlet)).reported_by == outlet


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("A reading by Ada Moss, born in Holm in 1974, is due on Sunday.", "2021-11-05"),
        ("The bill has risen from 38 million in 2012 to 121 million last year.", "2021-11-05"),
        ("The lane is shut, as it was in the storm of 1987.", None),
        ("Holm, where a mill stood in 1850, is a village of 300 people.", "2021-11-05"),
        ("In 2012 the club has 40 members.", "2012"),
        ("The results are due in 2030.", "2021-11-05"),
    ],
)
def test_a_present_tense_claim_is_not_dated_by_a_birth_or_a_year_long_past(told: str, expected: str | None) -> None:
    assert as_of(sentence(article(HEAD + told), told[:6])) == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("at the end of June", (0, 6, 0)),
        ("by late June", (0, 6, 0)),
        ("until July", (0, 7, 0)),
        ("next May", (0, 5, 0)),
        ("a finales de junio", (0, 6, 0)),
        ("fin de juin", (0, 6, 0)),
        ("début d’août", (0, 8, 0)),
    ],
)
def test_a_month_alone_is_a_date(text: str, found: tuple[int, int, int]) -> None:
    assert list(dates(text)) == [found]


@pytest.mark.parametrize("text", ["en sept ans", "those who come last may be late", "the next march"])
def test_a_word_that_is_spelled_like_a_month_is_none(text: str) -> None:
    assert list(dates(text)) == []


def test_what_is_to_come_is_dated_after_the_article() -> None:
    made = article(f"{HEAD}Ada Moss came in 2015. In December she will sing. In March the hall is due to open.")
    assert date_of(sentence(made, "In December")) == (2021, 12, 0, 0)
    assert date_of(sentence(made, "In March")) == (2022, 3, 0, 0)
    spanish = article(f"{HEAD}Ada Moss llegó en 2015. En diciembre cantará en Irán.")
    assert date_of(sentence(spanish, "En diciembre")) == (2021, 12, 0, 0)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("They met at her school, St. Jude's Primary, on Monday.", []),
        ("They took the ferry Ada Moss, which was late.", []),
        ("At the church, Ada Moss, the mayor, sang.", ["Ada Moss"]),
        ("She left the school, Mrs Moss, the teacher, wrote.", ["Moss"]),
    ],
)
def test_the_name_of_a_school_or_a_ship_is_nobodys(text: str, people: list[str]) -> None:
    assert [one.name for one in names(text) if may_be_person(one) and one.name != "Monday"] == people


def test_a_school_is_never_she() -> None:
    made = article(f"{HEAD}Friends at her school, St. Jude's Primary, paid for it. She was glad.")
    assert readable(sentence(made, "She was")) == "She was glad."


@pytest.mark.parametrize(
    ("asked", "answer", "question", "understood"),
    [
        ("Who taught Zola to swim?", "Her uncle, Sipho Dube, taught her.", "How old was her coach?", "Zola"),
        ("Who taught Maria to swim?", "Sipho Dube did.", "How old is her coach?", "Maria"),
        ("Who runs Norvik?", "Norvik is run by Greta Holm.", "How old is her son?", "Greta Holm"),
        ("Who taught Zola to swim?", "Her aunt, Greta Holm, taught her.", "When did she sell her boat?", "Greta Holm"),
    ],
)
def test_what_is_hers_is_asked_of_the_person_who_was_asked_about(
    asked: str, answer: str, question: str, understood: str
) -> None:
    assert understood in standalone_question(question, [Turn(asked, asked, answer)]).text


@pytest.mark.parametrize(
    ("told", "speaker"),
    [
        ("Tom Hale's lawyer, Ada Moss, said he would appeal.", "Ada Moss"),
        ("Ada Moss's brother, Tom Hale, said he was ill.", "Tom Hale"),
        ("“It is over,” said the man who was arrested with Ada Moss.", "the man"),
        ("Three people died, police said Sunday.", "police"),
        ("Two homes burned, the fire chief said Monday.", "the fire chief"),
        ("“It rained,” police in Holm said on Sunday.", "police"),
        ("Prices will fall, economists said Monday.", "economists"),
        ("The pub, called the Dog, is shut.", None),
        ("A storm, called Ida by forecasters, hit the coast.", None),
        ("The mayor, Ada Moss, called it a shame.", "Ada Moss"),
    ],
)
def test_whoever_says_so_is_neither_the_owner_nor_what_happened(told: str, speaker: str | None) -> None:
    made = article(f"Report\n\n{told}\n")
    assert attribute(Candidate(made, len(made.sentences) - 1, 0, 0.8)).speaker == speaker


def test_a_long_row_of_answers_leads_back_to_who_began_it() -> None:
    answers = " ".join(f"“Por el calor {at}”, respondió." for at in range(60))
    made = article(f"Report\n\n“Hoy es fiesta”, dijo Ada Moss. {answers}\n")
    assert attribute(Candidate(made, len(made.sentences) - 1, 0, 0.8)).speaker == "Ada Moss"


@pytest.mark.parametrize(
    ("told", "person"),
    [
        ("The head of the school, Ada Moss, resigned.", True),
        ("The owner of the hotel, Tom Hale, was fined.", True),
        ("Le directeur de l'usine, Jean Dupont, est parti.", True),
        ("She left her school, Ada Moss Primary, in May.", False),
        ("She left her former school, Hill Primary, in May.", False),
    ],
)
def test_whoever_runs_a_school_is_a_person(told: str, person: bool) -> None:
    assert [may_be_person(one) for one in names(told)] == [person]


@pytest.mark.parametrize(
    ("told", "speaker"),
    [
        # whose words they are stands between commas
        ("Two men broke a pane by Tom Hale and ran, witnesses told the Herald.", "witnesses"),
        ("The lane, neighbours say, was dark.", "neighbours"),
        ("The loss, said the owner, Ada Moss, cannot be made good.", "Ada Moss"),
        ("Until then, said Ada Moss, the lane stays shut.", "Ada Moss"),
        # a body, and not a part of its name or a place beside it
        ("Half of them voted, the town's Board of Works said on Sunday.", "the town's Board of Works"),
        ("The union at the mill in Corrow, Oregon, where 300 people work, said it was worried.", "The union"),
        ("Bees count, according to a study published in the journal Hive Minds.", "a study"),
        # somebody is told; nobody says
        ("“We won,” they told a crowd outside the Corn Hall.", None),
        ("“Nobody came,” it says in Harbour Road.", None),
        ("A helicopter called in from Corrow turned back.", None),
        ("The gallery has added the picture to its list.", None),
        ("Longer walks told another story.", None),
        ("Ada Moss had wanted the will declared invalid.", None),
        ("Ada Moss asked the families for receipts.", None),
        ("Under rules announced by Ada Moss, the lane is shut.", None),
        ("Neither of them wants to say why.", None),
        # Spanish and French
        ("Su presidente, Tomás Hale, calificó la ley de «error» y advirtió de que costará más.", "Tomás Hale"),
        ("La obra cuesta más, según reconoció el consejero de Obras, Tomás Hale.", "Tomás Hale"),
        ("«Nadie vino», dijo Ada Moss al salir a la calle.", "Ada Moss"),
        ("« Nous resterons », a prévenu leur porte-parole, Ada Moss, dite « la Reine ».", "Ada Moss"),
        ("Sa mère, Ada Moss, a demandé que l'on se taise.", "Ada Moss"),
        ("Il y avait 300 personnes, selon la police, 900 selon les organisateurs.", None),
        ("Le lac est à sec, a indiqué la mairie dimanche soir.", "la mairie"),
    ],
)
def test_a_speaker_is_named_only_where_one_stands(told: str, speaker: str | None) -> None:
    assert attribute(sentence(article(HEAD + told), told[:8])).speaker == speaker


@pytest.mark.parametrize(
    ("told", "beginning", "speaker"),
    [
        # words in quotation marks inside somebody else's sentence
        ("They called the mill “sound”. “It was old,” said Ada Moss.", "They", None),
        ("The clerk smelt something “like tar”. The leak was found late, said Ada Moss.", "The clerk", None),
        # what was closed is not continued by what comes after
        ("“It is cold,” says the 58-year-old. “It was colder.” Ada Moss said that she was sorry.", "“It was", "the 58-year-old"),
        ("The baker was glad. “I will buy it.” The mayor, Ada Moss, said no.", "“I will", None),
        # an unknown speaker stays unknown, and is not passed over
        ("“No,” said Ada Moss.\n\nThe driver and the baker left. “Well,” he told the court. “I saw it.”", "“I saw", None),
        # what is still open is closed by its speaker
        ("Ada Moss left. “It rained. It was cold,” said Tom Hale.", "“It rained", "Tom Hale"),
        # the person who leads the sentence, and no name further on
        ("Constable Ada Moss was there. “It was quick,” she told The Corrow Daily.", "“It was", "Ada Moss"),
        ("«Sí», dijo Ada Moss. El alcalde, Tomás Hale, pidió calma. «El mar manda», bromeó.", "«El mar", "Tomás Hale"),
        # a surname alone, of somebody named in full elsewhere; a word that may be a place is nobody's
        ("Segunda fue Ada Moss, de 34 años.\n\nMoss se cayó en la bajada. «Volveré», declaró.", "«Volveré", "Ada Moss"),
        ("Segunda fue Ada Moss, de 34 años.\n\nCorrow celebró la carrera. «Volveré», declaró.", "«Volveré", None),
        ("La obra tardó, dijo Ada Moss. El retraso se debe, explicó, a la lluvia.", "El retraso", "Ada Moss"),
    ],
)  # fmt: skip
def test_a_quotation_takes_its_speaker_from_the_sentence_it_belongs_to(
    told: str, beginning: str, speaker: str | None
) -> None:
    assert attribute(sentence(article(HEAD + told), beginning)).speaker == speaker
