"""What the ablations take away is there to be taken away."""

from __future__ import annotations

import pytest

from benchmarks import ablation, answer_ablation
from vectorstore import fusion
from vectorstore.fusion import Found


@pytest.mark.parametrize("variant", ablation.VARIANTS, ids=lambda one: one.name)
def test_each_part_of_the_search_can_be_taken_away(variant: ablation.Variant) -> None:
    near, shared = Found(0.9, (0.9,), 0.0), Found(0.2, (0.2,), 0.8)
    with ablation.replaced(variant.numbers):
        assert len(fusion.scores([near, shared])) == 2


@pytest.mark.parametrize("variant", [*answer_ablation.variants(), *answer_ablation.tried()], ids=lambda one: one.name)
def test_each_part_of_the_answerer_can_be_taken_away(variant: answer_ablation.Variant) -> None:
    with answer_ablation.replaced(variant.replaced):
        pass
