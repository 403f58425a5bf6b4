from __future__ import annotations

import numpy as np
import pytest

from tests.vectorstore.loaded import reranker
from vectorstore import reranker as module
from vectorstore.errors import EmbedderError
from vectorstore.reranker import Reranker
from vectorstore.weights import WheelFile

QUESTION = "How many people live in Berlin?"
BERLIN = "Berlin has a population of 3,520,031 registered inhabitants in an area of 891.82 square kilometers."
MUSEUM = "New York City is famous for the Metropolitan Museum of Art."


def test_the_answer_scores_as_the_model_card_says_and_the_rest_far_below():
    answer, other = reranker().score(QUESTION, [BERLIN, MUSEUM])
    assert answer == pytest.approx(9.2, abs=0.4)
    assert other < -8


def test_a_score_does_not_depend_on_the_other_texts_or_on_threads():
    texts = [MUSEUM * 10, BERLIN, "", MUSEUM]
    alone = np.concatenate([reranker().score(QUESTION, [text]) for text in texts])
    assert np.array_equal(reranker().score(QUESTION, texts), alone)
    assert np.array_equal(Reranker(threads=1).score(QUESTION, texts), alone)


def test_no_texts_and_overlong_ones_are_scored():
    assert reranker().score(QUESTION, []).shape == (0,)
    scores = reranker().score(QUESTION * 400, [BERLIN * 200, ""])
    assert np.isfinite(scores).all()
    assert scores.dtype == np.float32


def test_weights_with_another_hash_are_refused(monkeypatch):
    monkeypatch.setattr(module, "WEIGHTS", WheelFile(module.WEIGHTS.package, module.WEIGHTS.path, "0" * 64))
    with pytest.raises(EmbedderError, match="is not the file"):
        Reranker().score(QUESTION, [BERLIN])
