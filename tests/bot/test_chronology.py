"""What an article dates by a weekday or by "that April" has its place in a chronology; what it does not date has none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.offline.candidates import Candidate
from bot.offline.dated import MOST_LINES, chronology, date_of, subject_articles
from bot.offline.questions import understand
from tests.bot.offline_articles import article, copy_of, sentence

HEAD = "Old ferry sold\n\nHOLM, May 15, 2024 — "  # a Wednesday
DATED = "Old ferry sold\n\nPublished May 15, 2024\n\n"
TIMELINE = understand("Give me a timeline", "en")


def dated(told: str, head: str = HEAD) -> tuple[int, int, int, int] | None:
    return date_of(sentence(article(f"{head}Holm has a ferry.\n\n{told}\n"), told))


@pytest.mark.parametrize(
    ("told", "when"),
    [
        ("The town sold its ferry on Monday.", (2024, 5, 13, 0)),
        ("The council on Wednesday approved the sale of the ferry.", (2024, 5, 15, 0)),
        ("The ferry was sold last Friday.", (2024, 5, 10, 0)),
        ("The new owner, who will paint it, paid on Tuesday.", (2024, 5, 14, 0)),
        ("The council said on Tuesday it will buy a bridge.", (2024, 5, 14, 0)),
        ("Ada Moss won Sunday's vote by a hair.", (2024, 5, 12, 0)),
        ("The dead in Monday's storm have risen to nine, the town said late Tuesday.", (2024, 5, 14, 0)),
        ("The last trip is to be held on Saturday.", (2024, 5, 18, 0)),
        ("Results are expected on Friday.", (2024, 5, 17, 0)),
        ("On Monday the court will decide.", (2024, 5, 20, 0)),
        ("It was the worst storm since 1990, which struck on Sunday and sank two boats.", (2024, 5, 12, 0)),
    ],
)
def test_a_weekday_is_the_nearest_one_to_the_date_of_the_article(told: str, when: tuple[int, int, int, int]) -> None:
    assert dated(told) == when


@pytest.mark.parametrize(
    "told",
    [
        "The ferry ran every Monday and stopped there.",
        "They met on the Monday after the storm had passed.",
        "The owner has until Friday.",
        "Ferries leave the pier on Sunday.",
        "He could not say if the ferry sank on Monday.",
        "The bell will ring on Wednesday.",
        "“It sank on Monday,” she says.",
        "She bought it on Black Friday.",
    ],
)
def test_a_weekday_that_may_be_another_day_is_no_date(told: str) -> None:
    assert dated(told) is None


@pytest.mark.parametrize(
    "told",
    ["The town sold its ferry on Monday.", "It sank last April.", "It will sail next May.", "This March it sank."],
)
def test_nothing_is_dated_by_an_article_without_a_date(told: str) -> None:
    assert dated(told, "Old ferry sold\n\n") is None


SPANISH = "El pueblo vende su barco\n\nPublicado el 15 de mayo de 2024\n\nHolm ya no tiene un barco para la gente del pueblo.\n\n"
FRENCH = "Le village vend son bateau\n\nPublié le 15 mai 2024\n\nHolm n’a plus de bateau pour les gens du village.\n\n"


@pytest.mark.parametrize(
    ("head", "told", "when"),
    [
        (SPANISH, "El pueblo vendió su barco el lunes.", (2024, 5, 13, 0)),
        (SPANISH, "Los lunes el barco cruzó la bahía.", None),
        (FRENCH, "Le village a vendu son bateau lundi.", (2024, 5, 13, 0)),
        (FRENCH, "Le ministre est attendu vendredi.", (2024, 5, 17, 0)),
        (FRENCH, "Le lundi, le bateau a toujours été plein.", None),
    ],
)
def test_weekdays_are_read_in_spanish_and_french(head: str, told: str, when: tuple[int, int, int, int] | None) -> None:
    assert dated(told, head) == when


@pytest.mark.parametrize(
    ("told", "when"),
    [
        ("It broke down in 2019. That October it was mended.", (2019, 10, 0, 0)),
        ("It broke down in 2019. It was mended that March at last.", (2019, 3, 0, 0)),
        ("It broke down in 2019. Last October it was mended.", (2023, 10, 0, 0)),
        ("It broke down in 2019. Last April it was mended.", (2024, 4, 0, 0)),
        ("It broke down in 2019. Last May it was mended.", (2023, 5, 0, 0)),
        ("It broke down in 2019. This January it was mended.", (2024, 1, 0, 0)),
        ("It broke down in 2019. Next March it is due back.", (2025, 3, 0, 0)),
        ("It broke down in 2019. In March last year it was mended.", (2023, 3, 0, 0)),
    ],
)
def test_a_month_takes_the_year_that_its_words_give_it(told: str, when: tuple[int, int, int, int]) -> None:
    made = article(f"{HEAD}Holm has a ferry. {told}\n")
    assert date_of(sentence(made, told.split(". ")[1])) == when


@pytest.mark.parametrize("told", ["A law that may close the pier was read.", "Nobody joined this march to the pier."])
def test_a_verb_or_a_protest_is_no_month(told: str) -> None:
    assert dated(told) is None


LONG = " and ".join(["the town paid for the ropes, the lamps, the paint and the long pier at Holm"] * 4)


def test_a_chronology_has_the_news_itself_in_its_place() -> None:
    past = " ".join(f"In {year} {LONG}." for year in range(1990, 2010))
    made = article(f"{DATED}On Monday the town sold its ferry, for which {LONG}.\n\n{past}\n")
    plan = chronology(TIMELINE, [sentence(made, "In 1990")])
    told = [one.text for one in plan.picks]
    assert told[-1].startswith("On Monday")
    assert 2 <= len(told) <= MOST_LINES


def test_one_weekday_is_one_line_of_a_chronology() -> None:
    made = article(
        f"{DATED}The town sold its ferry on Monday.\n\nIt was built in 1988. The mayor declined to comment on Monday."
    )
    told = [one.text for one in chronology(TIMELINE, [sentence(made, "It was built")]).picks]
    assert told == ["It was built in 1988.", "The town sold its ferry on Monday."]


def test_the_news_stays_where_its_day_is_also_told_by_a_date() -> None:
    made = article(f"{DATED}On Monday the town sold its ferry.\n\nIt was built in 1988. Bids closed on May 13, 2024.\n")
    told = {one.text for one in chronology(TIMELINE, [sentence(made, "It was built")]).picks}
    assert {"On Monday the town sold its ferry.", "Bids closed on May 13, 2024."} <= told


@pytest.mark.parametrize("word", ["hundred", "speed", "need", "ahmed", "pied", "pared", "united"])
def test_a_word_that_only_ends_like_a_past_tense_dates_no_weekday(word: str) -> None:
    assert dated(f"The {word} of Holm on Friday.") is None


@pytest.mark.parametrize("word", ["closed", "agreed", "needed", "seeded", "bred"])
def test_a_past_tense_dates_a_weekday(word: str) -> None:
    assert dated(f"The ferry {word} on Friday.") == (2024, 5, 10, 0)


def test_of_copies_one_is_told_whichever_of_them_was_found() -> None:
    text = "{}\n\nOn Monday a fire destroyed the mill that Ada Moss built beside Lake Corrow.\n"
    mill, other = (
        Candidate(article(text.format(head), f"{rank}.txt"), 1, rank, 0.85)
        for rank, head in enumerate(("Mill lost", "A fire"))
    )
    assert subject_articles([mill, other]) == [mill, other]
    copied = replace(mill, article=copy_of(other.article.id, mill.article))
    assert subject_articles([copied, other]) == [copied]
    alone = replace(other, article=copy_of("an article that was not found", other.article))
    assert subject_articles([mill, alone]) == [mill, alone]
