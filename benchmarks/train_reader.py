"""Trains one of the reader's two networks: its adapters in `vectorstore/` and its head in `bot/offline/`.

    python -m benchmarks.train_reader first|second --data DIR [--rows N | --further [--rounds N] [--new NAMES]] [--write]

DIR holds the files that `reader_examples.py` names. It learns from public questions first, then in three rounds from the
news of `reader_news.py` with some of the public ones: one to two hours on two quiet cores. With `--further` it goes on from
the weights in use, once or more often over the news: for questions that were added since; `--new` takes a share of the others
only where these stand in files of their own, and with `--rounds 0` nothing is learned. Needs `pip install torch onnx`.
After each round, and before the first with `--further`, it prints, for articles that it does not learn from, how often the
likeliest sentence answers and how well its odds tell what is answered from what is not.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from benchmarks.reader_examples import Row, rows
from benchmarks.reader_network import Reader, Stored
from benchmarks.reader_news import HELD_OUT, news_rows
from bot.offline.reader import SECOND_WEIGHTS, WEIGHTS, joined
from vectorstore.reading import FIRST, SECOND, Trained
from vectorstore.reranker import TOKENIZER

SEED = 1
TOKENS = 320
BATCH = 16
RATE = 5e-4  # of learning; the heads' is twice that
RATE_FURTHER = 2.5e-4  # once over the news
TRANSLATED_FURTHER = 0.3  # at most
OTHERS = 0.15  # of the rows of other files than the new ones
HELD_OUT_SHARE = 0.04  # of the groups
JUDGED = 450  # held-out rows that are looked at
ROUNDS = 3  # over the news
NEWS_JUDGED = 1_500  # held-out rows of reports that are looked at
FAR_BELOW = -30.0  # odds of a sentence that was cut off


@dataclass(frozen=True)
class Lessons:
    """What a network is taught, and how much of it learns."""

    trained: Trained
    head: Path
    rank: int
    first: int  # the layers before it stay as they are
    rows: int  # public ones to begin with
    public: int  # rows in each round over the news
    unanswered: float  # share of the news rows without an answer: with all of them it would refuse too much
    translated: float  # share of the Spanish and French questions


LESSONS = {
    "first": Lessons(FIRST, WEIGHTS, rank=16, first=3, rows=15_700, public=2_000, unanswered=0.6, translated=1.0),
    "second": Lessons(
        SECOND, SECOND_WEIGHTS, rank=24, first=2, rows=10_000, public=1_000, unanswered=0.5, translated=0.3
    ),
}


@dataclass(frozen=True)
class Encoded:
    """A row in tokens."""

    ids: NDArray[np.int64]
    types: NDArray[np.int64]
    owners: NDArray[np.int64]  # each token's sentence, or -1
    answers: NDArray[np.float32]  # by sentence
    seen: NDArray[np.float32]  # by sentence: not cut off
    edges: NDArray[np.float32]  # [2, tokens]: answers begin here, end here
    answerable: bool


class Encoder:
    def __init__(self) -> None:
        self._tokenizer = Tokenizer.from_str(TOKENIZER.load()[:].decode())
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(TOKENS, strategy="only_second")

    def encode(self, row: Row) -> Encoded:
        text, begins = joined(row.title, row.sentences)
        pair = self._tokenizer.encode(row.question, text)
        offsets, types = np.array(pair.offsets), np.array(pair.type_ids)
        of_text = (types == 1) & (np.array(pair.special_tokens_mask) == 0)
        owners = np.where(of_text, np.searchsorted(begins, offsets[:, 0], side="right") - 1, -1)
        edges = np.zeros((2, len(types)), np.float32)
        for sentence, start, end in row.spans:
            from_, to = begins[sentence] + start, begins[sentence] + end
            inside = np.flatnonzero((owners == sentence) & (offsets[:, 1] > from_) & (offsets[:, 0] < to))
            if len(inside):
                edges[0, inside[0]] = edges[1, inside[-1]] = 1
        seen = np.isin(np.arange(len(begins)), owners).astype(np.float32)
        answers = np.array(row.answers, np.float32) * seen
        return Encoded(np.array(pair.ids), types, owners, answers, seen, edges, row.answerable)


@dataclass(frozen=True)
class Batch:
    ids: Tensor
    types: Tensor
    there: Tensor
    owners: Tensor
    answers: Tensor
    seen: Tensor
    edges: Tensor


def batches(items: Sequence[Encoded], dice: random.Random | None) -> Iterator[Batch]:
    """Texts of like length together, in an order of chance where there are dice."""
    order = list(range(len(items)))
    if dice:
        dice.shuffle(order)
    stretch = BATCH * 50
    groups = []
    for at in range(0, len(order), stretch):
        alike = sorted(order[at : at + stretch], key=lambda one: len(items[one].ids))
        groups += [alike[start : start + BATCH] for start in range(0, len(alike), BATCH)]
    if dice:
        dice.shuffle(groups)
    for group in groups:
        yield _batch([items[one] for one in group])


def _batch(items: Sequence[Encoded]) -> Batch:
    tokens, sentences = max(len(one.ids) for one in items), max(len(one.seen) for one in items)

    def padded(arrays: Sequence[NDArray[np.generic]], size: int, filling: int = 0) -> Tensor:
        widths = [[(0, 0)] * (array.ndim - 1) + [(0, size - array.shape[-1])] for array in arrays]
        made = [np.pad(array, width, constant_values=filling) for array, width in zip(arrays, widths, strict=True)]
        return torch.tensor(np.stack(made))

    return Batch(
        padded([one.ids for one in items], tokens),
        padded([one.types for one in items], tokens),
        padded([np.ones(len(one.ids), bool) for one in items], tokens),
        padded([one.owners for one in items], tokens, -1),
        padded([one.answers for one in items], sentences),
        padded([one.seen for one in items], sentences),
        padded([one.edges for one in items], tokens),
    )


def loss_and_odds(network: Reader, batch: Batch) -> tuple[Tensor, Tensor]:
    """The odds compete with each other and with 0, which stands for "not in this text": so they mean the same in any."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = network(batch.ids, batch.types, batch.there)
    odds = network.odds(states, batch.owners, batch.answers.shape[1]).masked_fill(batch.seen == 0, FAR_BELOW)
    answered = batch.answers.sum(1) > 0
    shares = functional.log_softmax(torch.cat([torch.zeros(len(odds), 1), odds], 1), 1)
    right = torch.cat([(~answered).float()[:, None], batch.answers], 1)
    among = _not_taken(shares, right).mean()
    alone = functional.binary_cross_entropy_with_logits(odds.clamp(min=-15), batch.answers, reduction="none")
    return among + 0.3 * (alone * batch.seen).sum(1).mean() + 0.3 * _span_loss(network, batch, states), odds


def _span_loss(network: Reader, batch: Batch, states: Tensor) -> Tensor:
    marked = batch.edges.sum((1, 2)) > 0
    if not marked.any():
        return torch.zeros(())
    made = network.spans(states).masked_fill(batch.owners[..., None] < 0, -1e4)
    shares = functional.log_softmax(made, 1).transpose(1, 2)
    return _not_taken(shares, batch.edges)[marked].sum(1).mean()


def _not_taken(shares: Tensor, right: Tensor) -> Tensor:
    """How much of the whole does not go to what is right, as a negative log."""
    return -torch.logsumexp(shares + torch.log(right + 1e-9), -1)


def judge(network: Reader, items: Sequence[Encoded]) -> str:
    from sklearn.metrics import roc_auc_score

    best: list[tuple[float, bool, bool]] = []
    with torch.no_grad():
        for batch in batches(items, None):
            _, odds = loss_and_odds(network, batch)
            for row, answers in zip(odds, batch.answers, strict=True):
                first = int(row.argmax())
                best.append((float(row[first]), bool(answers[first]), bool(answers.sum() > 0)))
    hits = [hit for _, hit, answered in best if answered]
    ranked = roc_auc_score([answered for _, _, answered in best], [odds for odds, _, _ in best])
    return f"best sentence answers {np.mean(hits):.3f} (n={len(hits)}), answered or not {ranked:.3f} (n={len(best)})"


def train(
    network: Reader, rounds: Sequence[Sequence[Encoded]], held_out: Mapping[str, Sequence[Encoded]], rate: float
) -> None:
    """One rise and fall of the rate of learning over all rounds."""
    heads = [*network.mean.parameters(), *network.largest.parameters(), *network.spans.parameters()]
    rest = [one for one in network.layers.parameters() if one.requires_grad]
    optimizer = torch.optim.AdamW([{"params": rest, "lr": rate}, {"params": heads, "lr": 2 * rate}], weight_decay=0.01)
    steps = sum(math.ceil(len(rows) / BATCH) for rows in rounds)
    warm = max(1, steps // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / warm) * max(0.02, (steps - step) / steps)
    )
    dice, losses, started = random.Random(SEED), [], time.monotonic()
    for rows_ in rounds:
        for batch in batches(rows_, dice):
            loss, _ = loss_and_odds(network, batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*rest, *heads], 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
            if len(losses) % 50 == 0:
                speed = len(losses) * BATCH / (time.monotonic() - started)
                loss_now = np.mean(losses[-50:])
                print(f"{len(losses)} of {steps}: loss {loss_now:.3f}, {speed:.1f} rows a second", flush=True)
        for name, items in held_out.items():
            print(f"{name}: {judge(network, items)}", flush=True)


@dataclass(frozen=True)
class Split:
    learn: list[Encoded]
    held_out: list[Encoded]


def split(every: Sequence[Row], dice: random.Random, encoder: Encoder) -> Split:
    """Whole groups are held out."""
    groups = sorted({row.group for row in every})
    kept_apart = set(dice.sample(groups, max(1, round(HELD_OUT_SHARE * len(groups)))))
    held_out = [encoder.encode(row) for row in every if row.group in kept_apart]
    return Split(learnable((row for row in every if row.group not in kept_apart), encoder), held_out[:JUDGED])


def learnable(every: Iterable[Row], encoder: Encoder) -> list[Encoded]:
    """An answer that lies beyond the tokens is not learned from."""
    encoded = map(encoder.encode, every)
    return [one for one in encoded if one.answers.any() or not one.answerable]


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    wanted.add_argument("network", choices=LESSONS)
    wanted.add_argument("--data", type=Path, required=True)
    wanted.add_argument("--rows", type=int, help="public rows to begin with")
    wanted.add_argument("--further", action="store_true", help="from the weights in use, over the news alone")
    wanted.add_argument("--rounds", type=int, default=1, help="how often over the news where it goes on")
    wanted.add_argument("--new", default="", help="files of questions/reading, joined by commas")
    wanted.add_argument("--write", action="store_true")
    given = wanted.parse_args()
    lessons = LESSONS[given.network]
    translated = min(lessons.translated, TRANSLATED_FURTHER) if given.further else lessons.translated
    new = frozenset(given.new.split(",")) if given.new else frozenset[str]()
    others = OTHERS if new else 1.0
    torch.manual_seed(SEED)
    encoder = Encoder()
    every = rows(given.data, dice := random.Random(SEED))
    dice.shuffle(every)
    public = split(every, dice, encoder)
    rounds = [] if given.further else [public.learn[: given.rows or lessons.rows]]
    for at in range(ROUNDS, ROUNDS + given.rounds) if given.further else range(ROUNDS):  # other sentences are left out
        news = learnable(news_rows(random.Random(at), translated, others, new), encoder)
        taken = [row for row in news if row.answerable or dice.random() < lessons.unanswered]
        rounds.append(taken + dice.sample(public.learn, min(lessons.public, len(public.learn))))
    stored = Stored(lessons.trained)
    network = Reader(stored, layers=lessons.trained.layer + 1, first=lessons.first, rank=lessons.rank)
    unseen = [encoder.encode(row) for row in news_rows(random.Random(SEED), folder=HELD_OUT)]
    held_out = {"public": public.held_out, "news": random.Random(SEED).sample(unseen, NEWS_JUDGED)}
    if given.further:
        network.take_up(stored, np.load(lessons.trained.adapters), json.loads(lessons.head.read_text(encoding="utf-8")))
        for name, items in held_out.items():
            print(f"{name}, as it was: {judge(network, items)}", flush=True)
    if rounds:
        train(network, rounds, held_out, RATE_FURTHER if given.further and given.rounds == 1 else RATE)
    if given.write and rounds:
        changes, head = network.learned(stored)
        np.savez_compressed(lessons.trained.adapters, **changes)  # type: ignore[arg-type]  # its stubs take no named arrays
        made = {"made_by": "benchmarks/train_reader.py", "learned_from": sum(map(len, rounds)), **head}
        lessons.head.write_text(json.dumps(made) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
