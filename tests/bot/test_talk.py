"""Whether a follow-up is answered where the last answer stood, or asks for something else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answerer import Turn
from bot.offline.candidates import Candidate
from bot.offline.questions import understand
from bot.offline.talk import in_talk
from tests.bot.texts import make_article, request_of

ARTICLE = make_article(
    "toll.txt", "The council of Hale voted for the toll in May.\n\nThe toll comes into force in June.\n"
)
TOLD, OTHER = Candidate(ARTICLE, 0, 0, 0.8, odds=1.0), Candidate(ARTICLE, 1, 0, 0.8, odds=2.0)
LAST = Turn("What did the council of Hale vote for?", "What did the council of Hale vote for?", TOLD.text)


@pytest.mark.parametrize(
    ("question", "language", "first"),
    [
        ("What year was that?", "en", TOLD),
        ("When did that happen?", "en", TOLD),
        ("When?", "en", TOLD),
        ("¿En qué mes?", "es", TOLD),
        ("When does it come into force?", "en", OTHER),
        ("¿Y cuándo entra en vigor?", "es", OTHER),
        ("Et quand sera-t-il inauguré ?", "fr", OTHER),
        ("Why?", "en", OTHER),
    ],
)
def test_only_a_question_for_the_date_alone_goes_back_to_the_last_answer(
    question: str, language: str, first: Candidate
) -> None:
    standalone = f"{question} (council of Hale vote for)"
    request = replace(request_of(standalone, [ARTICLE], language), history=(LAST,))
    assert in_talk(understand(standalone, language), [OTHER, TOLD], request)[0].text == first.text
