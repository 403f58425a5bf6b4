"""Notes by which newspapers put their own articles right."""

from __future__ import annotations

import pytest

from bot.offline.corrections import asks_for_corrections, tell_corrections
from bot.offline.questions import understand
from bot.text.language import detect_language
from tests.bot.test_about import LOCK, asked, made
from tests.bot.texts import request_of

HALE = LOCK + "\nCorrection: On Friday we gave the keeper's name as Dow. He is called Rowe.\n"
QUAY = LOCK.replace("Canal lock", "Quay") + "\nEditor's note: An earlier version of this report gave a wrong depth.\n"
QUAI = LOCK.replace("Canal lock", "Weir") + "\nFe de erratas: el viernes dimos mal el nombre del guarda.\n"
NONE = LOCK.replace("Canal lock", "Mill") + "\nEditor's note: This report is the first of three.\n"


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Is there a correction?", True),
        ("What was corrected in the articles?", True),
        ("Did any of the papers print a correction?", True),
        ("¿Hay alguna corrección?", True),
        ("¿Qué artículos tienen una fe de errores?", True),
        ("Y a-t-il un rectificatif ?", True),
        ("Quels articles ont été corrigés ?", True),
        ("Is that correct?", False),
        ("Which figure did the agency correct?", False),
        ("When was the depth of the lock corrected?", False),
    ],
)
def test_corrections_of_whatever_article_are_asked_for(question: str, asks: bool) -> None:
    assert asks_for_corrections(understand(question, detect_language(question))) is asks


def test_every_note_that_puts_an_article_right_is_told_whole_with_its_headline() -> None:
    articles = [made(f"{n}.txt", text) for n, text in enumerate((HALE, QUAY, QUAI, NONE))]
    for question in ("Is there a correction?", "What was corrected in the articles?"):
        told = [claim.text for claim in asked(question, *articles).claims]
        assert [one.split()[0] for one in told] == ["Canal", "Quay", "Weir"]
        assert told[0].endswith("He is called Rowe.")
        assert "wrong depth" in told[1]


def test_without_such_a_note_the_news_is_asked() -> None:
    question = understand("What was corrected in the articles?", "en")
    assert tell_corrections(request_of(question.text, [made("a.txt", LOCK), made("b.txt", NONE)])) is None
