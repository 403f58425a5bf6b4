"""The verifier's two figures: wrong claims that it accepts (none) and right ones that it refuses (at most 2 %)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from random import Random

import pytest

from bot.answerer import DraftClaim, Quoted
from bot.citations import Proven, verify
from tests.bot import right_claims
from tests.bot.mutations import Mutant, Right, mutants
from tests.bot.texts import passages_of
from vectorstore.article import Article

SEED = 20261121
CASES = 1_000
RARE = ("not", "hedge")  # there are few of these to make: all are tried


def judged(text: str, article: Article) -> object:
    passages = {one.id: one for one in passages_of(article)}
    return verify(DraftClaim(text, tuple(map(Quoted, passages))), {article.id: article}, passages)


def written(name: str) -> list[str]:
    return getattr(right_claims, name).strip().splitlines()  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def cases(news: Mapping[str, Article]) -> list[tuple[Article, Mutant]]:
    random = Random(SEED)
    made: list[tuple[Article, Mutant]] = []
    for name, article in news.items():
        sentences = [article.text[one.start : one.end] for one in article.sentences]
        for text in [*written(name), *sentences]:
            proven = judged(text, article)
            if isinstance(proven, Proven):
                made.extend((article, mutant) for mutant in mutants(Right(text, proven), article, random))
    rare = [case for case in made if case[1].kind in RARE]
    common = [case for case in made if case[1].kind not in RARE]
    return rare + random.sample(common, CASES - len(rare))


def test_no_wrong_claim_is_accepted(cases: list[tuple[Article, Mutant]], capsys: pytest.CaptureFixture[str]) -> None:
    accepted = []
    for article, mutant in cases:
        passages = {one.id: one for one in passages_of(article)}
        if isinstance(verify(mutant.draft, {article.id: article}, passages), Proven):
            accepted.append((mutant.kind, mutant.draft.text))
    with capsys.disabled():
        kinds = ", ".join(f"{kind} {n}" for kind, n in sorted(Counter(m.kind for _, m in cases).items()))
        print(f"\nverifier: {len(accepted)} of {len(cases)} wrong claims accepted ({kinds}; seed {SEED})")
    assert accepted == []


def test_right_claims_are_refused_at_most_twice_in_a_hundred(
    news: Mapping[str, Article], capsys: pytest.CaptureFixture[str]
) -> None:
    claims = [(text, article) for name, article in news.items() for text in written(name)]
    refused = [text for text, article in claims if not isinstance(judged(text, article), Proven)]
    with capsys.disabled():
        print(f"\nverifier: {len(refused)} of {len(claims)} right claims refused")
    assert len(claims) >= 100
    assert len(refused) <= 0.02 * len(claims), refused


def test_every_whole_sentence_stands(news: Mapping[str, Article]) -> None:
    for article in news.values():
        for one in article.sentences:
            assert isinstance(judged(article.text[one.start : one.end], article), Proven)
