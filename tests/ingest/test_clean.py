"""What part each line plays, by small articles of our own. Each rule has its false friend."""

from __future__ import annotations

import pytest

from ingest.residue import residue_reason
from tests.ingest.making import BODY, kind_of, made, parts, said

RESIDUE = {
    "#box_7 { width: 5px; top: -10px !important; }": "style rules",
    ".promo, .side { color: red }": "style rules",
    "width: 5px;": "style rules",
    "@media screen {": "style rules",
    "var adSlot = 4;": "script",
    "window.dataLayer = window.dataLayer || [];": "script",
    "});": "no words",
    "<div class='ad'>": "markup",
    "https://example.org/story?id=4": "a link alone",
    "* * *": "no words",
    "Courtesy of Lantern Films": "picture credit",
    "PHOTO COURTESY OF LANTERN FILMS": "picture credit",
    "Photo by Jane Doe/Getty Images": "picture credit",
    "(AP Photo/Marco Diaz)": "picture credit",
    "Jane Doe / AFP": "picture credit",
    "More from The Lindow Post: Bridge News": "pointer",
    "More on this story": "pointer",
    "Read more": "pointer",
    "Read more: Ferry fares to rise": "pointer",
    "Lea también: La travesía": "pointer",
    "Lire aussi : Le pont fermé": "pointer",
    "Share this article": "buttons",
    "Follow us on Facebook": "buttons",
    "12 comments": "buttons",
    "5 min read": "buttons",
    "Advertisement": "advertisement",
    "Story continues below advertisement": "advertisement",
    "Sign up for our newsletter.": "newsletter",
    "We use cookies to improve your visit.": "cookie",
    "© 2024 The Lindow Post": "legal",
    "All rights reserved.": "legal",
    "Our Standards: The Lindow Principles": "legal",
    "Utilizamos cookies propias. Al seguir, acepta su uso.": "cookie",
    "Nous utilisons des cookies pour mesurer l'audience.": "cookie",
    "Aceptar todas las cookies": "cookie",
    "Share   Save   Print": "buttons",
    "**Share this article** | [Facebook](https://f.example) | [X](https://x.example)": "buttons",
    "Partager : Facebook – X – Courriel": "buttons",
    "Síguenos en Facebook y Twitter": "buttons",
    "Temps de lecture : 4 min": "buttons",
    "Tiempo de lectura: 4 minutos": "buttons",
    "*Read next:* [Who pays for a bridge?](https://lindow.example/pays)": "pointer",
    '<div class="slot">Advertisement</div>': "advertisement",
    "This article was amended on 4 March 2024 to correct a name.": "note of the editors",
    "Cet article a été modifié le 4 mars 2024.": "note of the editors",
    "Jo Doe/LPA": "picture credit",
    "Photographs by Jo van Doe for The Lindow Review": "picture credit",
    "Credit...Jo Doe for The Lindow Review": "picture credit",
    "We value your privacy": "cookie",
    "We and our 142 partners store information on a device, such as cookies. You may accept or refuse.": "cookie",
    "Accept all": "cookie",
    "Tout accepter": "cookie",
    "This interview has been edited and condensed for clarity.": "note of the editors",
    "This article originally appeared on The Lindow Post: Bridge closed": "legal",
    "Política de privacidad": "legal",
    "Mentions légales": "legal",
    "Impressum": "legal",
    "Facebook": "buttons",
    "Facebook Twitter E-mail": "buttons",
    "Share  Tweet  Pin it": "buttons",
    "Compartir en WhatsApp": "buttons",
    "Auf Facebook teilen": "buttons",
    "Ajouter à vos sélections": "buttons",
    "Artikel zum Hören": "buttons",
    "Iniciar sesión": "buttons",
    "3 hours ago": "buttons",
    "hace 2 horas": "buttons",
    "@jo_doe": "buttons",
    "Follow her on X @jo_doe.": "buttons",
    "Reach reporter Jo Doe at jo@lindow.example.": "buttons",
    "Temps de lecture 4 min.": "buttons",
    "[← Older post](/a) · [Newer post →](/b)": "buttons",
    "Most viewed": "pointer",
    "Explore more on these topics": "pointer",
    "Tags: bridge, ferry": "pointer",
    "PREVIOUSLY: Third bridge closed": "pointer",
    "Noticias relacionadas": "pointer",
    "Sur le même sujet": "pointer",
    "Das könnte Sie auch interessieren": "pointer",
    "Advertisement · Scroll to continue": "advertisement",
    "Subscribe for $1/week": "newsletter",
    "Article réservé aux abonnés": "newsletter",
    "Il vous reste 71,34 % de cet article à lire. La suite est réservée aux abonnés.": "newsletter",
    "Already a subscriber? Sign in.": "newsletter",
    "Become a member today.": "newsletter",
    "-30-": "end mark",
    "(MORE)": "end mark",
    "– ENDS –": "end mark",
    "{{< pullquote >}}": "markup",
    "&nbsp;": "markup",
}

STORY = (
    "Courtesy of his lawyer, the letter reached the court on Monday.",
    "More from the report was expected on Friday.",
    "More from the report: the dam had cracked long before.",
    "Read more books, she told the pupils.",
    "Share prices fell by a tenth.",
    "Share prices fall",
    "Photo finish in Paris",
    "Watch makers strike",
    "Credit markets freeze",
    "Home prices rise",
    "Copyright law reform passes in 2024 vote, senators say",
    "Subscribe to the view that less is more, and you lose, he said.",
    "Follow the money",
    "Report: 12 dead",
    "Price: high; quality: low",
    "The set is {1, 2; 3} in her notation.",
    "“I was framed”",
    "Report: Facebook",
    "Home search",
    "This article of the law was amended in 1987, the judge said.",
    "This report was published on Monday by the board.",
    "Read also: the board has its own rules.",
    "<p>The bridge is closed.</p>",
    "Los vecinos comen cookies.",
    "Our partners in Paris gave their consent to the data deal.",
    "The firms must let people accept cookies or refuse them.",
    "You have no right to print articles like this, he said.",
    "Already a member of the euro zone, the country joined the fund.",
    "This story is only for the brave.",
    "Become a member of the club, the sign said.",
    "This story was originally a play.",
    "To continue reading was all she wanted.",
    "To continue reading, children need books.",
    "By continuing the strike they lost their cookies factory.",
    "Not a member? The club says it will open its doors in May.",
    "Reach the editor and you reach the town, people say.",
    "Don't miss out on the sea, said her father.",
    "Topics ranged from the ferry to the bridge.",
    "Three hours ago the bridge fell",
    "Two days ago",
    "30",
    "The end",
)


@pytest.mark.parametrize(("line", "reason"), RESIDUE.items())
def test_a_line_that_a_page_left_behind_is_marked_with_its_reason(line: str, reason: str):
    assert reason in (residue_reason(line) or "")
    article = made(f"Bridge over the Lindow closed\n\n{BODY}\n\n{line}\n\nThe ferry runs every hour until night.")
    assert [text for kind, text in parts(article) if kind == "residue"] == [line]
    assert line not in said(article)


@pytest.mark.parametrize("line", STORY)
def test_prose_that_only_begins_like_residue_stays_citable(line: str):
    assert residue_reason(line) is None


def test_hidden_characters_do_not_save_residue():
    assert residue_reason("Adver\u200btise\u00adment") == "advertisement"


def test_a_line_repeated_without_an_end_is_furniture():
    article = made(
        f"Bridge closed at Lindow\n\n{BODY}\n\nLindow Live\n\n{BODY}\n\nLindow Live\n\n{BODY}\n\nLindow Live"
    )
    assert [part.reason for part in article.segments if part.reason] == ["repeated line"] * 3


def test_a_section_label_is_not_the_headline():
    article = made(f"Streaming\n\nA Bridge Story Comes to the Small Screen\n\n{BODY}")
    assert parts(article)[:2] == [
        ("label", "Streaming"),
        ("headline", "A Bridge Story Comes to the Small Screen"),
    ]
    assert article.title == "A Bridge Story Comes to the Small Screen"


@pytest.mark.parametrize("headline", ["Mayor quits", "Acquitted", "WAR", "Why?"])
def test_a_short_first_line_with_the_story_under_it_is_the_headline(headline: str):
    article = made(f"{headline}\n\n{BODY}")
    assert kind_of(article, headline) == "headline"


@pytest.mark.parametrize("label", ["World News", "US & Canada", "Home > News > World", "LATIN AMERICA"])
def test_labels_of_several_words(label: str):
    assert kind_of(made(f"{label}\n\nBridge over the Lindow closed for ten days\n\n{BODY}"), label) == "label"


@pytest.mark.parametrize("label", ["Norrland | Transport", "SPORT > ROWING", "Home | News | Tide tables | Log in"])
def test_sections_in_a_row_are_a_label_above_the_headline(label: str):
    article = made(f"{label}\n\nBridge over the Lindow closed for ten days\n\n{BODY}")
    assert kind_of(article, label) == "label"
    assert article.title == "Bridge over the Lindow closed for ten days"


@pytest.mark.parametrize("label", ["SPORT > ROWING", "Science & Environment", "World News", "Analysis"])
def test_sections_under_the_headline_are_a_label_too(label: str):
    assert kind_of(made(f"Bridge over the Lindow closed\n\n{label}\n\nBy Jo Doe\n\n{BODY}"), label) == "label"


@pytest.mark.parametrize("line", ["Who pays | What next is open to all of us", "The ferry > the bridge, says board"])
def test_a_bar_alone_does_not_make_a_label(line: str):
    assert kind_of(made(f"Bridge closed at Lindow\n\n{line}\n\nBy Jo Doe\n\n{BODY}"), line) == "standfirst"


@pytest.mark.parametrize("paper", ["The Lindow Post", "EL FARO DE LINDOW", "The Lindow Post | News"])
def test_the_name_of_the_paper_above_the_headline_is_not_the_title(paper: str):
    article = made(f"{paper}\n\nBridge over the Lindow closed for ten days\n\nBy Jo Doe\n\n{BODY}")
    assert kind_of(article, paper) == "byline"
    assert article.title == "Bridge over the Lindow closed for ten days"
    assert article.fact("outlet").value == paper.split(" | ")[0]


@pytest.mark.parametrize(
    "under",
    [
        *(
            "CHESS — 3 March 2024",
            "Sunday, March 3, 2024 | Page A1",
            "Lindow, 3 March 2024",
            "3 March 2024 - No. 12,345",
        ),
        *("Édition du dimanche 3 mars 2024\nPage 4", "Le 3 mars 2024"),
    ],
)
def test_a_section_a_place_and_a_page_beside_the_date_under_the_paper(under: str):
    article = made(f"La Gazette du Lac\n{under}\n\nBridge over the Lindow closed\n\nLINDOW (AFP) - {BODY}")
    assert article.title == "Bridge over the Lindow closed"
    assert article.fact("outlet").value == "La Gazette du Lac"  # and not the agency that it has the story from
    assert article.fact("published").value == "2024-03-03"


def test_a_headline_that_could_name_a_paper_is_the_headline():
    article = made(f"Hate Mail\n\nA judge at Lindow gets 200 letters a week\n\nBy Jo Doe\n\n{BODY}")
    assert article.title == "Hate Mail"


def test_a_text_that_begins_with_its_story_has_no_headline():
    article = made(BODY)
    assert {kind for kind, _ in parts(article)} == {"body"}
    assert article.fact("title").value is None
    assert article.title == "a.txt"


def test_lines_between_headline_and_story():
    article = made(
        "Bridge over the Lindow closed\n\nFerry to run every hour, says board\n\nBy Jo Doe and Ann Poe, Reuters\n"
        f"Published: 3 March 2024 | Updated: 4 March 2024\n\nThe bridge at dusk via the Board's press site\n\n{BODY}"
    )
    assert [kind for kind, _ in parts(article)] == [
        *("headline", "standfirst", "byline", "dateline", "caption"),
        *("body", "body"),
    ]


def test_lines_that_a_page_leaves_above_the_story_do_not_hide_its_dateline():
    article = made(
        "Bridge over the Lindow closed\n\nby Jo Doe, Norby, and Ann Poe, Lindow\nLindow Business Daily\n"
        f"Tuesday, 5 March 2024, 16:02 CET\n\nShare   Save   Print\n\nKeep calm\n\nLINDOW, Norrland (LBD) – {BODY}"
    )
    assert [kind for kind, _ in parts(article)][:5] == ["headline", "byline", "byline", "dateline", "residue"]
    assert "LINDOW, Norrland (LBD) –" in said(article)
    assert article.fact("byline").value == "Jo Doe and Ann Poe"
    assert article.fact("outlet").value == "Lindow Business Daily"


@pytest.mark.parametrize(
    "names", ["Jo Doe", "Jo Doe and Ann van Poe", "Jo Doe in Milltown", "Jo Doe, education editor"]
)
@pytest.mark.parametrize("date", ["5 March 2024", "Lindow, 5 de marzo de 2024"])
def test_names_beside_a_date_are_a_byline(names: str, date: str):
    for lines in (f"{names}\n{date}", f"{date}\n{names}"):
        article = made(f"Bridge over the Lindow closed\n\n{lines}\n\n{BODY}")
        assert kind_of(article, names) == "byline"
        assert article.fact("byline").value == names.split(" in ")[0].split(",")[0]
        assert article.fact("published").value == "2024-03-05"


@pytest.mark.parametrize(
    ("lines", "names", "outlet"),
    [
        ("Jo Doe\nLocal democracy reporter\n5 March 2024", "Jo Doe", None),
        ("5 March 2024\nAnne Roc\nJournaliste\nRadio Lindow", "Anne Roc", "Radio Lindow"),
        ("Anne Roc, envoyée spéciale à Lindow", "Anne Roc", None),  # with a role it needs no date
        ("Ana Ruiz / La Prensa de Lindow\n5 March 2024", "Ana Ruiz", "La Prensa de Lindow"),
        ("Ana Ruiz | Lindow\n5 March 2024", "Ana Ruiz", None),
        ("Redacción | Lindow\n5 March 2024", "Redacción", None),
        ("Anne Roc (à Lindow)\nLe Petit Lac | 05/03/2024", "Anne Roc", None),
        ("A. R. avec AFP\n5 mars 2024", "A. R.", None),
        ("Science Desk\nLindow Daily, 5 March 2024", None, "Lindow Daily"),
    ],
)
def test_who_wrote_it_in_many_forms(lines: str, names: str | None, outlet: str | None):
    article = made(f"Bridge over the Lindow closed\n\n{lines}\n\n{BODY}")
    assert (article.fact("byline").value, article.fact("outlet").value) == (names, outlet)
    assert [kind for kind, text in parts(article) if kind in ("body", "standfirst", "heading")] == ["body", "body"]


@pytest.mark.parametrize("line", ["Sports writer", "Ship Canal | Politics", "U.S.", "Radio Silence Over Lindow Coast"])
def test_a_line_that_only_looks_like_a_signature_is_none(line: str):
    article = made(f"Bridge over the Lindow closed\n\n{line}\n\nIt is the third this year.\n\n{BODY}")
    dated = made(f"Bridge over the Lindow closed\n\n{line}\n\n5 March 2024\n\n{BODY}")
    for one in (article, dated):
        assert (one.fact("byline").value, one.fact("outlet").value) == (None, None)


@pytest.mark.parametrize("prefix", ["TOWN COUNCIL.", "Lindow.", "Saint-Lin."])
def test_a_headline_may_begin_with_its_section_or_place(prefix: str):
    headline = f"{prefix} Bridge closed after a crack was found"
    assert made(f"{headline}\n\nNobody was hurt\n\nBy Jo Doe\n\n{BODY}").title == headline


@pytest.mark.parametrize("line", ["It is closed. Nobody knows why", "LINDOW — The bridge is closed"])
def test_a_story_that_begins_without_a_full_stop_is_no_headline(line: str):
    assert made(f"{line}\n\n{BODY}").fact("title").value is None


def test_a_heading_above_the_byline_is_a_standfirst():
    for file in ("a.md", "a.txt"):
        article = made(f"# Bridge closed\n\n## Ferry to run\n\n### By Jo Doe\n\n{BODY}\n\n## What next\n\n{BODY}", file)
        assert [kind_of(article, words) for words in ("Ferry to", "What next")] == ["standfirst", "heading"]
        assert (article.title, article.fact("byline").value) == ("Bridge closed", "Jo Doe")


def test_hashes_in_a_plain_text_are_not_always_headings():
    for line in ("# and the rest is silence", "#bridge", "# No sign was put up.", "# 4"):
        article = made(f"Bridge closed at Lindow\n\n{BODY}\n\n{line}\n\n{BODY}")
        assert any(text == line for _, text in parts(article))


def test_key_points_may_stand_above_the_byline():
    points = "• The bridge has a crack\n• The ferry runs every hour\n• Nobody was hurt at all"
    article = made(f"Bridge closed at Lindow\n\n{points}\n\nBy Jo Doe\n5 March 2024\n\n{BODY}")
    assert article.fact("byline").value == "Jo Doe"
    assert kind_of(article, "• The ferry") == "standfirst"


@pytest.mark.parametrize(
    "text",
    [
        f"Bridge over the Lindow closed\n\nJo Doe\n\n{BODY}",
        f"Obituaries\n\nJo Doe\n\n5 March 2024\n\n{BODY}",
        f"Bridge over the Lindow closed\n\nNew York\n\n5 March 2024\n\n{BODY}",
        f"Bridge over the Lindow closed\n\nBridge To Nowhere Reopens At Last\n\n5 March 2024\n\n{BODY}",
    ],
)
def test_other_capitals_are_no_byline(text: str):
    assert made(text).fact("byline").value is None


def test_dates_of_a_list_in_the_story_stay_story():
    article = made(f"Doe goes on tour\n\n{BODY} {BODY}\n\nParis, 3 March 2025\n\nLindow, 5 March 2025\n\n{BODY}")
    assert kind_of(article, "Paris") == "body"


def test_short_paragraphs_under_a_headline_are_story_when_nothing_says_otherwise():
    article = made("Bridge closed\n\nThe bridge is closed.\n\nNobody was hurt.\n\nIt opens on Friday.")
    assert [kind for kind, _ in parts(article)] == ["headline", "body", "body", "body"]


def test_dates_under_a_short_story_do_not_turn_it_into_a_standfirst():
    article = made(
        "Bridge closed at Lindow\n\nThe bridge is closed after a crack.\n\nNobody was hurt.\n\nPublished: 3 March 2024"
    )
    assert [kind for kind, _ in parts(article)] == ["headline", "body", "body", "dateline"]


def test_a_scene_above_the_dateline_is_a_caption():
    article = made(f"Bridge closed\n\nA diver walks along the quay in Lindow on Monday.\n\nLINDOW, Norrland – {BODY}")
    assert kind_of(article, "A diver") == "caption"


def test_captions_within_the_story_are_known_by_their_words():
    article = made(f"Bridge closed\n\n{BODY}\n\nA diver surfaces. (AP Photo/Jo Doe)\n\n{BODY}")
    assert kind_of(article, "A diver") == "caption"
    assert "A diver surfaces." in said(article)[-6]


def test_a_subheading_is_a_heading_and_citable():
    article = made(f"Bridge closed\n\n{BODY}\n\nWhat the divers saw\n\n{BODY}")
    assert kind_of(article, "What the divers") == "heading"
    assert "What the divers saw" in said(article)


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("head", ["Key figures", "THE BRIDGE", "El puente en cifras:"])
def test_a_list_has_a_heading_and_its_last_line_is_none(head: str, gap: str):
    items = ["Built: 1902", "Piers: 4", "Cost in 2024: 12 million crowns"]
    article = made(f"Bridge closed\n\n{BODY}\n\n{head}{gap}{gap.join(items)}\n\n{BODY}")
    assert kind_of(article, head) == "heading"
    assert [kind_of(article, item) for item in items] == ["body"] * 3


def test_lines_of_a_list_without_figures_are_no_headings():
    items = ["• the old ferry", "• Two boats", "• Some workers"]
    article = made(f"Bridge closed\n\n{BODY}\n\nWhat is left\n" + "\n".join(items) + f"\n\n{BODY}")
    assert kind_of(article, "What is left") == "heading"
    assert [kind_of(article, item) for item in items] == ["body"] * 3


def test_a_subheading_after_a_list_is_still_one():
    article = made(f"Bridge closed\n\n{BODY}\n\nPiers: 4\nSpan of steel\n\nWhat the divers saw\n\n{BODY}")
    assert kind_of(article, "What the divers") == "heading"


def test_sentences_without_full_stops_are_no_headings_of_each_other():
    article = made("Bridge closed at Lindow\n\nThe bridge is closed\n\nThe ferry runs\n\nNobody was hurt")
    assert "heading" not in [kind for kind, _ in parts(article)]


@pytest.mark.parametrize(
    "titles", ["• Market moves indoors\n• In pictures: the fair", "Market moves indoors\nWhat next"]
)
def test_titles_under_a_pointer_go_with_it(titles: str):
    article = made(f"Bridge closed\n\n{BODY}\n\nMore on this story\n{titles}\n\nThe ferry runs until night.")
    left = [article.text[part.start : part.end] for part in article.segments if part.reason]
    assert left == ["More on this story", *titles.split("\n")]


def test_a_subheading_after_a_pointer_is_no_title_of_another_page():
    for pointer in ("Read more", "Read more: Ferry fares to rise"):
        article = made(f"Bridge closed\n\n{BODY}\n\n{pointer}\n\nWhat the divers saw\n\n{BODY}")
        assert kind_of(article, "What the divers") == "heading"


@pytest.mark.parametrize(
    "line",
    [
        "*Source: company reports*",
        "*Ann Poe reported from Paris. Jo Doe contributed research.*",
        "Additional reporting by Jo Doe in Paris. Editing by Ann Poe.",
    ],
)
def test_lines_of_credits_are_no_story(line: str):
    article = made(f"Bridge closed\n\n{BODY}\n\n{line}\n\n{BODY}")
    assert kind_of(article, line) == "byline"
    assert article.fact("byline").value is None


@pytest.mark.parametrize("line", ["Jo Doe reported from Paris for years.", "Jo Doe contributed two million crowns."])
def test_a_sentence_about_a_reporter_is_story(line: str):
    assert kind_of(made(f"Bridge closed\n\n{BODY}\n\n{line}\n\n{BODY}"), line) == "body"


@pytest.mark.parametrize(
    "credit",
    ["LANTERN/J. VAN DOE", "Jo van Doe", "CRÉDIT PHOTO : JO DOE / LA GAZETTE DU LAC", "(Photo: Jo Doe / Lantern)"],
)
def test_who_made_a_picture_is_not_what_it_shows(credit: str):
    article = made(f"Bridge closed\n\nBy Jo Poe\n\nThe old bridge at dusk on Monday. {credit}\n\n{BODY}")
    kinds = {article.text[one.start : one.end]: one.kind for one in article.sentences}
    assert kinds["The old bridge at dusk on Monday."] == "caption"
    assert kinds[credit] == "byline"


@pytest.mark.parametrize("line", ["By Monday the river had risen.", "By Christmas", "By law", "By the river"])
def test_a_line_that_begins_with_by_is_not_always_a_byline(line: str):
    article = made(f"Bridge closed\n\n{BODY}\n\n{line}\n\n{BODY}")
    assert kind_of(article, line) != "byline"


@pytest.mark.parametrize("word", ["NEVER", "UNISCO"])
def test_capitals_before_a_full_stop_do_not_make_leads_of_what_stands_above(word: str):
    leads = "The mill at Hale was sold on Monday.\n\nThe town had asked for a year."
    article = made(f"Mill at Hale is sold again\n\n{leads}\n\n{word}. She said that it would stay open.\n\n{BODY}")
    assert [kind_of(article, words) for words in ("The mill", "The town")] == ["body", "body"]
    assert f"{word}." not in [
        text for text, one in zip(said(article), article.sentences, strict=True) if one.kind == "dateline"
    ]


def test_a_town_before_a_full_stop_is_apart_from_the_first_sentence_only():
    article = made(f"Ana Roca gana la regata\n\nQUILLAMAR. Ana Roca won on Monday.\n\n{BODY}")
    kinds = [(one.kind, text) for one, text in zip(article.sentences, said(article), strict=True)]
    assert kinds[1:3] == [("dateline", "QUILLAMAR."), ("body", "Ana Roca won on Monday.")]


def test_a_dateline_with_a_place_still_ends_the_lines_above_the_story():
    article = made(
        f"Mill at Hale is sold again\n\nThe town had asked for a year.\n\nHALE — The mill was sold.\n\n{BODY}"
    )
    assert [kind_of(article, words) for words in ("The town", "HALE")] == ["standfirst", "body"]


@pytest.mark.parametrize(
    ("headline", "line", "names"),
    [
        ("Muere Olma Varela en su casa", "Olma Varela, periodista", None),
        ("Muere Olma Varela en su casa", "Olma Varela, corresponsal en Lima", None),
        ("Luto en la prensa de Almenar", "Muere Olma Varela, periodista", None),
        ("Deuil dans la presse de Hale", "Olma Varela, journaliste", None),
        ("Muere Olma Varela", "Olma Varela, periodista", None),
        ("Muere Olma Varela", "Escritora y periodista", None),
        ("Luto Nacional", "Muere Olma Varela, periodista", None),
        ("Luto en la prensa de Almenar", "Adiós Prensa Libre\n\nMuere Olma Varela, periodista", None),
        ("Mueren Olma Varela y Ana Roca Pinto", "Olma Varela y Ana Roca Pinto, enviadas especiales", None),
        ("Luto en la prensa de Almenar", "Olma Varela y Ana Roca Pinto, periodistas", None),
        ("La esclusa vuelve a abrir hoy", "Olma Varela y Ana Roca Pinto, enviadas especiales", "Olma Varela y Ana"),
        ("La esclusa vuelve a abrir hoy", "Olma Varela, periodista\n\n3 de marzo de 2024", "Olma Varela"),
        ("L'écluse rouvre ses portes", "Olma Varela, envoyée spéciale à Lyon", "Olma Varela"),
    ],
)
def test_whom_the_story_is_about_is_not_its_author(headline: str, line: str, names: str | None):
    found = made(f"{headline}\n\n{line}\n\n{BODY}").fact("byline").value
    assert (found or "").startswith(names) if names else found is None
