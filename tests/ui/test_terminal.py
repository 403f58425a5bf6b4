"""How an answer looks on a terminal: the words, and nothing that could drive it."""

from __future__ import annotations

import pytest

from bot.answer import Conflict, Searched, Version
from tests.ui.test_export import answer, citation
from ui.terminal import print_answer


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "1 quote found, 1 article searched, offline"), (2, "2 quotes found, 2 articles searched, offline")],
)
def test_counts_under_an_answer_fit_their_words(number: int, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    cited = tuple(citation(n) for n in range(1, number + 1))
    print_answer(answer(citations=cited, searched=Searched(number, 2, 3)))
    assert f"\n{said}, e, 0.00 s\n" in capsys.readouterr().out


def test_nothing_in_an_answer_from_outside_drives_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    odd = "x\x1b[2Jy"
    accounts = (Version(odd, odd, 1), Version("It did not.", None, 1))
    print_answer(answer(odd, conflicts=(Conflict(odd, "disputed", accounts),), citations=(citation(quote=odd),)))
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\nx [2Jy\n  - x [2Jy: x [2Jy [1]\n  - It did not. [1]\n" in out
