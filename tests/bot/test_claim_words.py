"""Every word that carries a claim stands in its evidence: as it is, in another form, or by an everyday equal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answerer import DraftClaim, Quoted
from bot.citations import Proven, verify
from bot.proof.equals import meanings
from tests.bot.texts import make_article, passages_of

HEIST = (
    "Police arrested Ada Pell at a farm near Lorne on Tuesday, after a painting was stolen from the Harbour Museum. "
    "Families of the guards criticised the museum on national TV. The film star fled to Dorn and began a new life. "
    "Her lawyer refused to comment on it."
)
PELL = (
    "Ada Pell was convicted of fraud in Lorne in 2019. Karl Voigt was acquitted. The mayor welcomed Karl Voigt to Dorn."
)
ALCALDE = (
    "La directora Ana Ruiz fue detenida el lunes en Toledo por la policía. El alcalde Juan Pardo dimitió el martes tras "
    "un escándalo de corrupción en el ayuntamiento. Juan Pardo no fue condenado."
)
MAIRE = "Le maire Jean Petit a été condamné à deux ans de prison en 2019 pour fraude. Il a fait appel de la décision."


def stands(claim: str, text: str, language: str = "en", spoken: str = "en") -> bool:
    article = make_article("a.txt", text, language=spoken)
    passages = {one.id: one for one in passages_of(article)}
    draft = DraftClaim(claim, tuple(map(Quoted, passages)))
    return isinstance(verify(draft, {article.id: article}, passages, language), Proven)


@pytest.mark.parametrize(
    "claim",
    [
        "Police murdered Ada Pell at a farm near Lorne on Tuesday.",
        "Police freed Ada Pell at a farm near Lorne on Tuesday.",
        "Police arrested Ada Pell at a prison near Lorne on Tuesday.",
        "A painting was burned in the Harbour Museum.",
        "Families of the guards praised the museum on national TV.",
        "The film star died in Dorn and began a new life.",
        "The judge refused to comment on it.",
    ],
)
def test_one_word_that_the_article_does_not_say_is_enough_to_refuse_a_claim(claim: str) -> None:
    assert not stands(claim, HEIST)


@pytest.mark.parametrize(
    "claim",
    [
        "Ada Pell was arrested by police at a farm near Lorne on Tuesday.",
        "Ada Pell was detained at a farm near Lorne.",
        "Yes, police arrested Ada Pell at a farm near Lorne.",
        "Initially, police arrested Ada Pell at a farm near Lorne.",
        "A picture was stolen from the Harbour Museum.",
        "Relatives of the guards criticized the museum on national television.",
        "The movie star flees to Dorn and started a new life.",
    ],
)
def test_other_forms_and_everyday_equals_stand(claim: str) -> None:
    assert stands(claim, HEIST)


def test_a_thing_named_shortly_before_stands_for_it() -> None:
    text = "A dealer brought the vase to Ada Pell. Pell refused to buy it and warned a neighbour."
    assert stands("Pell refused to buy the vase.", text)
    assert not stands("Pell refused to buy the boat.", text)


@pytest.mark.parametrize(
    ("claim", "text", "language", "right"),
    [
        ("La directora Ana Ruiz fue liberada el lunes en Toledo por la policía.", ALCALDE, "es", False),
        ("El alcalde Juan Pardo murió el martes.", ALCALDE, "es", False),
        ("El alcalde Juan Pardo fue condenado.", ALCALDE, "es", False),
        ("La directora Ana Ruiz fue detenida el lunes en Toledo.", ALCALDE, "es", True),
        ("La policía detuvo el lunes a Ana Ruiz.", ALCALDE, "es", True),
        ("El alcalde Juan Pardo renunció el martes.", ALCALDE, "es", True),
        ("Le maire Jean Petit a été acquitté en 2019.", MAIRE, "fr", False),
        ("Le maire Jean Petit a été libéré de prison en 2019.", MAIRE, "fr", False),
        ("Le maire Jean Petit est mort en prison en 2019.", MAIRE, "fr", False),
        ("En 2019, Jean Petit a été condamné pour fraude.", MAIRE, "fr", True),
        ("Jean Petit a fait appel de la décision.", MAIRE, "fr", True),
    ],
)
def test_little_words_of_spanish_and_french_support_nothing(claim: str, text: str, language: str, right: bool) -> None:
    assert stands(claim, text, language, spoken=language) is right


@pytest.mark.parametrize(
    ("claim", "text", "language", "spoken", "right"),
    [
        ("Ada Pell fue absuelta de fraude en Lorne en 2019.", PELL, "es", "en", False),
        ("Ada Pell fue asesinada en Lorne en 2019.", PELL, "es", "en", False),
        ("Ada Pell fue condenada por fraude en Lorne en 2019.", PELL, "es", "en", True),
        ("Ada Pell a été acquittée de fraude à Lorne en 2019.", PELL, "fr", "en", False),
        ("Ada Pell a été reconnue coupable de fraude en 2019.", PELL, "fr", "en", True),
        ("El alcalde recibió a Karl Voigt en Dorn.", PELL, "es", "en", True),
        ("El alcalde detuvo a Karl Voigt en Dorn.", PELL, "es", "en", False),
        ("Director Ana Ruiz was arrested by police in Toledo on Monday.", ALCALDE, "en", "es", True),
        ("Director Ana Ruiz was released by police in Toledo on Monday.", ALCALDE, "en", "es", False),
        ("Jean Petit a été condamné à Toledo.", ALCALDE, "fr", "es", False),
        ("Ana Ruiz a été arrêtée à Toledo lundi.", ALCALDE, "fr", "es", True),
    ],
)
def test_what_happened_must_be_there_by_a_translation(
    claim: str, text: str, language: str, spoken: str, right: bool
) -> None:
    assert stands(claim, text, language, spoken) is right


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("killed", "died"),
        ("charged", "convicted"),
        ("arrested", "released"),
        ("bought", "sold"),
        ("flawed", "flawless"),
    ],
)
def test_words_that_are_only_near_are_not_equal(one: str, other: str) -> None:
    assert not meanings(one, "en") & meanings(other, "en")


@given(
    st.text(alphabet="abcdefghijklmnopqrstuvwxyzáéíóúñçàè", min_size=1, max_size=15),
    st.sampled_from(["en", "es", "fr"]),
)
def test_every_word_means_itself(word: str, language: str) -> None:
    assert meanings(word, language) & meanings(word, language)
