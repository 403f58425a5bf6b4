"""Questions put politely are understood as the direct question, and what is no frame stays as it is."""

from __future__ import annotations

import pytest

from bot.offline.indirect import direct
from bot.offline.questions import understand


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("tell me who Ada Moss is", "who is Ada Moss?"),
        ("tell me who ada moss is", "who is ada moss?"),
        ("Could you please be so kind as to tell me who Ada Moss is?", "who is Ada Moss?"),
        ("Hello, who is Ada Moss, please?", "who is Ada Moss?"),
        ("do you know when the train arrived", "when did the train arrive?"),
        ("any idea where the mill is?", "where is the mill?"),
        ("I'd like to know why it closed", "why did it close?"),
        ("can you explain how the fire started?", "how did the fire start?"),
        ("I was wondering whether she was cleared", "was she cleared?"),
        ("Do you know if the owner sold the mill, please?", "did the owner sell the mill?"),
        ("Can you tell me how many people were hurt?", "how many people were hurt?"),
        ("can you tell me which firm the council has chosen?", "which firm has the council chosen?"),
        ("tell me what happened in the fire", "what happened in the fire?"),
        ("tell me who said that she lied", "who said that she lied?"),
        ("tell me when was she released", "when was she released?"),
        ("tell me what Ada Moss said about the mill", "what did Ada Moss say about the mill?"),
        ("tell me what the minister denied", "what did the minister deny?"),
        ("Do you know what the mayor wants?", "what does the mayor want?"),
        ("do you know how old she is? (Ada Moss)", "how old is she? (Ada Moss)"),
        ("tell me who Ada Moss is and when the mill burned", "who is Ada Moss and when did the mill burn?"),
        ("tell me if you know when it stopped", "when did it stop?"),
        ("tell me what the mayor added", "what did the mayor add?"),
        ("tell me why farmers need help", "why farmers need help?"),
    ],
)
def test_a_polite_question_is_the_direct_one_in_its_order_of_words(question: str, asked: str) -> None:
    assert direct(question, "en") == asked


@pytest.mark.parametrize(
    ("language", "question", "asked"),
    [
        ("es", "dime quién es Ada Moss", "quién es Ada Moss?"),
        ("es", "Dime, por favor, ¿quién es Ada Moss?", "quién es Ada Moss?"),
        ("es", "¿sabes cuándo llegó el tren?", "cuándo llegó el tren?"),
        ("es", "me gustaría saber por qué cerró la fábrica", "por qué cerró la fábrica?"),
        ("es", "¿Me podrías decir dónde está la fábrica, por favor?", "dónde está la fábrica?"),
        ("es", "¿Tienes idea de cuántos trabajadores tiene?", "cuántos trabajadores tiene?"),
        ("es", "dime lo que dijo Ada Moss", "qué dijo Ada Moss?"),
        ("es", "¿sabes si la liberaron?", "la liberaron?"),
        ("fr", "dis-moi qui est Ada Moss", "qui est Ada Moss?"),
        ("fr", "sais-tu quand le train est arrivé ?", "quand le train est arrivé?"),
        ("fr", "j'aimerais savoir pourquoi l'usine a fermé", "pourquoi l'usine a fermé?"),
        ("fr", "Pourriez-vous me dire où se trouve l'usine, s'il vous plaît ?", "où se trouve l'usine?"),
        ("fr", "Bonjour, pouvez-vous m'expliquer ce qu'il a promis ?", "qu'il a promis?"),
        ("fr", "dis-moi ce que Ada Moss a dit", "qu'a dit Ada Moss?"),
        ("fr", "savez-vous s'il a été libéré ?", "il a été libéré?"),
    ],
)
def test_in_spanish_and_french_too(language: str, question: str, asked: str) -> None:
    assert direct(question, language) == asked


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "Tell me about the fire."),
        ("en", "Can you tell me the name of the mayor?"),
        ("en", "Who told you who she is?"),
        ("en", "Did the owner know when it burned?"),
        ("en", "Did anyone know when it burned?"),
        ("en", "Who said thank you?"),
        ("en", "tell me why"),
        ("es", "¿Quién dijo gracias?"),
        ("es", "¿Qué sabe la alcaldesa?"),
        ("fr", "Qui est-ce ?"),
        ("fr", "Que sait le maire ?"),
    ],
)
def test_what_is_no_frame_stays_as_it_is(language: str, question: str) -> None:
    assert direct(question, language).rstrip("?") == (question if question != "tell me why" else "why").rstrip("?")


def test_its_kind_is_that_of_the_direct_question() -> None:
    assert understand("Could you tell me who Ada Moss is?", "en").kind == "definition"
    assert understand("Can you tell me what Ada Moss said?", "en").kind == "said"
    assert understand("dime quién es Ada Moss", "es").kind == "definition"
    assert understand("Sais-tu si elle a été libérée ?", "fr").kind == "yes_no"
