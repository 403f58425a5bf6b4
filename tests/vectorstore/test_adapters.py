"""Adapters are added to int8 weights, and what comes out is within the rounding of what it should be."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.offline.reader import heads, joined, parts
from vectorstore.adapters import DOWN, LARGEST, UP, adapted
from vectorstore.onnx_writer import bytes_field, tensor
from vectorstore.reading import PassageReader

INPUTS, OUTPUTS, RANK = 6, 4, 2


def model_with(values: np.ndarray, scale: float) -> bytes:
    weights = {"m_quantized": values, "m_scale": np.array([scale], np.float32)}
    return bytes_field(7, b"".join(bytes_field(5, tensor(name, array)) for name, array in weights.items()))


@given(st.integers(0, 10_000), st.floats(0.001, 0.1))
def test_each_adapted_weight_is_within_half_a_step_of_the_sum(seed: int, scale: float) -> None:
    dice = np.random.default_rng(seed)
    values = dice.integers(-127, 128, (INPUTS, OUTPUTS)).astype(np.int8)
    down = dice.normal(size=(INPUTS, RANK)).astype(np.float16)
    up = dice.normal(size=(RANK, OUTPUTS)).astype(np.float16)
    made = adapted(model_with(values, scale), {"m" + DOWN: down, "m" + UP: up})
    wanted = values * np.float32(scale) + down.astype(np.float32) @ up.astype(np.float32)
    steps = made["m_scale"]
    assert np.abs(made["m_quantized"] * steps - wanted).max(axis=0).tolist() <= (0.501 * steps).tolist()
    assert np.abs(made["m_quantized"]).max() == LARGEST
    assert made["m_zero_point"].tolist() == [0] * OUTPUTS


def test_a_vector_takes_the_place_of_the_models_own() -> None:
    made = adapted(model_with(np.ones((2, 2), np.int8), 1.0), {"norm.weight": np.array([2, 3], np.float16)})
    assert made["norm.weight"].tolist() == [2, 3]
    assert made["norm.weight"].dtype == np.float32


def test_the_reader_tells_the_sentence_that_answers_and_when_none_does() -> None:
    sentences = [
        "Ilse Brandt, a surgeon from Bremen, was arrested at a border post in 2011.",
        "A court later sentenced her to nine years in prison.",
        "Her brother said that the family was relieved.",
    ]
    network = PassageReader()

    def odds(question: str, network_at: int) -> list[float]:
        text, begins = joined("Surgeon freed", sentences)
        [reading] = network.read(question, [text], closely=True)
        found = (part for part in parts(reading, begins) if part is not None)
        return [heads()[network_at].odds(part.states[network_at]) for part in found]

    for at in (0, 1):
        for question, answering in (("How long was she to be locked up?", 1), ("Where was Brandt detained?", 0)):
            found = odds(question, at)
            assert int(np.argmax(found)) == answering
            assert found[answering] > 0
        assert max(odds("Who won the cup final?", at)) < -2
