"""What the ablations take away is there to be taken away."""

from __future__ import annotations

from pkgutil import resolve_name

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
    """A name that nothing has any more fails at once; one that is there is another thing inside, and itself again after."""
    as_it_was = {name: resolve_name(name) for name in variant.replaced}
    with answer_ablation.replaced(variant.replaced):
        for name, value in variant.replaced.items():
            assert resolve_name(name) is value
    assert {name: resolve_name(name) for name in variant.replaced} == as_it_was
