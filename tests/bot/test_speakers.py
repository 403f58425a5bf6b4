"""Whose words stand beside a quotation: whatever verb tells them, before a colon, and where the verb stands alone."""

from __future__ import annotations

import pytest

from bot.offline.attribution import attribute
from bot.offline.quotations import blanked
from bot.offline.references import readable
from bot.offline.speakers import has_a_verb
from tests.bot.offline_articles import article, sentence

HEAD = "Town news\n\nCORROW, November 5, 2021 — It rained in Corrow on Friday.\n\n"


def speaker(told: str, beginning: str | None = None) -> str | None:
    return attribute(sentence(article(HEAD + told), beginning or told[:8])).speaker


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        # after a quotation any verb tells
        ("«Hoy ganó el río», festejó la vencedora, pescadora de 50 años.", "la vencedora"),
        ('"Hoy ganó el río", ironizó Wren Dallow.', "Wren Dallow"),
        ('"Nos dejaron aquí solos", se indignaron los vecinos.', "los vecinos"),
        ("« Nous voilà bien seuls », a tonné la maire, Wren Dallow.", "Wren Dallow"),
        ("« Nous voilà bien seuls ! » s'est emporté Tom Hale.", "Tom Hale"),
        ("« Nous voilà bien seuls », s'étonne Ada Moss.", "Ada Moss"),
        ("« Nous voilà bien seuls », ironise le maire.", "le maire"),
        ("“It is a lottery,” Judge Wren Dallow wrote for the court.", "Wren Dallow"),
        ("“It is a lottery,” quipped Wren Dallow.", "Wren Dallow"),
        ("“It is a lottery,” Wren Dallow thundered at a meeting on Sunday.", "Wren Dallow"),
        ("“It is a lottery,” the baker quipped.", "the baker"),
        ("It is a lottery,” countered the baker.", "the baker"),
        # a quotation that is a title, or stands inside a sentence
        ("“The Lark,” painted in 1894 by Ada Moss, was found.", None),
        ("“The Lark,” a ballad recorded in 1940, was played.", None),
        ("“The Lark,” because the hall was full, was played twice.", None),
        ("«La alondra», pintada por Ada Moss, apareció en Holm.", None),
        ("El cuadro «La alondra de Holm» costó el doble.", None),
        ("El cuadro, «La alondra de Holm», alcanzó la fama.", None),
        ("«La alondra», entre la niebla, fue el lema.", None),
        ("“The Lark,” Ada Moss recorded in 1940, was played.", None),
        ("“The Lark of the Brack Hills,” Ada Moss recorded in 1940, was played.", None),
        ("«La alondra», novela la más vendida del año, costó poco.", None),
        ("«La alondra de la torre», novela la más vendida del año, costó poco.", None),
        ("« L'Alouette », sortie le 21 août, a plu.", None),
        ("« L'Alouette de la tour grise », publiée la veille, a plu.", None),
        ("« L'Alouette de la tour grise », tire le 21 août, a plu.", None),
        ("No way,” countered the baker.", "the baker"),
        ("« L'Alouette », comme le veut l'usage, est close.", None),
        # before a colon
        ("Baker Wren Dallow, 22, was less kind: “It was cold.”", "Wren Dallow"),
        ("El alcalde, Tomás Hale, rechazó las críticas: «Hay más dinero que nunca».", "Tomás Hale"),
        ("Le patron de Brack-Laine, Tom Hale, a démenti : « Un homme est tombé. »", "Tom Hale"),
        ("Ada Moss received a letter: “Go home.”", None),
        ("The sign on Tom Hale's door was clear: “Closed.”", None),
        ("A letter to Ada Moss was clear: “Go home.”", None),
        ("Ada Moss and Tom Hale were clear: “Go home.”", None),
        ("Ada Moss and her brother were clear: “Go home.”", None),
        ("But Ada Moss was clear: “Go home.”", "Ada Moss"),
        ("The mayor of Holm, Ada Moss, was clear: “Go home.”", "Ada Moss"),
        ("Former mayor Ada Moss was delighted: “We won.”", "Ada Moss"),
        ("Ada Moss, who was elected in May, was clear: “Go home.”", "Ada Moss"),
        ("Ada Moss shrugged: “It was a cold day anyway”.", "Ada Moss"),
        ("Ada Moss était catégorique : « Le pont fermera. »", "Ada Moss"),
        ("A juror asked Ada Moss: “Why?”", None),
        ("A Ada Moss le gritaron: «Vete a casa.»", None),
        ("A juror quizzes Ada Moss: “Why?”", None),
        ("Le juge interroge Ada Moss : « Pourquoi ? »", None),
        ("Ada Moss was told: “Go home.”", None),
        ("Ada Moss was met with chants: “Go home.”", None),
        ("Ada Moss was loudly booed: “Go home.”", None),
        ("Ada Moss fue recibida con gritos: «Vete a casa.»", None),
        ("Ada Moss a été accueillie par des cris : « Rentrez chez vous. »", None),
        ("Ada Moss faces two charges: “fraud” and “theft”.", None),
        ("Ada Moss has a nickname: “The Fox”.", None),
        ("Ada Moss published an album in 2019: “Night Bus”.", None),
        ("Ada Moss finished it in 2019: “The Last Night Bus From Brannoch Hill”.", None),
        # a speaker in a side clause speaks of something else
        ("Ada Moss, 39, began it in 2019 after a baker, Tom Hale, told her that it paid.", None),
        ("Ada Moss left because Tom Hale told her to.", None),
        ("When Ada Moss told the court, it was late.", None),
        ("When the storm hit, Ada Moss said the barn was full.", "Ada Moss"),
        ("After the trial Ada Moss said the barn was full.", "Ada Moss"),
        ("Before the vote, the mayor, Ada Moss, said the barn was full.", "Ada Moss"),
        ("Before Sunday, the wardens said the barn was full.", "the wardens"),
        # according to somebody, of a part only
        ("Los autores, tres niños y un perro según las cámaras, entraron por el tejado.", None),
        ("The thieves, two men and a dog according to the guard, came in by the roof.", None),
        ("Tres cuadros, según la policía, faltan en Holm.", "la policía"),
        ("In May, the lane closed according to the wardens, and it rained.", "the wardens"),
        # what was done to it is no part of whoever says it
        ("A letter sent to all staff says that the mill will close.", "A letter"),
        ("The injured in Holm said it was dark.", "The injured"),
        ("A man accused of theft said it was dark.", "A man"),
    ],
)
def test_whoever_tells_it_is_the_speaker(told: str, expected: str | None) -> None:
    assert speaker(told) == expected


@pytest.mark.parametrize(
    ("told", "beginning", "expected"),
    [
        ("La jefa de la Junta, Ada Moss, negó el fraude. Explicó que hubo un error. «Fue humano», insistió.", "Explicó", "Ada Moss"),
        ("La jefa de la Junta, Ada Moss, negó el fraude. Explicó que hubo un error. «Fue humano», insistió.", "«Fue", "Ada Moss"),
        ("«Ganamos nosotros esta vez», festejó la vencedora ante la plaza. Prometió que limpiará el río.", "Prometió", "la vencedora"),
        ("Tomás Hale negó la deuda. También aseguró que volverá.", "También", "Tomás Hale"),
        ("La casa de Tomás Hale ardió. Aseguró que volverá.", "Aseguró", None),
        ("Llovió en Holm. Aseguró que volverá.", "Aseguró", None),
        ("El guarda, Wren Dallow, de 61 años, fue hallado atado. «No lo creí», contó él al salir de la sala.", "«No", "Wren Dallow"),
        ("El guarda, Tomás Hale, fue hallado. No es pariente de la pintora. «No lo creí», contó él al salir.", "«No", "Tomás Hale"),
        ("Ada Moss was there. “It was quick,” said she in a letter.", "“It", "Ada Moss"),
        ("« Il dormait », raconte Ada Moss. « Mon père est têtu », ajoute-t-elle.", "« Mon", "Ada Moss"),
        ("La maire, Ada Moss, est en colère. « On nous ment », a-t-elle dit.", "« On", "Ada Moss"),
        ("Le maire, Tom Hale, accuse l'État. « On nous ment », s'est-il indigné.", "« On", "Tom Hale"),
        ("Le maire, Tom Hale, accuse l'État. Il a ajouté que le pont fermera.", "Il a", "Tom Hale"),
        ("Le pêcheur Tom Hale rejette la faute. « On nous ment », a-t-il ironisé.", "« On", "Tom Hale"),
        ("Le maire, Tom Hale, attend. Le rapport est paru. Il souligne que la digue est vieille.", "Il souligne", None),
        ("Le maire, Tom Hale, a reçu le rapport. Il souligne que la digue est vieille.", "Il souligne", None),
        ("La maire, Ada Moss, a lu une étude. Elle rappelle que la digue est vieille.", "Elle rappelle", None),
        ("Afirma el juez que llovió. «Mucho», añadió.", "Afirma", None),
        ("The mayor, Ada Moss, came late. She was blunt: “The bridge stays shut.”", "She was", "Ada Moss"),
        ("The mayor, Ada Moss, came late. She won with one song: “Night Bus”.", "She won", None),
        ("The mayor, Ada Moss, came late. She asked Ada Moss: “Why?”", "She asked", None),
        ("The mayor, Ada Moss, came late. She was told: “Go home.”", "She was", None),
        ("La maire, Ada Moss, est en retard. Elle a publié un roman : « La nuit ».", "Elle a", None),
        ("Le club a perdu son gardien, Tom Hale. Il a ajouté que le stade fermera.", "Il a", None),
    ],
)  # fmt: skip
def test_a_verb_alone_or_a_pronoun_goes_back_to_who_is_meant(told: str, beginning: str, expected: str | None) -> None:
    assert speaker(told, beginning) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            "Le Suisse Tom Hale, 31 ans, hérite du titre. Il a refusé de le porter.",
            "Il [Tom Hale] a refusé de le porter.",
        ),
        ("Le maire, Tom Hale, attend. Il reste deux jours.", "Il reste deux jours."),
        ("Le maire, Tom Hale, attend. Il a plu deux jours.", "Il a plu deux jours."),
        ("Le maire, Tom Hale, attend le train. Il a quitté Holm.", "Il a quitté Holm."),
    ],
)
def test_il_is_somebody_only_where_a_person_must_be_meant(told: str, expected: str) -> None:
    assert readable(sentence(article(HEAD + told), "Il ")) == expected


def test_a_blanked_quotation_keeps_its_length_and_how_it_ends() -> None:
    text = "“It rained,” he said. «Non ! »"
    assert blanked(text) == "“" + "…" * 9 + ",” he said. «" + "…" * 4 + "! »"


def test_a_word_of_many_capitals_after_a_quotation_is_read_at_once() -> None:
    """Words that could be cut anywhere took minutes."""
    assert speaker(f"“It is a lottery,” {'Ab-' * 600} x.") is None


@pytest.mark.parametrize(
    ("words", "verb"), [("the speed", False), ("a hundred men", False), ("the men agreed", True), ("it closed", True)]
)
def test_a_word_that_only_ends_like_a_past_tense_is_no_verb(words: str, verb: bool) -> None:
    assert has_a_verb(words) is verb
