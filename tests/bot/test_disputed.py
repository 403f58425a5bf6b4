"""A sentence that tells a claim and its denial is a dispute by itself."""

from __future__ import annotations

import pytest

from bot.answerer import DraftConflict
from bot.offline.disputed import disputed_within
from bot.offline.questions import understand
from tests.bot.offline_articles import article, sentence


def found_in(told: str, question: str) -> tuple[DraftConflict | None, str]:
    made = article(f"Town news\n\n{told}\n")
    language = "es" if question.startswith("¿") else "en"
    found = disputed_within(understand(question, language), sentence(made, told[:12]))
    if found is None:
        return None, ""
    evidence = found.versions[1].evidence
    return found, made.text[evidence.start : evidence.end]


@pytest.mark.parametrize(
    ("question", "told", "claim", "speaker"),
    [
        (
            "Did the mayor sell the mill?",
            "The mayor denied a report in the Morning Bell that she had sold the mill.",
            "a report in the Morning Bell that she had sold the mill",
            "the Morning Bell",
        ),
        (
            "Did the mayor sell the mill?",
            "The mayor denied that she had sold the mill, saying it was hers.",
            "that she had sold the mill",
            None,
        ),
        (
            "Did the mayor get paid for the mill?",
            "The mayor denied claims that she was paid 2.4 million euros for the mill and said she would sue.",
            "claims that she was paid 2.4 million euros for the mill",
            None,
        ),
        (
            "How many owls live in the park?",
            "There are 46 owls in the park, the wardens say, and not 70, as ramblers had claimed.",
            "70",
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
    found, evidence = found_in(told, question)
    assert found is not None
    assert (found.versions[0].says, found.versions[1].says, found.versions[1].speaker) == (told, claim, speaker)
    assert evidence == claim


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Did the mayor resign?", "The court rejected the mayor's appeal."),
        ("Did the mayor resign?", "The mayor was dismissed over allegations of fraud in May."),
        ("Did the mayor resign?", "The mayor has not denied reports that she would resign."),
        ("Did the mayor resign?", "The mayor neither confirmed nor denied reports that she would resign."),
        ("Did the mayor resign?", "The mayor, who resigned in May, denied claims that she had taken money."),
        ("Did farmers see the reports?", "Farmers were denied access to reports about the flood."),
        ("Did the insurer pay?", "The insurer rejected 300 claims of farmers who lost hay."),
        ("Who denied it?", "The mayor denied a report in the Morning Bell that she had sold the mill."),
        ("How many owls live in the park?", "There are 46 owls in the park, not far from the lake."),
        ("Where do the owls live?", "There are 46 owls in the park, and not 70, as ramblers had claimed."),
        ("How many lost?", "Eleven lost in Holm, and not for the first time, as its critics have said."),
    ],
)
def test_a_sentence_without_a_claim_in_question_is_no_dispute(question: str, told: str) -> None:
    assert found_in(told, question) == (None, "")
