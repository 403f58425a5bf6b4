"""e5's own tokenizer, graph and file format against independent ones."""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from tests.conftest import ARTICLES
from tests.vectorstore.loaded import local, needs_e5
from vectorstore.e5_weights import BLOCK, Floats, PackedModel, unpack
from vectorstore.local_models import E5_WEIGHTS
from vectorstore.unigram import SPACE, UNKNOWN_PENALTY, Unigram

SENTENCES = [
    "¿Cuándo fue puesta en libertad Florence Cassez? ¡El 23 de enero de 2013!",
    "L’affaire « Cassez » : où en est-on aujourd’hui, dix ans après ?",
    "Über die Größe des Straßenverkehrs wurde gestritten.",
    "Суд освободил её после семи лет заключения.",
    "她被判处六十年监禁。 ﬁne ﷺ ½ ① ｆｕｌｌ",
    "بعد سبع سنوات في السجن",
    "naïve café, e\u0301 composed; 👩‍👩‍👧 emoji; \u00a0no-break; x" + "y" * 60,
    "2013-01-24 $1,234.56 https://example.com/a?b=c#d",
    "",
    "   ",
]


@cache
def packed() -> PackedModel:
    return PackedModel(E5_WEIGHTS.load())


@needs_e5
def test_tokenizer_gives_the_ids_that_the_tokenizers_package_gives():
    model = packed()
    pieces = list(zip(model.pieces, model.scores.tolist(), strict=True))
    theirs = Tokenizer(models.Unigram(pieces, unk_id=model.unknown))
    theirs.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    theirs.pre_tokenizer = pre_tokenizers.Metaspace()
    ours = Unigram(model.pieces, model.scores.tolist(), model.unknown, model.special)
    articles = [path.read_text(encoding="utf-8") for path in ARTICLES.glob("*.txt")]
    for text in SENTENCES + articles:
        text = text.replace("\u200d", "")  # a joiner is a space to SentencePiece and to us, nothing to plain NFKC
        assert ours.encode(text, 10**6) == theirs.encode(text).ids


TOY = {SPACE: -2.0, SPACE + "a": -2.3, "ab": -1.9, "ba": -1.7, "aab": -3.1, "b": -1.1}


@given(st.text("abc", min_size=1, max_size=9))
@settings(max_examples=200, deadline=None)
def test_tokenizer_finds_the_best_of_all_ways_to_split_a_word(word):
    vocabulary = ["<unk>", *TOY]
    tokenizer = Unigram(vocabulary, [0.0, *TOY.values()], unknown=0, special=[0])
    unknown = min(TOY.values()) - UNKNOWN_PENALTY

    def score(parts: list[str]) -> float:
        return sum(TOY.get(part, unknown if len(part) == 1 else -np.inf) for part in parts)

    def ids(parts: list[str]) -> list[int]:
        found = [vocabulary.index(part) if part in TOY else 0 for part in parts]
        return [id_ for at, id_ in enumerate(found) if id_ or not at or found[at - 1]]  # a run of unknowns is one

    ways = _splits(SPACE + word)
    best = max(map(score, ways))
    assert tokenizer.encode(word, 100) in [ids(parts) for parts in ways if score(parts) > best - 1e-9]


def _splits(word: str) -> list[list[str]]:
    cuts = product([False, True], repeat=len(word) - 1)
    return [_cut(word, [at + 1 for at, cut in enumerate(row) if cut]) for row in cuts]


def _cut(word: str, at: list[int]) -> list[str]:
    return [word[start:end] for start, end in zip([0, *at], [*at, len(word)], strict=True)]


def test_special_pieces_and_control_characters_in_a_text_are_only_text():
    tokenizer = Unigram(["<s>", "</s>", "<unk>", SPACE, "a", "<", "/", "s", ">"], [0.0] * 3 + [-1.0] * 6, 2, [0, 1, 2])
    assert tokenizer.encode("</s>", 10) == [3, 5, 6, 7, 8]
    assert tokenizer.encode("a\0\x1ba\u200ba", 10) == [3, 4, 4, 3, 4]


def test_unpacking_a_block_gives_scale_times_nibble_minus_eight():
    block = np.zeros((1, 1), BLOCK)
    block["scale"], block["nibbles"][0, 0, 0], block["nibbles"][0, 0, 15] = 0.5, 0xF1, 0x08
    row = unpack(block)[0]
    assert row.shape == (32,)
    assert (row[0], row[16], row[15], row[31], row[1]) == (-3.5, 3.5, 0, -4, -4)


@needs_e5
def test_the_int8_graph_agrees_with_a_plain_float_transformer():
    text = "Florence Cassez was released from prison in January 2013."
    expected = _plain_transformer(packed(), _ids("passage: " + text))
    got = local("e5").encode_passages([text])[0]
    assert got @ expected > 0.99


def _ids(text: str) -> list[int]:
    model = packed()
    tokenizer = Unigram(model.pieces, model.scores.tolist(), model.unknown, model.special)
    return [model.bos, *tokenizer.encode(text, 510), model.eos]


def _plain_transformer(model: PackedModel, ids: list[int]) -> Floats:
    """The model as its paper draws it, in NumPy and float32."""
    shape = model.shape

    def norm(x: Floats, name: str) -> Floats:
        spread = np.sqrt(x.var(axis=1, keepdims=True) + shape.epsilon)
        return (x - x.mean(axis=1, keepdims=True)) / spread * model.floats(name + ".w") + model.floats(name + ".b")

    def linear(x: Floats, name: str) -> Floats:
        return x @ unpack(model.blocks(name + ".w", x.shape[1])).T + model.floats(name + ".b")

    def heads(x: Floats) -> Floats:
        return x.reshape(len(ids), shape.heads, -1).swapaxes(0, 1)

    x = norm(model.word_embeddings(np.array(ids)) + model.positions[: len(ids)], "emb.ln")
    for layer in (f"l{index}" for index in range(shape.layers)):
        q, k, v = (heads(linear(x, f"{layer}.{part}")) for part in "qkv")
        weights = np.exp(q @ k.swapaxes(1, 2) / np.sqrt(q.shape[2]))
        heard = (weights / weights.sum(axis=2, keepdims=True) @ v).swapaxes(0, 1).reshape(len(ids), -1)
        x = norm(x + linear(heard, layer + ".ao"), layer + ".aln")
        wide = linear(x, layer + ".fi")
        wide = wide * 0.5 * (1 + np.tanh(np.sqrt(2 / np.pi) * (wide + 0.044715 * wide**3)))  # NumPy has no erf
        x = norm(x + linear(wide, layer + ".fo"), layer + ".oln")
    pooled = x.mean(axis=0)
    unit: Floats = pooled / np.linalg.norm(pooled)
    return unit
