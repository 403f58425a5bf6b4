"""A claim is not put together from several sentences: one part of it stands in one of them."""

from __future__ import annotations

import pytest

from tests.bot.test_claim_words import stands

PILOTS = "The pilot of the Cessna survived. The pilot of the Piper died in hospital."
STRIKE = "Iran denied any role. Turkey condemned the strike."
CHARGES = "Ada Jones was charged with fraud in May. Prosecutors dropped the bribery charge."
BRIDGE = (
    "The mayor, Ada Pell, opened the bridge on Monday. The governor, Karl Voigt, criticised the cost of the bridge. "
    "She said it would last for years."
)
THIEVES = "Police arrested two men in Lorne. A third man escaped. The thieves had stolen a truck."
BANK = "Marco Silva left the town. The bank was robbed on Friday."
PLANE = "The Cessna took off at noon. The plane crashed in a field near Lorne."
HUNT = "The brown bear killed a sheep in Dorn. Hunters shot the wolf in Lorne."

RANCH = "After a year Ada Pell left Dorn and moved to a farm, located south of Lorne, in 2005. In 2009 she fell ill."


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The pilot of the Cessna died in hospital.", PILOTS),
        ("The pilot of the Cessna, who survived, died in hospital.", PILOTS),
        ("Turkey denied any role.", STRIKE),
        ("Iran condemned the strike.", STRIKE),
        ("Iran denied any role and condemned the strike.", STRIKE),
        ("Jones was charged with bribery.", CHARGES),
        ("Ada Jones was charged with fraud, bribery.", CHARGES),
        ("Karl Voigt opened the bridge on Monday.", BRIDGE),
        ("Governor Ada Pell opened the bridge.", BRIDGE),
        ("Police arrested a third man in Lorne.", THIEVES),
        ("Two men escaped.", THIEVES),
        ("Silva robbed the bank.", BANK),
        ("Marco Silva, who left the town, robbed the bank.", BANK),
        ("Hunters shot the bear.", HUNT),
        ("The bear was shot in Lorne.", HUNT),
        ("Ada Pell moved to a farm, located south of Lorne, in 2009.", RANCH),
    ],
)
def test_a_claim_stitched_from_two_sentences_is_refused(claim: str, text: str) -> None:
    assert not stands(claim, text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The pilot of the Piper died in hospital.", PILOTS),
        ("The pilot of the Cessna survived and the pilot of the Piper died in hospital.", PILOTS),
        ("Turkey condemned the strike, and Iran denied any role.", STRIKE),
        ("Ada Jones was charged with fraud.", CHARGES),
        ("Mayor Ada Pell opened the bridge on Monday.", BRIDGE),
        ("Governor Karl Voigt criticized the cost.", BRIDGE),
        ("Ada Pell opened the bridge, while Karl Voigt criticised its cost.", BRIDGE),
        ("A third man escaped.", THIEVES),
        ("Ada Pell moved to a farm in 2005, and in 2009 she fell ill.", RANCH),
        ("The bank was robbed on Friday.", BANK),
        ("The Cessna crashed in a field near Lorne.", PLANE),
        ("The Cessna took off at noon and crashed in a field near Lorne.", PLANE),
    ],
)
def test_parts_of_a_claim_may_stand_in_different_sentences(claim: str, text: str) -> None:
    assert stands(claim, text)


def test_a_name_may_stand_in_the_sentence_before_its_pronoun() -> None:
    text = "Ada Pell resigned in May. She moved to Lorne with her family. Her husband, Karl Voigt, is a teacher."
    assert stands("Pell moved to Lorne.", text)
    assert stands("Ada Pell resigned in May and moved to Lorne with her family.", text)
    assert stands("Ada Pell's husband is a teacher.", text)
    assert not stands("Karl Voigt resigned in May.", text)
    assert not stands("Karl Voigt moved to Lorne.", text)


def test_spanish_and_french_parts_are_told_apart_too() -> None:
    spanish = "La policía detuvo a tres hombres en Toledo. El museo de Essel compró el cuadro en 1990."
    assert stands("Tres hombres fueron detenidos en Toledo.", spanish, "es", "es")
    assert stands("El cuadro fue comprado en 1990 por el museo de Essel.", spanish, "es", "es")
    assert not stands("La policía compró el cuadro en 1990.", spanish, "es", "es")
    french = "Paul Petit a été condamné en 2019. Ada Morel a quitté Lyon en train."
    assert stands("Ada Morel a quitté Lyon.", french, "fr", "fr")
    assert not stands("Ada Morel a été condamnée en 2019.", french, "fr", "fr")
