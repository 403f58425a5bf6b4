"""A sentence that tells a claim and its denial is a dispute by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.offline.disputed import disputed_within
from bot.offline.questions import understand
from tests.bot.offline_articles import article, sentence


@pytest.mark.parametrize(
    ("question", "told", "claim", "speaker"),
    [
        (
            "Did the mayor threaten to resign?",
            "The mayor denied a report in the Morning Bell that she had threatened to resign.",
            "a report in the Morning Bell that she had threatened to resign",
            "the Morning Bell",
        ),
        (
            "How many owls live in the park?",
            "There are 46 owls in the park, the wardens say, and not 70, as ramblers had claimed.",
            "not 70, as ramblers had claimed",
            "ramblers",
        ),
        (
            "¿Va a dimitir la alcaldesa?",
            "La alcaldesa desmintió los rumores de que dimitiría en mayo.",
            "los rumores de que dimitiría en mayo",
            None,
        ),
    ],
)
def test_the_claim_stands_beside_the_sentence_that_denies_it(
    question: str, told: str, claim: str, speaker: str | None
) -> None:
    made = article(f"Town news\n\n{told}\n")
    one = replace(sentence(made, told[:12]), reading=3.0)
    found = disputed_within(understand(question, "es" if question.startswith("¿") else "en"), one)
    assert found is not None
    denial, claimed = found.versions
    assert (denial.says, claimed.says, claimed.speaker) == (told, claim, speaker)
    assert made.text[claimed.evidence.start : claimed.evidence.end] == claim


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Did the mayor resign?", "The court rejected the mayor's appeal."),
        ("Who denied it?", "The mayor denied a report in the Morning Bell that she had threatened to resign."),
        ("How many owls live in the park?", "There are 46 owls in the park, not far from the lake."),
    ],
)
def test_a_sentence_without_a_claim_in_question_is_no_dispute(question: str, told: str) -> None:
    one = sentence(article(f"Town news\n\n{told}\n"), told[:12])
    assert disputed_within(understand(question, "en"), one) is None
