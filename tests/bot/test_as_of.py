"""As of when a sentence holds: what happened is not dated, what is and what is to come is."""

from __future__ import annotations

import pytest

from bot.offline.as_of import as_of
from tests.bot.offline_articles import article, sentence

HEAD = "Town news\n\nCORROW, November 5, 2021 — It rained in Corrow on Friday.\n\n"


@pytest.mark.parametrize(
    ("told", "dated"),
    [
        ("Selon la mairie, il est tombé 20 millimètres de pluie.", False),
        ("Tom Hale s'est dit « las mais calme ».", False),
        ("« On nous ment », s'est-il indigné.", False),
        ("Les pompiers sont arrivés lundi.", False),
        ("Ada Moss est née à Holm.", False),
        ("La ministre est attendue mardi.", True),
        ("Le pont est fermé.", True),
        ("Le courant doit être rétabli mercredi.", True),
        ("Le pont rouvrira lundi.", True),
        ("Le pont devait rouvrir lundi.", False),
        ("El puente permanecerá cerrado hasta el viernes.", True),
        ("El puente cerró hasta el viernes.", False),
        ("La jueza declarará el lunes.", True),
        ("La obra duró hasta el viernes.", False),
        ("La jueza aseguró que hablará el lunes.", False),
        ("Le pont rouvrira en mai, a dit lundi la mairie.", False),
        ("The bridge will open on Tuesday.", True),
        ("The bridge stays shut until Tuesday.", True),
        ("The bridge was shut until Tuesday.", False),
        ("The bridge stayed shut until Tuesday.", False),
    ],
)
def test_what_happened_has_no_date_of_today_and_what_is_to_come_has(told: str, dated: bool) -> None:
    assert as_of(sentence(article(HEAD + told), told[:8])) == ("2021-11-05" if dated else None)
