"""Claims as a chat model writes them over three short reports: right ones that stand, wrong ones that fall."""

from __future__ import annotations

import pytest

from tests.bot.test_claim_words import stands

FERRY = (
    "The ferry Marietta ran aground near Holm on Sunday with 212 people aboard, the coast guard said. Nobody was hurt. "
    "Captain Ines Rask told reporters that she had not seen the lighthouse because of fog. The operator, Nordlinie, "
    "carried 1.2 million passengers last year, 300,000 fewer than in 2019. Transport minister Olaf Brenner ordered an "
    "inquiry and suspended Rask's licence. Brenner rejected calls to resign. The union, led by Petra Lind, defended the "
    "captain and blamed the operator for long shifts. A court ordered the company to pay 20,000 euros to a worker. "
    "The court did not say whether Lind was guilty or innocent. Mia Foss said that her husband was held for a day by the "
    "gang that had kidnapped Lind. Rask was described as a hero by residents. Brenner agreed to meet residents on Friday."
)
FUEGO = (
    "El incendio de Vallseca quemó 3.400 hectáreas y obligó a evacuar a 1.250 vecinos, informó el martes la consejera "
    "Marta Soler. Soler visitará la zona el viernes. El entrenador Luis Ortega elogió al portero. El juez absolvió al "
    "presidente y condenó al tesorero. La ministra dijo que subiría los impuestos. Mora marcó 15 goles la temporada "
    "pasada, tres menos que en 2021. La gente quería agua en Montroig."
)
NANTES = (
    "Le tribunal de Nantes a condamné mardi l'ancien maire Luc Morand à trois ans de prison. Morand n'a pas fait appel. "
    "La région versera 500 000 euros à la ville si le conseil vote le budget. Les élections auront lieu en juin. "
    "Anne Roux succède à Marc Blin, qui a démissionné en mai. Le syndicat a soutenu les grévistes et critiqué la "
    "direction. Le projet coûtera 3 milliards d'euros."
)
TEXTS = {"en": FERRY, "es": FUEGO, "fr": NANTES}


@pytest.mark.parametrize(
    ("spoken", "claim"),
    [
        ("en", "The captain was defended by the union."),
        ("en", "The operator was blamed by the union for long shifts."),
        ("en", "Because of fog, Rask had not seen the lighthouse, she told reporters."),
        ("en", "Nordlinie carried 1.2 million passengers last year, 300,000 fewer than in 2019."),
        ("en", "The company was ordered to pay 20,000 euros."),
        ("en", "Residents described Rask as a hero."),
        ("en", "Brenner will meet residents on Friday."),
        ("es", "El incendio de Vallseca quemó 3400 hectáreas."),
        ("es", "Marta Soler informó de que 1.250 vecinos fueron evacuados."),
        ("es", "Soler va a visitar la zona el viernes."),
        ("es", "El portero fue elogiado por Luis Ortega."),
        ("es", "El presidente fue absuelto por el juez."),
        ("es", "La ministra dijo que subirá los impuestos."),
        ("es", "La gente quería agua en Montroig."),
        ("fr", "L'ancien maire Luc Morand a été condamné par le tribunal de Nantes."),
        ("fr", "Si le conseil vote le budget, la région versera 500 000 euros à la ville."),
        ("fr", "Les grévistes ont été soutenus par le syndicat."),
        ("fr", "Le projet coûtera 3 000 millions d'euros."),
    ],
)
def test_a_right_paraphrase_stands(spoken: str, claim: str) -> None:
    assert stands(claim, TEXTS[spoken], spoken, spoken)


@pytest.mark.parametrize(
    ("spoken", "claim"),
    [
        ("en", "The operator defended the captain."),
        ("en", "The captain blamed the operator for long shifts."),
        ("en", "The union blamed the captain for long shifts."),
        ("en", "Residents were described by Rask as heroes."),
        ("en", "Nordlinie carried 1.2 million passengers in 2019."),
        ("en", "Brenner resigned."),
        ("en", "Brenner met residents on Friday."),
        ("en", "Brenner was still in the court."),
        ("en", "The company paid 20,000 euros."),
        ("en", "The court paid 20,000 euros."),
        ("en", "The court said Lind was innocent."),
        ("en", "Mia Foss was held for a day by the gang."),
        ("en", "Rask was a hero."),
        ("en", "Lind was a kidnapper."),
        ("es", "Soler visitó la zona el viernes."),
        ("es", "El portero elogió a Luis Ortega."),
        ("es", "El juez absolvió al tesorero."),
        ("es", "El presidente absolvió al juez."),
        ("es", "La ministra subió los impuestos."),
        ("es", "Mora marcó 15 goles en 2021."),
        ("fr", "La région a versé 500 000 euros à la ville."),
        ("fr", "Les élections ont eu lieu en juin."),
        ("fr", "La direction a critiqué le syndicat."),
        ("fr", "Le syndicat a critiqué les grévistes."),
        ("fr", "Anne Roux a démissionné en mai."),
        ("fr", "Le projet a coûté 3 milliards d'euros."),
    ],
)
def test_a_wrong_paraphrase_falls(spoken: str, claim: str) -> None:
    assert not stands(claim, TEXTS[spoken], spoken, spoken)


@pytest.mark.parametrize(
    ("spoken", "claim", "language", "right"),
    [
        ("en", "Olaf Brenner ordenó una investigación.", "es", True),
        ("en", "Ines Rask ordenó una investigación.", "es", False),
        ("en", "Olaf Brenner dimitió.", "es", False),
        ("es", "The Vallseca fire burned 3,400 hectares.", "en", True),
        ("fr", "Marc Blin resigned in May.", "en", True),
        ("fr", "Anne Roux resigned in May.", "en", False),
        ("fr", "Luc Morand appealed.", "en", False),
        ("fr", "The project will cost 3 billion euros.", "en", True),
    ],
)
def test_roles_tense_and_negation_hold_in_another_language(spoken: str, claim: str, language: str, right: bool) -> None:
    assert stands(claim, TEXTS[spoken], language, spoken) is right
