"""What keeps a sentence from answering: whose words it has, and of which bearer of a name it tells."""

from __future__ import annotations

import pytest

from bot.offline.fitness import RULES
from bot.offline.others import of_a_namesake, of_another_person, of_another_relation
from bot.offline.questions import understand
from tests.bot.offline_articles import article, sentence

HEAD = "Town news\n\nCORROW, November 5, 2021 — It rained in Corrow on Friday.\n\n"
RACE = (
    f"{HEAD}Le pilote Tom Hale, 26 ans, a été exclu vendredi.\n\n"
    "« Je le jure sur la mer », a déclaré le pilote devant son hôtel. Il a demandé une autre analyse.\n\n"
    "Sa manager, Ada Moss, est en colère. « On nous ment », a-t-elle lancé.\n\n"
    "« C'est triste », a dit le syndicat."
)


def misfit(rule: str, asked: str, told: str, beginning: str, language: str = "en") -> bool:
    return RULES[rule](understand(asked, language), sentence(article(told), beginning))


@pytest.mark.parametrize(
    ("asked", "beginning", "held_back"),
    [
        ("Qu'a dit Tom Hale ?", "« Je", False),
        ("Qu'a dit Tom Hale ?", "Il a", False),
        ("Qu'a dit Tom Hale ?", "« On", True),
        ("Qu'a dit Tom Hale ?", "« C'est", True),
        ("Qu'a dit Ada Moss ?", "« On", False),
        ("Qu'a dit Ada Moss ?", "« Je", True),
        ("Qu'a dit Wren Dallow ?", "« Je", True),
    ],
)
def test_words_of_somebody_without_a_name_may_be_those_of_the_one_told_of_before(
    asked: str, beginning: str, held_back: bool
) -> None:
    assert misfit("another_speaker", asked, RACE, beginning, "fr") is held_back


COUSINS = (
    f"{HEAD}“It is late,” said Ada Moss, 47, who leads the union. Mayor Wren Moss, her cousin, kept out of it. "
    "She was born in 1970.\n\nMoss disputed this. “It is early,” Wren Moss told reporters."
)


@pytest.mark.parametrize(
    ("asked", "beginning", "held_back"),
    [
        ("What did Wren Moss say?", "“It is late", True),
        ("What did Ada Moss say?", "“It is late", False),
        ("What did Ada Moss say?", "Mayor Wren", True),
        ("What did Ada Moss say?", "Moss disputed", False),
        ("What did Moss say?", "“It is late", False),
        ("What did Mayor Wren Moss say?", "“It is early", False),
        ("What did the mayor of Corrow say?", "“It is early", False),
        ("What did the mayor of Brannoch say?", "“It is early", True),
        ("What did Wren Moss's cousin say?", "“It is late", False),
    ],
)
def test_of_two_who_share_a_last_name_the_words_are_the_speakers_own(
    asked: str, beginning: str, held_back: bool
) -> None:
    assert misfit("another_speaker", asked, COUSINS, beginning) is held_back


@pytest.mark.parametrize(
    ("asked", "beginning", "held_back"),
    [
        ("How old is Wren Moss?", "“It is late", True),
        ("How old is Mayor Wren Moss?", "“It is late", True),
        ("Does Wren Moss lead the union?", "“It is late", True),
        ("Who is Wren Moss?", "“It is late", True),
        ("How old is Ada Moss?", "“It is late", False),
        ("How old is Moss?", "“It is late", False),
        ("Did Wren Moss dispute this?", "Moss disputed", False),
        ("How old is Wren Moss's cousin?", "“It is late", False),
        ("Is Wren Moss the cousin of Ada Moss?", "“It is late", False),
        ("Who is related to Wren Moss?", "“It is late", False),
        ("How old is Tom Moss?", "“It is late", True),  # a man
        ("How old is Tilda Moss?", "“It is late", False),
        ("How old is Brannoch Moss?", "“It is late", False),
        ("How old is Adah Moss?", "“It is late", False),  # misspelled
        ("How old is A. Moss?", "“It is late", False),
    ],
)
def test_what_is_told_of_a_namesake_is_held_back(asked: str, beginning: str, held_back: bool) -> None:
    assert of_a_namesake(understand(asked, "en"), sentence(article(COUSINS), beginning)) is held_back


@pytest.mark.parametrize(
    ("told", "asked", "held_back"),
    [
        ("Bill Skell, 60, founded the firm.", "How old is William Skell?", False),
        ("Bill Skell, 60, founded the firm.", "How old is Wren Skell?", False),
        ("Bill Skell, 60, founded the firm.", "How old is Ada Skell?", True),
        ("Bill Skell, 60, founded the firm. William Skell, his son, sold it.", "How old is William Skell?", True),
        ("Bill Skell, 60, founded the firm. William Skell, his son, sold it.", "How old is Bill Skell?", False),
    ],
)
def test_a_namesake_is_one_only_where_both_are_named_or_cannot_be_the_same(
    told: str, asked: str, held_back: bool
) -> None:
    assert of_a_namesake(understand(asked, "en"), sentence(article(HEAD + told), "Bill")) is held_back
    quoted = told.replace("founded the firm", "spoke: “It is late and it is cold.” He left")
    said = asked.replace("How old is", "What did").replace("?", " say?")
    assert misfit("another_speaker", said, HEAD + quoted, "Bill") is held_back


TRIED = (
    f"{HEAD}Ada Moss and Ike Vash were tried in Holm. Moss was sentenced to nine years on 3 May. "
    "In the end he got four years, Vash said. They left on Monday after two hours. Tilda Penn, 61, sat in the front row. She had waited for three hours. The trial cost 400,000 crowns. "
    "The Frenchwoman left on 5 May after Ike Vash had gone. The mayor resigned on 6 May, Ike Vash said."
)


@pytest.mark.parametrize(
    ("asked", "beginning", "of_another"),
    [
        ("How many years was Ike Vash sentenced to?", "Moss was", True),
        ("How many years was Ada Moss sentenced to?", "Moss was", False),
        ("When was Vash sentenced?", "Moss was", True),
        ("How many years was Ike Vash sentenced to?", "In the end he", False),
        ("How long was Ike Vash in the room?", "They left", False),  # of whom is not said
        ("How old is Ike Vash?", "Tilda Penn", True),
        ("How long did Ike Vash wait?", "She had", True),
        ("How long did Tilda Penn wait?", "She had", False),
        ("How old is Ike Vash's lawyer?", "Tilda Penn", False),
        ("How old is the lawyer?", "Tilda Penn", False),
        ("What did the trial of Ike Vash cost?", "The trial", False),
        ("When did Ada Moss leave?", "The Frenchwoman", False),  # she may well be French
        ("When did Ada Moss resign?", "The mayor", False),
        ("When did the Vash trial end?", "Moss was", False),
        ("Where was Ike Vash sentenced?", "Moss was", False),  # it may well have been there
        ("How old is Rhys Dallow?", "Tilda Penn", False),  # whom the article does not know: another rule's matter
    ],
)
def test_a_figure_or_date_told_of_somebody_else_is_none_of_the_one_asked_about(
    asked: str, beginning: str, of_another: bool
) -> None:
    assert of_another_person(understand(asked, "en"), sentence(article(TRIED), beginning)) is of_another


KIN = (
    f"{HEAD}The firm is led by Ada Moss. Its union wants more, and its officer, Tom Moss, said so.\n\n"
    "The board and a driver met Ike Vash. He is not related to the director.\n\n"
    "Wren Dallow, 31, sings. She is a nurse in Holm.\n\n"
    "The lake froze and the boats sank. She was late."
)


@pytest.mark.parametrize(
    ("asked", "beginning", "held_back"),
    [
        ("Who is Ada Moss?", "He is not", True),
        ("Who is the director?", "He is not", True),
        ("Who is Wren Dallow?", "She is a", False),
        ("Who is Ada Moss?", "She is a", True),
        ("Who is the nurse?", "She is a", False),
        ("Who is the pilot?", "She was late", True),
        ("Who is the owner of the boats?", "She was late", False),
        ("Who sings in Holm?", "She is a", False),
        ("Who is Ada Moss?", "The firm", False),
    ],
)
def test_who_somebody_is_is_not_told_by_a_pronoun_for_nobody_known(asked: str, beginning: str, held_back: bool) -> None:
    assert misfit("lacks_the_named", asked, KIN, beginning) is held_back


@pytest.mark.parametrize(
    ("asked", "held_back"),
    [
        ("What did Judge Ada Moss say?", False),
        ("What does Doctor Ada Moss want?", False),
        ("Which judge fell ill?", True),
        ("Which judges fell ill?", True),
    ],
)
def test_what_a_judge_said_asks_for_no_judge(asked: str, held_back: bool) -> None:
    assert misfit("lacks_the_role", asked, f"{HEAD}Ada Moss fell ill on Sunday.", "Ada Moss") is held_back


@pytest.mark.parametrize(
    ("asked", "told", "held_back"),
    [
        ("What does Ada Moss's father do?", "Her mother, a pharmacist, was in the shop.", True),
        ("What does Ada Moss's father do?", "Her father, a pharmacist, was in the shop.", False),
        ("What does Ada Moss's father do?", "The pharmacist spoke of his daughter.", False),  # he may be the father
        ("What does Ada Moss's father do?", "The pharmacist was in the shop.", False),
        ("How old is her husband?", "Her brother is 34.", True),
        ("How old is the mayor?", "Her brother is 34.", False),
        ("How old was the boy?", "The 12-year-old was found by his sister.", False),
        ("Did the father confess?", "Tom Hale, a married plumber, confessed.", False),
    ],
)
def test_another_relation_of_the_one_asked_about_is_held_back(asked: str, told: str, held_back: bool) -> None:
    made = article(f"Town news\n\nIt rained in Corrow on Friday. {told}\n")
    assert of_another_relation(understand(asked, "en"), sentence(made, told[:9])) is held_back


HELD = (
    f"{HEAD}She left a Corrow City prison on Friday. They met at a ranch near Holm Bay. He was taken to Dunmore prison. "
    "The prison of Saint Hale is older."
)


@pytest.mark.parametrize(
    ("asked", "beginning", "held_back"),
    [
        ("What is the prison where she was held called?", "She left", True),
        ("What is the name of the prison?", "She left", True),
        ("What is the name of the ranch?", "They met", True),
        ("What is the name of the prison?", "He was", False),
        ("What is the prison called?", "The prison of", False),
    ],
)
def test_where_something_is_is_not_what_it_is_called(asked: str, beginning: str, held_back: bool) -> None:
    assert misfit("lacks_the_named", asked, HELD, beginning) is held_back


RELEASED = f"{HEAD}She left on Wednesday. She was arrested on December 8 of that year."


@pytest.mark.parametrize(
    ("asked", "beginning", "held_back"),
    [
        ("On which day of the week did she leave?", "She left", False),
        ("On which day of the week did she leave?", "She was", True),
        ("On which day did she leave?", "She was", False),
        ("¿Qué día de la semana salió?", "She was", True),
    ],
)
def test_a_day_of_the_week_is_no_day_of_the_month(asked: str, beginning: str, held_back: bool) -> None:
    assert misfit("lacks_the_form", asked, RELEASED, beginning, "es" if "¿" in asked else "en") is held_back
