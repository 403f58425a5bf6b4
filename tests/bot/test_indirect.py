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


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("tell me what Moss did in May", "what did Moss do in May?"),
        ("tell me what Moss did", "what did Moss do?"),
        ("tell me what Moss did not do", "what did Moss not do?"),
        ("tell me what she did say about it", "what did she say about it?"),
        ("tell me what the mayor does in winter", "what does the mayor do in winter?"),
        ("do you know if the police do anything", "do the police do anything?"),
        ("tell me what she had in her bag", "what did she have in her bag?"),
        ("tell me what the firm has to pay", "what does the firm have to pay?"),
        ("tell me what he had done", "what had he done?"),
        ("tell me how long the strike has lasted", "how long has the strike lasted?"),
    ],
)
def test_did_and_had_are_verbs_of_their_own_where_they_help_no_other(question: str, asked: str) -> None:
    assert direct(question, "en") == asked


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("tell me what colour the car was", "what colour was the car?"),
        ("tell me what size her shoes were", "what size were her shoes?"),
        ("tell me what caused the fire", "what caused the fire?"),
        ("tell me what hit the ship", "what hit the ship?"),
        ("tell me what happened there", "what happened there?"),
    ],
)
def test_a_noun_after_what_belongs_to_it_and_a_verb_does_not(question: str, asked: str) -> None:
    assert direct(question, "en") == asked


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("tell me what the woman named Ada did", "what did the woman named Ada do?"),
        ("tell me what the woman named Ada said about it", "what did the woman named Ada say about it?"),
        ("tell me what the man arrested in May said", "what did the man arrested in May say?"),
        ("tell me what she named the ship", "what did she name the ship?"),
    ],
)
def test_what_somebody_is_called_is_not_what_they_did(question: str, asked: str) -> None:
    assert direct(question, "en") == asked


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("do you know if the men who ran were caught", "were the men who ran caught?"),
        ("do you know if the men who were caught have confessed", "have the men who were caught confessed?"),
        ("do you know if the men who robbed the bank were caught", "were the men who robbed the bank caught?"),
        ("tell me why the man whom the police arrested was freed", "why was the man whom the police arrested freed?"),
        # where the verb cannot be told nothing is turned
        ("tell me how the car that she was driving crashed", "how the car that she was driving crashed?"),
        ("tell me how the man whose wife was ill died", "how the man whose wife was ill died?"),
        ("tell me why the man who said he was ill lied", "why the man who said he was ill lied?"),
    ],
)
def test_the_verb_that_is_asked_about_is_not_that_of_the_relative_clause(question: str, asked: str) -> None:
    assert direct(question, "en") == asked


def test_whether_those_who_did_something_were_caught_is_a_yes_or_no_question() -> None:
    assert understand("Do you know if the men who ran were caught?", "en").kind == "yes_no"
