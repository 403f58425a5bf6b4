"""Which sentences of different articles are shown as accounts that differ, as the network and the learned weights see them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.offline import comparing
from bot.offline.candidates import Candidate, gather
from bot.offline.comparable import has_one_answer, may_differ, other_times
from bot.offline.comparing import differs, odds
from bot.offline.disagreement import Found, independent, look_around
from bot.offline.quantities import apart, of_any_unit
from bot.offline.questions import understand
from bot.offline.reader import read
from bot.offline.weighing import weigh
from tests.bot.offline_articles import MILL, OTHER, article, copy_of, sentence
from tests.bot.texts import request_of
from vectorstore.article import Article
from vectorstore.reading import PassageReader

NETWORK = PassageReader()
TREATED = "How many people were treated for smoke?"
COURT = """A clerk goes home

The clerk Ada Moss was sentenced to nine years in prison in 2015. In 2017 her sentence was reduced to four years.
"""
PAPER = """The clerk walks free

A panel freed the clerk Ada Moss on Friday, who had a four-year prison sentence to serve.
"""


def weighed(question: str, *articles: Article) -> list[Candidate]:
    asked = understand(question, "en")
    return weigh(asked, read(NETWORK, question, gather(request_of(question, articles))))


def seen(question: str, *articles: Article) -> Found:
    found = weighed(question, *articles)
    return look_around(understand(question, "en"), found[0], found)


def texts(found: Found) -> list[str]:
    return [one.text for one in found.told]


def test_two_articles_with_different_figures_disagree() -> None:
    found = seen(TREATED, article(MILL), article(OTHER, "other.txt"))
    assert found.kind == "disagree"
    assert len(found.told) == 2


def test_three_articles_with_three_figures_are_three_versions() -> None:
    third = article(OTHER.replace("Nine people", "Six people"), "third.txt")
    again = article(OTHER.replace("Nine people", "In all, nine people"), "again.txt")
    found = seen(TREATED, article(MILL), article(OTHER, "other.txt"), third, again)
    assert len(found.told) == 3


def test_copies_of_one_article_are_no_accounts_of_their_own() -> None:
    first, second, third = (
        article(MILL),
        article(OTHER, "other.txt"),
        article(OTHER.replace("Nine", "Six"), "third.txt"),
    )
    copy, again = copy_of(third.id, first), copy_of(third.id, second)
    assert seen(TREATED, copy, again).kind is None
    assert not independent(sentence(copy, "Four people"), sentence(again, "Nine people"))
    assert not independent(sentence(copy, "Four people"), sentence(third, "Six people"))
    assert independent(sentence(copy, "Four people"), sentence(second, "Nine people"))


@pytest.mark.parametrize(
    ("other", "apart"),
    [
        ("Their league puts the number at 70, said Tom Hale.", True),
        ("Once there were 70, said Tom Hale.", False),
        ("Since then it rose to 70, said Tom Hale.", False),
    ],
)
def test_how_many_there_are_now_is_a_change_only_beside_how_many_there_were(other: str, apart: bool) -> None:
    told = article(f"Wolves\n\nThere are now 46 wolves, Ada Moss said.\n\n{other}\n")
    assert independent(sentence(told, "There are now"), sentence(told, other[:8])) is apart


def test_two_places_of_one_arrest_are_two_accounts() -> None:
    accused = "Moss, a banker, is accused of fraud by Alder Bank of Holm."
    one = article(f"Banker Moss held\n\nPolice arrested banker Ada Moss at a farm. {accused}\n", "one.txt")
    text = f"Moss in custody\n\nPolice stopped and arrested banker Ada Moss on the side of a motorway. {accused[:-1]} too.\n"
    assert seen("Where was Ada Moss arrested?", one, article(text, "other.txt")).kind == "disagree"


def test_the_same_figure_in_two_articles_is_no_disagreement() -> None:
    again = article(OTHER.replace("Nine people", "Some four people"), "again.txt")
    assert seen(TREATED, article(MILL), again).kind is None


def test_another_story_with_the_same_words_is_no_other_account() -> None:
    ferry = "Ferry burns\n\nNine people were treated for smoke after the ferry Maren caught fire off Port Alder.\n"
    assert seen(TREATED, article(MILL), article(ferry, "ferry.txt")).kind is None


def sentence_of(made: Article, beginning: str, answer: str = "", odds: float = 0.0) -> Candidate:
    return replace(sentence(made, beginning), answer=answer, odds=odds, reading=3.0)


def test_a_change_that_one_of_two_articles_tells_is_no_conflict_between_them() -> None:
    court = article(COURT, "court.txt")
    first, step = sentence_of(court, "The clerk", "nine years"), sentence_of(court, "In 2017")
    other = sentence_of(article(PAPER, "paper.txt"), "A panel", "four-year")
    asked = understand("How long was the clerk's sentence?", "en")
    assert differs(asked, first, other, [first, other])
    found = look_around(asked, first, [first, other])
    assert (found.kind, texts(found)) == ("sequence", [first.text, step.text])


def test_an_article_that_tells_of_a_change_takes_no_other_account_away() -> None:
    told = "Smoke at the mill\n\nAt first four people were treated for smoke at Corrow. Later six people were treated for smoke.\n"
    ours = sentence_of(article(MILL), "Four people", "Four people")
    theirs = sentence_of(article(OTHER, "other.txt"), "Nine people", "Nine people")
    third = sentence_of(article(told, "third.txt"), "Later six", "six people")
    assert look_around(understand(TREATED, "en"), ours, [ours, theirs, third]).told == (ours, theirs)


@pytest.mark.parametrize(
    ("question", "ours", "theirs", "may"),
    [
        ("How many people were hurt?", "four people", "nine people", True),
        ("How many people were hurt?", "four people", "4 people", False),
        ("How many people were hurt?", "four people", "nobody knows", False),
        ("How many people are still missing?", "four people", "nine people", True),
        ("How many of the staff stayed away?", "30 of the firm's 90 workers", "70 of the 90 employees", True),
        ("How many of the staff stayed away?", "30 of the firm's 90 workers", "30 of the employees", False),
        ("How old was Ada Moss?", "38 years old", "47 years old", True),
        ("How old was Ada Moss?", "38 years old", "47 years old in 2022", False),
        ("How old is Ada Moss now?", "38 years old", "47 years old", False),
        ("Who is Ada Moss?", "a clerk", "a mother", False),
        ('How many people were hurt in the "Corrow Mill" fire?', "four people", "nine people", True),
        ("Who said “we have lost it all”?", "Nora Bellamy", "Tom Hale", False),
        ("When was the bridge closed?", "on 3 May 2021", "in May 2021", False),
        ("When was the bridge closed?", "on 3 May 2021", "in June 2021", True),
        ("Who won?", "Juan Perez", "Perez", False),
        ("Who won?", "Juan Perez", "Juan Gomez", True),
        ("Where was it found?", "San Diego", "San Antonio", True),
        ("Where was it found?", "at a ranch south of Holm", "at the ranch near Corrow", False),
        ("When did it happen?", "in January 2013", "on Wednesday", False),  # nothing to compare
        ("When did it happen?", "on Monday at 4 p.m.", "on Tuesday", True),
        ("Who won?", "Juan Perez", "the police", False),
        ("moss sentence", "a 60-year sentence", "it was cut to 60 years", False),
        ("Was the cup won?", "Moss won the cup", "in Holm the cup was won", False),
        ("Was the cup won?", "Moss won the cup", "nobody won the cup", True),
        ("Was the cup stolen?", "the club denied that", "the mayor rejected the report", False),
        ("Was she innocent?", "she is innocent", "a judge denied that she is innocent", True),
        ("How long was she in prison?", "she spent seven years there", "she was sentenced to 96 years", False),
        ("How long was she in prison?", "she spent seven years there", "she spent nine years there", True),
        ("What was her sentence?", "she was sentenced to 96 years", "she got a 60-year jail sentence", True),
        ("How many prisoners fled?", "three convicts", "under 300 kilos of linen", False),
        ("How many kilos were stolen?", "50 kilos of linen", "300 kilos of linen", True),
        ("When was he released?", "he was released on Thursday", "he was arrested on Monday", False),
        ("When was she freed?", "in January 2013", "irregularities during her arrest in 2005", False),
        ("When was she arrested?", "in December 2006", "during her arrest in 2005", True),
    ],
)
def test_what_both_say_alike_is_never_a_disagreement(question: str, ours: str, theirs: str, may: bool) -> None:
    made = [article(f"Report\n\nIt was told: {answer}.\n", f"{at}.txt") for at, answer in enumerate((ours, theirs))]
    first, one = (sentence_of(each, "It was", answer) for each, answer in zip(made, (ours, theirs), strict=True))
    assert may_differ(understand(question, "en"), first, one) == may


@pytest.mark.parametrize(
    ("ours", "theirs", "apart"),
    [
        ("on Monday", "on Tuesday", 1),
        ("on Monday at 9 a.m.", "on Monday", -1),
        ("on Monday", "at 9 a.m.", 0),
        ("Monday at 9 a.m.", "Monday at 10 a.m.", 1),
        ("at noon", "at midnight", 1),
    ],
)
def test_weekdays_are_compared_with_weekdays_and_times_with_times(ours: str, theirs: str, apart: float) -> None:
    made = article("Report\n\nIt was told.\n")
    first, one = (sentence_of(made, "It was", answer) for answer in (ours, theirs))
    assert other_times(first, one) == apart


def test_two_reasons_or_descriptions_have_to_be_further_apart_than_two_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both may be right."""
    made = [article(f"Report\n\nIt was {one}.\n", f"{one}.txt") for one in ("Juan Perez", "Ada Moss")]
    ours, theirs = (
        sentence_of(each, "It was", name) for each, name in zip(made, ("Juan Perez", "Ada Moss"), strict=True)
    )
    monkeypatch.setattr(comparing, "odds", lambda *_: comparing.conflict_weights().differ_from + 0.1)
    asked = (("Who broke the window?", True), ("Why did the window break?", False), ("What did it do?", False))
    for question, differ in asked:
        assert differs(understand(question, "en"), ours, theirs, [ours, theirs]) == differ


def test_nobody_disagrees_with_themselves() -> None:
    made = article('Report\n\n"The verdict was wrong," Ada Moss said. "No verdict asked me," Ada Moss said.\n')
    first, one = (sentence_of(made, beginning) for beginning in ('"The verdict', '"No verdict'))
    other = sentence_of(article('Paper\n\n"The verdict was mine," said Tom Hale.\n', "b.txt"), '"The verdict')
    elsewhere = replace(one, article=article(made.text, "c.txt"))
    asked = understand("How was the verdict reached?", "en")
    assert not may_differ(asked, first, elsewhere)
    assert may_differ(asked, first, other)


def test_a_camera_is_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "odds", lambda *_: comparing.conflict_weights().differ_from - 0.1)
    ranch = sentence_of(article("Moss held\n\nPolice arrested Ada Moss at a farm.\n"), "Police", "at a farm")
    for place, differ in (("on camera", False), ("in the capital", True)):
        other = article(f"Moss held\n\nAda Moss was arrested {place}.\n", "b.txt")
        one = sentence_of(other, "Ada Moss was", place)
        assert differs(understand("Where was Ada Moss arrested?", "en"), ranch, one, [ranch, one]) == differ


def test_an_account_that_stands_out_in_its_article_is_shown_sooner() -> None:
    ours = sentence_of(article(MILL), "Four people", "Four people")
    theirs = sentence_of(article(OTHER, "other.txt"), "Nine people", "Nine people")
    likelier = replace(theirs, index=theirs.index + 1, reading=theirs.reading + 4)
    asked = understand(TREATED, "en")
    assert odds(asked, ours, theirs, [ours, theirs]) > odds(asked, ours, theirs, [ours, theirs, likelier])


@pytest.mark.parametrize(
    ("question", "differ"), [("How many people were hurt in the fire?", True), ("What happened in Holm?", False)]
)
def test_speakers_of_one_article_differ_in_figures_alone(question: str, differ: bool) -> None:
    text = "Fire in Holm\n\nTwelve people were hurt in the fire, police said. Forty people were hurt, the owner said.\n"
    first, one = weighed(question, article(text))
    assert differs(understand(question, "en"), first, one, [first, one]) == differ


def test_two_that_both_say_what_is_asked_are_shown_sooner(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever reads "Ada Moss painted the harbour mural" and "the harbour mural, by Tom Hale" sees that one is wrong."""
    monkeypatch.setattr(comparing, "odds", lambda *_: comparing.conflict_weights().differ_from - 1)
    ours = sentence_of(article("Mural\n\nAda Moss painted the harbour mural.\n"), "Ada Moss", "Ada Moss")
    for text, differ in (
        ("Tom Hale painted the harbour mural.", True),
        ("Tom Hale won a prize for a film.", False),
    ):
        other = article(f"Paper\n\n{text}\n", "b.txt")
        one = sentence_of(other, "Tom Hale", "Tom Hale")
        assert differs(understand("Who painted the harbour mural?", "en"), ours, one, [ours, one]) == differ


def test_reasons_that_both_tell_of_the_same_thing_may_both_be_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "odds", lambda *_: comparing.conflict_weights().differ_from - 1)
    made = [article(f"Mill\n\nThe mill burned because of {one}.\n", f"{one}.txt") for one in ("a storm", "a cable")]
    first, one = (sentence_of(each, "The mill", each.file.removesuffix(".txt")) for each in made)
    assert not differs(understand("Why did the mill burn?", "en"), first, one, [first, one])


def test_a_sentence_without_a_word_of_the_question_is_no_other_account() -> None:
    ours = sentence_of(article("Ferry\n\nThe crew are asking for more pay.\n"), "The crew", "more pay")
    for text, may in (("I would rather have an empty house.", False), ("The crew want longer rests.", True)):
        one = sentence_of(article(f"Paper\n\n{text}\n", "b.txt"), text[:6], "longer rests")
        assert may_differ(understand("What do the crew want?", "en"), ours, one) == may


def test_a_figure_that_its_article_calls_the_first_is_told_with_the_one_that_replaced_it() -> None:
    made = article(
        "Report\n\nThe first count, on Monday, was nine cases. Six are in hospital. Later it was corrected to 28.\n"
    )
    first = sentence_of(made, "The first count", "nine cases", odds=3.0)
    found = look_around(understand("How many cases are there?", "en"), first, [first])
    assert found.kind == "sequence"
    assert texts(found) == [first.text, "Later it was corrected to 28."]
    assert look_around(understand("Who counted the cases?", "en"), first, [first]) == Found()


@pytest.mark.parametrize(
    ("asked", "one"),
    [
        ("and before that? (judges vote)", False),
        ("What happened after the vote?", False),
        ("What came next?", False),
        ("What broke before the fire?", True),
        ("How many were hurt after the vote?", True),
    ],
)
def test_what_came_before_or_after_has_more_than_one_answer(asked: str, one: bool) -> None:
    assert has_one_answer(understand(asked, "en")) is one


def test_a_sentence_that_both_tell_of_is_no_disagreement_about_years() -> None:
    reduced, served = "Her term was cut to 60 years.", "She had served seven years of a 60-year jail sentence."
    assert apart(reduced, served, of_any_unit) < 0
    assert apart("She was away for 60 years.", "She was away for seven years.", of_any_unit) > 0
