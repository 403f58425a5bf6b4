"""What the offline answerer understands of a question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.offline.questions import parts_of_names, understand
from bot.offline.spelling import mended, with_names
from bot.text.glossary import in_english


@pytest.mark.parametrize(
    ("text", "kind", "want"),
    [
        ("Who owned the mill?", "fact", "person"),
        ("When did the fire break out?", "fact", "date"),
        ("Where is the mill?", "fact", "place"),
        ("How many people were treated?", "fact", "number"),
        ("How long did it burn?", "fact", "duration"),
        ("What prison term could she face?", "fact", "duration"),
        ("What sentence is he serving?", "fact", "duration"),
        ("What sentence was on the wall?", "fact", None),
        ("Which prison was he in?", "fact", "place"),
        ("How old is the owner?", "fact", "age"),
        ("How much did the mill cost?", "fact", "money"),
        ("Why did the mill burn?", "why", "reason"),
        ("What is the name of the owner's son?", "fact", "name"),
        ('Who said "we lost everything"?', "who_said", "person"),
        ("What did Nora Bellamy say about the fire?", "said", "quote"),
        ("Was anybody hurt?", "yes_no", None),
        ("Was the storm the real reason for the fire?", "yes_no", "reason"),
        ("Is it known why the mill burned?", "why", "reason"),
        ("Give me a timeline of the fire.", "chronology", None),
        ("Summarise the story of the mill.", "summary", None),
        ("What are these articles about?", "about", None),
        ("What happened when the mill burned?", "fact", None),
        ("Who was the mayor when the mill burned?", "definition", "person"),
        ("Was anybody there when it burned?", "yes_no", None),
        ("Do you know when it burned?", "fact", "date"),
        ("Who sold the mill and when?", "fact", "date"),
        ("Who owned the house where it began?", "fact", "person"),
        ("What became of the men who sold it?", "fact", None),
        ("Who was hurt in the fire?", "fact", "person"),
        ("Who wrote this article?", "about", "person"),
        ("Who wrote the book that the article mentions?", "fact", "person"),
        ("Who was accused of the fire?", "fact", "person"),
        ("Who was Ahmed?", "definition", "person"),
        ("who was ahmed reed?", "definition", "person"),
        ("What is the owner accused of?", "fact", None),
        ("What are the pipes made of?", "fact", None),
        ("What made the owner sell?", "why", "reason"),
        ("What did Judge Moss say?", "said", "quote"),
        ("Which old judge spoke?", "fact", "person"),
        ("What is the prison where she was held called?", "fact", "name"),
        ("What was the age at which she was named?", "fact", "age"),
    ],
)
def test_kind_of_a_question_and_what_would_answer_it(text: str, kind: str, want: str | None) -> None:
    question = understand(text, "en")
    assert (question.kind, question.want) == (kind, want)


def test_two_questions_in_one_are_taken_apart() -> None:
    assert understand("Who sold the mill, and when was that?", "en").parts == ("Who sold the mill", "when was that")
    spanish = understand("¿Cuándo se incendió la fábrica y por qué fue multado Hale?", "es")
    assert spanish.parts == ("Cuándo se incendió la fábrica", "por qué fue multado Hale")
    french = understand("Qui a vendu l'usine et par qui a-t-elle été achetée ?", "fr")
    assert french.parts == ("Qui a vendu l'usine", "par qui a-t-elle été achetée")


def test_a_question_about_wrongdoing_is_an_allegation() -> None:
    assert understand("Did Hale lie to the court?", "en").allegation
    assert not understand("Did Hale move to Corrow?", "en").allegation


@pytest.mark.parametrize(
    "asked",
    [
        "Was the book about the kidnapping case a success?",
        "Is it based on a book? (The Murder in Holm)",
        "Does Hale think that she is guilty?",
        "Did the Crime Gazette name a price?",
    ],
)
def test_a_wrong_that_nobody_is_said_to_have_done_makes_no_allegation(asked: str) -> None:
    assert not understand(asked, "en").allegation


def test_where_and_when_are_asked_of_the_same_thing() -> None:
    assert understand("Where and when was Hale born?", "en").parts == ("Where was Hale born?", "when was Hale born?")
    assert understand("¿Cuándo murió y cuantos años tenía?", "es").parts == ("Cuándo murió", "cuantos años tenía")


def test_a_name_that_begins_a_question_is_not_translated_where_articles_know_it() -> None:
    known = parts_of_names(["The director Rosa Naranjo left."])
    assert "Naranjo" in understand("¿Naranjo dirigió la película?", "es", known).english
    assert "Naranjo" not in understand("¿Naranjo dirigió la película?", "es").english


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("¿Cuántos años tenía la dueña?", "es", "how old was the owner?"),
        ("¿Por qué detuvo la policía a Nora Bellamy?", "es", "why arrested the police to Nora Bellamy?"),
        ("Comment s'appelle le juge ?", "fr", "what is the name of the judge?"),
        ("Quand le tribunal a-t-il condamné Tom Hale ?", "fr", "when the court"),
        ("¿Dónde venderán sus productos?", "es", "where sell"),  # by the dictionary form
        ("Combien de frères et sœurs a-t-il ?", "fr", "how many brother and sister"),
        ("Qui a-t-elle épousé ?", "fr", "who has marry"),  # not the wife, who is spelled alike without accents
        ("¿Quién es la mujer que firmó?", "es", "who is the woman that"),
        ("por que multaron a Hale", "es", "why"),
        (
            "Los vecinos llevarán a cabo una protesta",
            "es",
            "the neighbour carry out a protest",
        ),  # an expression in another form
    ],
)
def test_spanish_and_french_are_read_word_by_word_in_english(text: str, language: str, said: str) -> None:
    assert in_english(text, language).startswith(said)


def test_spanish_yes_or_no_question_is_known_without_an_auxiliary() -> None:
    assert understand("¿Participó Hale en el robo?", "es").kind == "yes_no"


def test_the_first_word_of_a_question_in_marks_is_no_name() -> None:
    assert understand("¿Cada cuánto se limpia la fábrica de Corrow?", "es").names == ("Corrow",)
    assert understand('Who said "They lost the mill"?', "en").names == ()


@pytest.mark.parametrize(
    ("text", "language", "want"),
    [
        ("¿Hasta cuándo no subirá los precios?", "es", "date"),
        ("Until when does the price hold?", "en", "date"),
        ("How often is the hall cleaned?", "en", None),
    ],
)
def test_a_term_and_a_rhythm_are_no_sum(text: str, language: str, want: str | None) -> None:
    assert understand(text, language).want == want


def test_slips_are_mended_from_the_articles_and_known_words_are_left_alone() -> None:
    texts = ["The survey asked the Bellamy family about the ordered release."]
    assert mended("when was the survay about Bellammy", "en", texts) == "when was the survey about Bellamy"
    assert mended("in what order", "en", texts) == "in what order"
    assert mended("what did Hale’s son say", "en", ["Hale left."]) == "what did Hale’s son say"
    assert mended("was it shown or given", "en", ["It shows what gives."]) == "was it shown or given"


def test_a_name_with_an_s_and_no_apostrophe_is_the_name() -> None:
    texts = ["The ferry belonged to Tom Bellamy, who met American drivers.", "The Wardens met at noon."]
    assert mended("what did bellamys lawyer say", "en", texts) == "what did Bellamy’s lawyer say"
    assert mended("when was bellamys arrested", "en", texts) == "when was bellamys arrested"  # somebody of that name
    assert mended("Where is Bellamys", "en", texts) == "Where is Bellamys"
    assert mended("how many americans did he meet", "en", texts) == "how many americans did he meet"
    assert mended("what did the wardens do", "en", [*texts, "Ada Warden left."]) == "what did the wardens do"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("WHERE WAS NORA BELLAMY IN MAY?", "where was Nora Bellamy in may?"),
        ("where was nora bellamy?", "where was nora bellamy?"),
        ("Where was Nora?", "Where was Nora?"),
        ("NATO", "NATO"),
    ],
)
def test_names_keep_their_capitals_where_nothing_else_is_typed(typed: str, read: str) -> None:
    texts = ["The owner, Nora Bellamy, said that she may sell. In the court of May Holm it was said."]
    assert with_names(typed, texts) == read


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("What must Hale pay in order to be released?", "en", "fact"),
        ("¿Qué debe pagar Hale con el fin de salir?", "es", "fact"),
        ("Que doit payer Hale afin de sortir ?", "fr", "fact"),
        ("Who must pay in order that it opens?", "en", "fact"),
        ("Were the papers in order?", "en", "yes_no"),
        ("Why were the papers in order?", "en", "why"),
        ("Why was the timeline wrong?", "en", "why"),
        ("What happened, in order?", "en", "chronology"),
        ("Tell me in order what happened.", "en", "chronology"),
        ("Give me the events in order of time.", "en", "chronology"),
        ("Cuenta el caso en orden cronológico", "es", "chronology"),
        ("The events in date order", "en", "chronology"),
    ],
)
def test_what_is_done_in_order_to_get_something_is_no_chronology(text: str, language: str, kind: str) -> None:
    assert understand(text, language).kind == kind


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Why was the airport briefly closed?", "en", "why"),
        ("Why was the inspector summarily dismissed?", "en", "why"),
        ("Was she briefly in jail?", "en", "yes_no"),
        ("Who was jailed briefly?", "en", "fact"),
        ("Was there a summary execution?", "en", "yes_no"),
        ("Briefly, what happened?", "en", "summary"),
        ("What happened, in short?", "en", "summary"),
        ("Five keywords for the strike, please", "en", "summary"),
        ("Mots-clés de l'article sur la grève ?", "fr", "summary"),
        ("Dame palabras clave del caso", "es", "summary"),
        ("Give me five keywords", "en", "summary"),
        ("Which keywords did the police search for?", "en", "fact"),
        ("Which keywords?", "en", "fact"),
        ("Give the date the keywords for the search were found", "en", "fact"),
        ("Dame la palabra clave de la caja fuerte", "es", "fact"),
        ("What happened briefly?", "en", "summary"),
        ("Tell me briefly what happened.", "en", "summary"),
        ("Can you briefly explain the case?", "en", "summary"),
        ("Explain the case in brief", "en", "summary"),
        ("Give me a summary.", "en", "summary"),
        ("En bref, que s'est-il passé ?", "fr", "summary"),
        ("Explica brevemente el incendio", "es", "summary"),
    ],
)
def test_brief_is_the_answer_or_what_happened(text: str, language: str, kind: str) -> None:
    assert understand(text, language).kind == kind


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("What company made the engines?", "en", "fact"),
        ("What party led the poll?", "en", "fact"),
        ("What book made her famous?", "en", "fact"),
        ("What damage was caused by the storm?", "en", "fact"),
        ("¿Qué daños causó la tormenta?", "es", "fact"),
        ("What caused the fire?", "en", "why"),
        ("What finally led to the sale?", "en", "why"),
        ("What was the main reason for the sale?", "en", "why"),
        ("¿Qué causó el incendio?", "es", "why"),
        ("Qu'est-ce qui a provoqué l'incendie ?", "fr", "why"),
        ("Did the police name all the victims?", "en", "yes_no"),
        ("Did the firm give all its workers a raise?", "en", "yes_no"),
        ("Did it rain, according to the police?", "en", "yes_no"),
        ("¿Llovió, según la policía?", "es", "yes_no"),
        ("A-t-il plu, selon la police ?", "fr", "yes_no"),
        ("Who paid, according to the police?", "en", "said"),
        ("Can you name all the victims?", "en", "list"),
        ("Name three victims.", "en", "list"),
        ("What did Moss say, according to Hale?", "en", "said"),
        ("Is it known why it rained?", "en", "why"),
    ],
)
def test_why_a_list_and_words_are_asked_for_only_where_the_question_leads_with_them(
    text: str, language: str, kind: str
) -> None:
    assert understand(text, language).kind == kind


def test_what_a_storm_caused_is_no_reason() -> None:
    assert understand("What damage was caused by the storm?", "en").want is None
    assert understand("What was the fire caused by?", "en").want == "reason"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("When was Mr. Hale arrested?", ("Hale",)),
        ("What did Dr. Moss tell Mrs. Lane?", ("Moss", "Lane")),
        ("Quand M. Hale est-il parti ?", ("Hale",)),
        ("When was St. Mary's built?", ("St Mary's",)),
        ("When was Donald J. Moss elected?", ("Donald Moss",)),
        ("When was Judge Moss elected?", ("Judge Moss",)),
        ("Who left Holm? Where is it?", ("Holm",)),
    ],
)
def test_a_name_goes_on_behind_the_dot_of_a_title(text: str, named: tuple[str, ...]) -> None:
    assert understand(text, "en").names == named


@given(
    st.sampled_from(["Mr", "Mrs", "Ms", "Dr", "Sr", "Sra", "Mme", "Prof", "Gov", "Sen", "Lt"]),
    st.sampled_from(["Hale", "Nora Bellamy", "O’Dell", "Étienne Roux"]),
)
def test_no_title_is_all_that_is_left_of_a_name(title: str, name: str) -> None:
    assert understand(f"When was {title}. {name} arrested?", "en").names == (name,)


@pytest.mark.parametrize(
    ("text", "kind", "want"),
    [
        ("What happened at Worth Abbey?", "fact", None),
        ("How did Mary Price react?", "said", None),
        ("Who lived through the Ice Age?", "fact", "person"),
        ("Who wrote The Age of Innocence?", "fact", "person"),
        ("What is the Ice Age?", "definition", None),
        ("How much is Worth Abbey worth?", "fact", "money"),
        ("What age was Mary Price?", "fact", "age"),
        ("What Price was paid?", "fact", "money"),
        ("WHAT WAS THE PRICE OF THE MILL?", "definition", "money"),
        ("When was the Prize won, and Who won it?", "fact", "date"),
    ],
)
def test_the_words_of_a_name_do_not_say_what_would_answer(text: str, kind: str, want: str | None) -> None:
    question = understand(text, "en")
    assert (question.kind, question.want) == (kind, want)


@pytest.mark.parametrize(
    ("text", "language", "want"),
    [
        ("What prison conditions did she face?", "en", None),
        ("What building materials were used?", "en", None),
        ("Which prison was she held in?", "en", "place"),
        ("Which city hosted the games?", "en", "place"),
        ("In which prison camp was she held?", "en", "place"),
        ("What prison term could she face?", "en", "duration"),
        ("¿Qué ciudad francesa fue elegida?", "es", "place"),
    ],
)
def test_a_place_that_only_says_of_what_sort_something_is_is_not_asked_for(
    text: str, language: str, want: str | None
) -> None:
    assert understand(text, language).want == want
