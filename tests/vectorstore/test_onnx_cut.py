from __future__ import annotations

import json

import numpy as np
import pytest

from vectorstore.local_models import BGE_TOKENIZER
from vectorstore.onnx_cut import GRAPH, cut_at, raw_weights
from vectorstore.onnx_writer import GraphWriter, bytes_field, node, output
from vectorstore.reading import FIRST, NETWORKS, WIDTH, PassageReader, Trained, attention_in_one
from vectorstore.reranker import TOKENIZER
from vectorstore.weights import Network

PAIR = ("Who was sentenced?", "Cassez was found guilty in April 2008 and sentenced to 96 years in prison. He said so.")


def written() -> tuple[bytes, str]:
    """A model that doubles, adds one, and multiplies by a large weight; and the name of what it has after the one."""
    graph = GraphWriter()
    doubled = graph.op("Add", "x", "x")
    inner = graph.op("Add", doubled, graph.weight(np.ones(3, np.float32)))
    last = graph.op("Mul", inner, graph.weight(np.full(3, 1234.5, np.float32)))
    return graph.model({"x": ["rows", 3]}, last, ["rows", 3]), inner


def test_a_cut_model_gives_the_inner_value_and_carries_nothing_that_comes_later():
    model, inner = written()
    cut = cut_at(model, inner, ["rows", 3])
    assert Network(cut).run({"x": np.array([[1, 2, 3]], np.float32)}).tolist() == [3, 5, 7]
    later = np.full(3, 1234.5, np.float32).tobytes()
    assert later in model
    assert later not in cut
    assert b"Mul" not in cut


def test_a_model_that_is_cut_at_its_end_stays_whole():
    model, inner = written()
    cut = cut_at(model, inner, ["rows", 3])
    assert cut_at(cut, inner, ["rows", 3]) == cut


def test_weights_of_the_same_name_take_the_place_of_the_models_own():
    model, inner = written()
    name = "w2"  # what the writer calls it: the second thing that it made
    assert np.frombuffer(raw_weights(model, [name])[name], np.float32).tolist() == [1, 1, 1]
    cut = cut_at(model, inner, ["rows", 3], {name: np.array([5, 6, 7], np.float32)})
    assert Network(cut).run({"x": np.array([[1, 2, 3]], np.float32)}).tolist() == [7, 10, 13]


def test_a_node_takes_the_place_of_the_one_that_makes_the_same_value():
    model, inner = written()
    doubled = "t1"  # what the writer calls it: the first thing that it made
    cut = cut_at(model, inner, ["rows", 3], nodes={doubled: node("Mul", ["x", "x"], doubled)})
    assert Network(cut).run({"x": np.array([[1, 2, 3]], np.float32)}).tolist() == [2, 5, 10]


def states(network: Network) -> np.ndarray:
    reader = PassageReader()
    reader.load()
    reader._networks = [network]
    question, text = PAIR
    [reading] = reader.read(question, [text])
    return reading.states[0]


@pytest.mark.slow
def test_texts_that_are_read_at_once_tell_what_each_tells_alone():
    reader, apart, (question, text) = PassageReader(threads=2), PassageReader(threads=1), PAIR
    texts = [text, "Rain fell.", text + " Rain fell.", "Nobody was hurt."]
    together = reader.read(question, texts, closely=True)
    alone = [apart.read(question, [one], closely=True)[0] for one in texts]
    for one, other in zip(together, alone, strict=True):
        assert all(map(np.array_equal, one.states, other.states))
    assert [len(one.states) for one in reader.read(question, texts[:1])] == [1]
    assert reader.read(question, []) == []


@pytest.mark.slow
@pytest.mark.parametrize("trained", NETWORKS)
def test_attention_in_one_node_tells_what_a_dozen_nodes_told(trained: Trained):
    model, shape = trained.weights.load(), ["texts", "tokens", WIDTH]
    told = states(Network(cut_at(model, trained.opened, shape, nodes=attention_in_one(trained))))
    before = states(Network(cut_at(model, trained.opened, shape)))
    assert np.corrcoef(told.ravel(), before.ravel())[0, 1] > 0.998  # rounding to int8 differs here and there


@pytest.mark.slow
def test_the_cut_network_sees_what_the_whole_network_has_at_that_layer():
    class Whole(Network):
        def run(self, inputs):  # its outputs are the logit and the opened layer
            return self._session.run(None, dict(inputs))[1][0]

    shape = ["texts", "tokens", WIDTH]
    opened = bytes_field(GRAPH, output(FIRST.opened, shape))  # protobuf merges what follows
    cut = Network(cut_at(FIRST.weights.load(), FIRST.opened, shape))
    whole = Whole(FIRST.weights.load()[:] + opened)
    assert np.array_equal(states(cut), states(whole))


def test_both_networks_have_one_vocabulary():
    names = ("model", "normalizer", "pre_tokenizer", "post_processor")
    ours, theirs = (json.loads(one.load()[:].decode()) for one in (TOKENIZER, BGE_TOKENIZER))
    assert all(ours[name] == theirs[name] for name in names)
