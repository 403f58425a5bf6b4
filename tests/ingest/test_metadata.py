from __future__ import annotations

import pytest

from ingest.bylines import byline
from ingest.dates import parse_date
from ingest.heads import dateline
from tests.ingest.making import BODY, made, said
from vectorstore.article import NOT_KNOWN, Fact


@pytest.mark.parametrize(
    "words",
    [
        "3 March 2024",
        "March 3, 2024",
        "Mar. 3, 2024",
        "Sunday, March 3, 2024 at 5:00 p.m. ET",
        "2024-03-03T10:00:00Z",
        "2024/03/03",
        "3 de marzo de 2024",
        "3 mars 2024",
        "3. März 2024",
        "9:05 a.m. ET March 3, 2024",
        "11:32, 3 March 2024",
        "March 3, 2024 Sunday",
        "Le 3 mars 2024 à 8h",
        "El domingo 3 de marzo de 2024",
        "3 March 2024, 5 p.m. ET",
        "03.03.2024, 17.42 Uhr",
    ],
)
def test_a_full_date_is_read(words: str):
    assert parse_date(words) == "2024-03-03"


@pytest.mark.parametrize(
    "words",
    [
        "03/04/2024",
        "03.04.2024",
        "13.13.2024",
        "10.24.2023.4",
        "March 2024",
        "31 February 2024",
        "2024",
        "on 3 March 2024 he left",
        "0001-01-01T00:00:00",  # where a program was given no date
        "9999-12-31",
        "",
    ],
)
def test_what_is_not_surely_one_date_is_none(words: str):
    assert parse_date(words) is None


@pytest.mark.parametrize(
    ("start", "place", "published", "agency"),
    [
        ("LISBON, March 3, 2024 — The bridge", "LISBON", "2024-03-03", None),
        ("LONDON (Reuters) - The bridge", "LONDON", None, "Reuters"),
        ("(AP) — The bridge", None, None, "AP"),
        ("WASHINGTON, Jan. 5 (AP) -- The bridge", "WASHINGTON", None, "AP"),
        ("SÃO PAULO, Brazil – “Stop,”", "SÃO PAULO, Brazil", None, None),
        ("STRATFORD-UPON-AVON, England - A", "STRATFORD-UPON-AVON, England", None, None),
        ("LISBON, the Algarve, March 3 (Lantern) - The bridge", "LISBON, the Algarve", None, "Lantern"),
        ("PUERTO LIN.- Tras la lluvia", "PUERTO LIN", None, None),
        ("Madrid, 12 may (EFE).- El puente", "Madrid", None, "EFE"),
        ("Lima, 4 nov. (AFP) - El puente", "Lima", None, "AFP"),
        ("**LINDOW, Vt.** — The bridge", "LINDOW, Vt.", None, None),
        ("PUERTO LINDO. El puente", None, None, None),  # a section looks like that too
        ("LINDOW, 3 March 2024 — The bridge", "LINDOW", "2024-03-03", None),
        ("LINDOW, Ohio, March 3, 2024, 6 p.m. — The bridge", "LINDOW, Ohio", "2024-03-03", None),
        ("LINDOW, Sunday — The bridge", "LINDOW", None, None),
        ("LINDOW, le 3 mars 2024 — Le pont", "LINDOW", "2024-03-03", None),
        ("LINDOW, dimanche 3 mars 2024 – Le pont", "LINDOW", "2024-03-03", None),
        ("LINDOW, 1er mars 2024 - Le pont", "LINDOW", "2024-03-01", None),
        ("LINDOW, 3 mars (AFP) - Le pont", "LINDOW", None, "AFP"),
        ("LINDOW, 3 de marzo de 2024.- El puente", "LINDOW", "2024-03-03", None),
        ("LINDOW, el 3 de marzo — El puente", "LINDOW", None, None),
    ],
)
def test_datelines(start: str, place: str | None, published: str | None, agency: str | None):
    read = dateline(start + " was closed.")
    assert read is not None
    assert (read.place, read.published, read.agency) == (place, published, agency)


@pytest.mark.parametrize(
    "start",
    [
        *("NASA – the agency – said so.", "BREAKING – Police came.", "The war – Now.", "I – The"),
        *("The U.S.-China talks", "Jo Doe (Labour) – She", "María López (PP) - La", "BREAKING. Police came."),
    ],
)
def test_a_dash_does_not_make_a_dateline(start: str):
    assert dateline(start) is None


@pytest.mark.parametrize(
    ("line", "names", "outlet"),
    [
        ("by Brad Witter", "Brad Witter", None),
        ("By Jo Doe and Ann Poe, Reuters", "Jo Doe and Ann Poe", "Reuters"),
        ("By JO DOE, Associated Press", "JO DOE", "Associated Press"),
        ("By Jo Doe for The Lindow Post", "Jo Doe", "The Lindow Post"),
        ("By Jo Doe, Staff Writer", "Jo Doe, Staff Writer", None),
        ("By Jo Doe in Paris", "Jo Doe", None),
        ("Por Juan Pérez", "Juan Pérez", None),
        ("Par Jean Dupont et Anne de la Tour", "Jean Dupont et Anne de la Tour", None),
        ("by Jo Doe, Norby, and Ann Poe, Paris", "Jo Doe and Ann Poe", None),
        ("By Jo Doe in Paris and Ann Poe in Rome", "Jo Doe and Ann Poe", None),
        ("By Jo Doe | Lantern News Agency", "Jo Doe", "Lantern News Agency"),
        ("Par **Jo Doe** et **Anne Le Roc** – *La Gazette du Lac*", "Jo Doe et Anne Le Roc", "La Gazette du Lac"),
        ("Por Juan Pérez, El Faro del Sur", "Juan Pérez", "El Faro del Sur"),
        ("*By Jo Doe, Chief Reporter* · 14 October 2025 · 3 min read", "Jo Doe, Chief Reporter", None),
        ("By staff reporter Jo Doe", "Jo Doe", None),
        ("Von Dr. Jo Doe und Ann Poe, Lindow", "Dr. Jo Doe und Ann Poe", None),
        ("By Jo Doe, Lindow", "Jo Doe", None),
        ("By Jo Doe for Lindowonian", "Jo Doe", "Lindowonian"),
        ("By Jo Doe, The Lindow Mercury", "Jo Doe", "The Lindow Mercury"),
        ("By Jo Doe at Quay Lane", "Jo Doe", None),
        ("Par Jo Doe et Ann Poe (Nantes, correspondante)", "Jo Doe et Ann Poe", None),
        ("By Jo Doe (AP)", "Jo Doe", "AP"),
        ("Written by Jo Doe | Edited by Ann Poe", "Jo Doe", None),
        ("Author: Jo Doe", "Jo Doe", None),
        ("Par Anne Roc, envoyée spéciale à Saint-Lin", "Anne Roc", None),
        ("Par Anne Roc, correspondante à Rome", "Anne Roc", None),
        ("Par Jean d’Orne, rédacteur en chef", "Jean d’Orne", None),
        ("Par Anne Roc à Lyon et Paul Lin à Nantes", "Anne Roc et Paul Lin", None),
        ("Par Anne Roc, à Lyon", "Anne Roc", None),
        ("Por Juan Pérez, corresponsal en Lima", "Juan Pérez", None),
        ("Por Juan Pérez, enviado especial a Lima", "Juan Pérez", None),
        ("By Jo Doe, special envoy in Norby", "Jo Doe", None),
        ("By Jo Doe | Special envoy in Norby", "Jo Doe", None),
        ("De notre envoyé spécial à Norby, Paul Lin", "Paul Lin", None),
        ("Par Anne Roc pour La Gazette du Lac", "Anne Roc", "La Gazette du Lac"),
        ("Par Anne Roc avec AFP", "Anne Roc", None),  # an agency that helped is not the paper
        ("Par la rédaction avec AFP", "la rédaction", None),
        ("Por Redacción", "Redacción", None),
        ("TEXTO: ANA RUIZ    FOTO: LUIS LIN", "ANA RUIZ", None),
    ],
)
def test_bylines(line: str, names: str, outlet: str | None):
    read = byline(line)
    assert read is not None
    assert (read.names, read.outlet) == (names, outlet)


@pytest.mark.parametrize(
    "line", ["Par Ann Poe, en colère", "By Jo Doe, at last free", "Por Ana Ruiz no pasan los años"]
)
def test_what_only_begins_like_a_byline_is_none(line: str):
    assert byline(line) is None


def test_an_outlet_that_is_only_quoted_is_not_the_outlet():
    article = made(f"Bridge closed\n\n{BODY} The Guardian reported it first, as did the BBC.")
    assert article.fact("outlet") == NOT_KNOWN


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("More from The Lindow Post: Bridges", "The Lindow Post"),
        ("© 2024 Lindow Herald", "Lindow Herald"),
        ("Source: Reuters", "Reuters"),
        ("More from Lindow: Bridges", None),
    ],
)
def test_an_outlet_is_named_by_a_line_about_the_page(line: str, outlet: str | None):
    article = made(f"Bridge closed\n\n{BODY}\n\n{line}")
    assert article.fact("outlet") == (Fact(outlet, line) if outlet else NOT_KNOWN)


def test_a_date_in_prose_is_no_date_of_publication():
    article = made("Bridge closed\n\nThe bridge was closed on March 3, 2024 after a crack was found. It is old.")
    assert article.fact("published") == NOT_KNOWN


def test_dates_stated_by_the_page_are_read():
    article = made(f"Bridge closed\n\nPublished: 3 March 2024\nLast updated on March 4, 2024\n\n{BODY}")
    assert article.fact("published") == Fact("2024-03-03", "Published: 3 March 2024")
    assert article.fact("updated") == Fact("2024-03-04", "Last updated on March 4, 2024")


@pytest.mark.parametrize(
    "line",
    [
        "Publié le 3 mars 2024 à 06h30, mis à jour le 4 mars 2024 à 11 h 15",
        "Publié le 3 mars 2024 à 05h30, modifié le 4 mars 2024 à 11h08",
        "Publicado el 3 de marzo de 2024, actualizado el 4 de marzo de 2024",
        "(Published: 3 March 2024. Updated: 4 March 2024)",
        "3 March 2024 · Updated 4 March 2024 · 4 min read",
    ],
)
def test_both_dates_of_one_line_are_read(line: str):
    article = made(f"Bridge closed\n\n{line}\n\n{BODY}")
    assert article.fact("published").value == "2024-03-03"
    assert article.fact("updated").value == "2024-03-04"


def test_names_and_paper_on_two_lines_of_one_markdown_paragraph_are_told_apart():
    article = made(f"# Bridge closed\n\n**By Jo Doe and Ann Poe**\n*The Lindow Globe*\n3 March 2024\n\n{BODY}", "a.md")
    assert article.fact("byline").value == "Jo Doe and Ann Poe"
    assert article.fact("outlet").value == "The Lindow Globe"
    assert article.fact("published").value == "2024-03-03"


@pytest.mark.parametrize(
    ("names", "credits", "byline_"),
    [
        ("By Jo Doe", "Reporting by Max Moe; editing by Ann Poe", "Jo Doe"),
        ("3 March 2024", "(Reporting by Max Moe; editing by Ann Poe)", "Reporting by Max Moe; editing by Ann Poe"),
        ("3 March 2024", "Additional reporting by Max Moe in Paris", None),
        ("3 March 2024", "Editing by Ann Poe", None),
    ],
)
def test_who_helped_did_not_write_it(names: str, credits: str, byline_: str | None):
    for text in (f"Bridge closed\n\n{names}\n\n{BODY}\n\n{credits}", f"Bridge closed\n\n{credits}\n{names}\n\n{BODY}"):
        assert made(text).fact("byline").value == byline_


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("19.08.2024, 17.42 Uhr", "2024-08-19"),
        ("Publié le 19/08/2024 à 08h12", "2024-08-19"),
        ("Published: 08/19/2024", "2024-08-19"),
        ("Publié le 04/06/2024 à 08h12", None),
        ("PUBLISHED: 11:32, 19 August 2024 | UPDATED: 09:05, 20 August 2024", "2024-08-19"),
        ("Guayaquil - 19 AGO 2024 - 19:12 CEST", None),
        ("Guayaquil - 19 AUG 2024 - 19:12 CEST", "2024-08-19"),
    ],
)
def test_a_date_in_figures_is_read_only_if_it_can_be_read_one_way(line: str, date: str | None):
    article = made(f"Bridge over the Lindow closed\n\nBy Jo Doe\n\n{line}\n\n{BODY}")
    assert article.fact("published").value == date


def test_a_date_alone_below_the_story_is_not_when_it_was_published():
    article = made(f"Bridge closed at Lindow\n\n{BODY}\n\nRead next\n\n3 March 2024\n\nThe ferry runs until night.")
    assert article.fact("published") == NOT_KNOWN
    assert (
        made(f"Bridge closed at Lindow\n\n{BODY}\n\nBy Jo Doe\n\n3 March 2024").fact("published").value == "2024-03-03"
    )


def test_a_dateline_is_found_under_the_captions_and_key_points_of_a_page():
    points = "Summary\nThe bridge has a crack\nThe ferry runs every hour\nNobody was hurt at all"
    article = made(f"Bridge closed at Lindow\n\n{points}\n\nLINDOW, March 3 (Reuters) - {BODY}")
    assert article.fact("dateline").value == "LINDOW"
    assert article.fact("outlet").value == "Reuters"


def test_a_city_in_capitals_further_down_is_no_dateline_of_the_story():
    assert made(f"Bridges closed in two towns\n\n{BODY}\n\n{BODY}\n\nPARIS – {BODY}").fact("dateline") == NOT_KNOWN


def test_addresses_of_reporters_are_no_part_of_the_byline():
    article = made(
        f"Bridge closed\n\n{BODY}\n\n(Reporting by Jo Doe; Editing by Ann Poe; jo@lindow.example; +46 8 555)"
    )
    assert article.fact("byline").value == "Reporting by Jo Doe; Editing by Ann Poe"


def test_a_paper_that_printed_it_first_is_the_outlet():
    article = made(f"Bridge closed\n\n{BODY}\n\nThis article originally appeared on Lindow Tribune: Bridge closed")
    assert article.fact("outlet").value == "Lindow Tribune"


def test_a_dateline_with_a_full_date_dates_the_article():
    article = made(f"Bridge closed\n\nLISBON, March 3, 2024 (Reuters) — {BODY}")
    assert article.fact("published").value == "2024-03-03"
    assert article.fact("outlet").value == "Reuters"
    assert said(article)[2].startswith("The bridge over the Lindow")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The bridge was closed on Monday and the ferry runs for the people of the town.", "en"),
        ("El puente fue cerrado el lunes y los barcos de la ciudad van por el río con una grúa.", "es"),
        ("Le pont est fermé depuis lundi et les bateaux de la ville passent sur le fleuve avec des grues.", "fr"),
        ("Die Brücke ist seit Montag gesperrt und der Verkehr wird mit der Fähre über den Fluss geführt.", "de"),
        ("Zzyx qqrl.", None),
    ],
)
def test_the_language_is_known_by_its_small_words(text: str, language: str | None):
    assert made(text).fact("language").value == language


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("She was freed in 2013.", "2013"),
        ("He came in May 2011 and left in 2009.", "2011"),
        ("The plan is to end it by 2050.", None),
        ("The film Blade Runner 2049 was shown.", None),
        ("About 2000 people came.", None),
        ("The first pair of cranes came over the lake in 2011.", None),  # so long ago that more have come
        ("There were only 12 boats in 2011.", None),
        ("The pier has been shut since 2011.", None),
        ("It was due to a storm in 2011.", "2011"),
        ("She became the first woman to win the prize in 2023.", "2023"),
        ("La mayoría de los vecinos de la ciudad votó por el puente en 2023.", "2023"),
        ("Le Premier ministre a quitté la ville avec la police en janvier 2024.", "2024"),
        ("Le maire inaugura le pont de la ville avec les élus en 2015.", "2015"),
        ("Le pont et la gare seront ouverts à partir de 2027 pour tous.", None),
        ("La mairie est tenue de refaire la gare avant la fin de 2027 pour la ville.", None),
        ("La gare et le pont ont été vendus en 2013 par la ville.", "2013"),
        ("El puente y la estación abrirán en 2027 para todos los vecinos.", None),
        ("El dinero de la ciudad es para las obras del puente hasta 2027.", None),
        ("El puente y la estación se vendieron en 2013 por la ciudad.", "2013"),
    ],
)
def test_the_latest_year_is_one_that_the_text_has_reached(sentence: str, year: str | None):
    fact = made(sentence).fact("latest_year")
    assert fact == (Fact(year, sentence) if year else NOT_KNOWN)


@pytest.mark.parametrize(
    ("line", "outlet", "published"),
    [
        ("La Gazette de l’Orne, mercredi 22 janvier 2025", "La Gazette de l’Orne", "2025-01-22"),
        ("North Lindow Radio news desk", "North Lindow Radio", None),
        ("Le Quotidien de Norby, 3 mars 2024", "Le Quotidien de Norby", "2024-03-03"),
        ("Diario El Molino", "Diario El Molino", None),
        ("Periódico La Sierra", "Periódico La Sierra", None),
        ("Radio Norby", "Radio Norby", None),
        ("Special to The Norby Herald", "The Norby Herald", None),
        ("Bark & Leaf, June 3, 2025", None, "2025-06-03"),  # a paper or a place: only the date is sure
    ],
)
def test_a_line_under_the_headline_that_tells_paper_and_date_is_no_caption(
    line: str, outlet: str | None, published: str | None
):
    article = made(f"Bridges closed in two towns\n\n{line}\n\n{BODY}\n\n{BODY}")
    assert [one.kind for one in article.sentences][1] in ("byline", "dateline")
    assert (article.fact("outlet").value, article.fact("published").value) == (outlet, published)


@pytest.mark.parametrize(
    ("above", "outlet"),
    [
        ("GARDEN MONITOR\nPests and weeds", "GARDEN MONITOR"),
        ("Western Farm Daily\nSweet corn", "Western Farm Daily"),
        ("WEEKEND SUPPLEMENT\nThe long read", None),
        ("FIELD & FERRY\nRiver report", None),
    ],
)
def test_a_paper_and_a_few_words_above_the_headline_are_not_the_headline(above: str, outlet: str | None):
    article = made(f"{above}\n\nHerons take the Lindow back: a quiet year on the old bridge\n\nBy Jo Doe\n\n{BODY}")
    assert article.title == "Herons take the Lindow back: a quiet year on the old bridge"
    assert (article.fact("outlet").value, article.fact("byline").value) == (outlet, "Jo Doe")


@pytest.mark.parametrize(
    "top",
    [
        "MANHUNT ON MOOR\n\nThree still free\n\nSearch goes on with dogs and boats",  # no part of a paper
        "Herons take the Lindow Daily\n\nA quiet year\n\nBy Jo Doe",  # no longer line under it
        "Brothers row past the Lindow Mail\n\nOne oar\n\nThe boat sank",
    ],
)
def test_a_headline_with_short_lines_under_it_stays_the_headline(top: str):
    assert made(f"{top}\n\nBy Jo Doe\n\n{BODY}").title == top.partition("\n")[0]
