"""SentencePiece's unigram tokenizer, in the plain.

The tokenizers package gives the same ids (a test compares them), but takes a second and 200 MB to load a vocabulary
of 250,000 pieces; this takes a tenth of a second, and next to the model's own time the difference in speed is lost.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

SPACE = "▁"  # starts each word
UNKNOWN_PENALTY = 10.0  # below the worst piece, as SentencePiece has it

# What SentencePiece's nmt_nfkc rules do beyond NFKC: invisible characters become spaces, control characters go.
_INVISIBLE = dict.fromkeys([*range(0x200B, 0x2010), 0x2028, 0x2029, 0x2581, 0xFEFF, 0xFFFD, 0x1680], " ")
_CONTROL = dict.fromkeys([*range(0x09), 0x0B, *range(0x0E, 0x20), 0x7F, 0x8F, 0x9F], "")
_CLEAN = {**_INVISIBLE, **_CONTROL}


class Unigram:
    """Splits text into the pieces whose scores (log probabilities) add up to the most."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float], unknown: int, special: Sequence[int]):
        self._ids = dict(zip(pieces, range(len(pieces)), strict=True))
        for piece in special:  # a text that says "</s>" must not end itself
            self._ids.pop(pieces[piece], None)
        self._scores = scores
        self._unknown, self._unknown_score = unknown, min(scores) - UNKNOWN_PENALTY
        self._longest = max(map(len, self._ids))
        self._word_ids = lru_cache(maxsize=20_000)(self._best_path)

    def encode(self, text: str, limit: int) -> list[int]:
        """The first `limit` ids; the rest of a long text is not even looked at."""
        ids: list[int] = []
        for word in unicodedata.normalize("NFKC", text).translate(_CLEAN).split():
            ids += self._word_ids(SPACE + word)
            if len(ids) >= limit:
                break
        return ids[:limit]

    def _best_path(self, word: str) -> tuple[int, ...]:
        """Viterbi: the best score of each prefix, and the piece that it ends with."""
        best = [0.0] + [float("-inf")] * len(word)
        came_from = [(0, self._unknown)] * (len(word) + 1)
        for start in range(len(word)):
            for end in range(start + 1, min(start + self._longest, len(word)) + 1):
                piece = self._ids.get(word[start:end])
                if piece is None:
                    if end > start + 1:
                        continue
                    piece = self._unknown
                score = best[start] + (self._unknown_score if piece == self._unknown else self._scores[piece])
                if score > best[end]:
                    best[end], came_from[end] = score, (start, piece)
        return self._walk_back(came_from)

    def _walk_back(self, came_from: Sequence[tuple[int, int]]) -> tuple[int, ...]:
        ids: list[int] = []
        at = len(came_from) - 1
        while at:
            at, piece = came_from[at]
            if not (ids and piece == self._unknown == ids[-1]):  # a run of unknown characters is one id
                ids.append(piece)
        return tuple(reversed(ids))
