"""This bot and the usual LangChain recipe, with the same chat model on the same questions. Takes an hour or more with a
small local model; stopped, it goes on where it was.

    OPENAI_BASE_URL=http://127.0.0.1:18151/v1 python -m benchmarks.model [--turns 60] [--out FOLDER] [--seconds 240]

The recipe: 1000-character chunks, 200 overlapping, the nearest four from Chroma (the same embedder), one prompt that
asks for [n] after each sentence. Nothing is proved there, so it is helped: each [n] counts as the sentence of its chunk
that shares most words with the claim, where the recipe itself could only point to the whole chunk.

Our side runs without the offline answerer to fall back on: every turn is the model's own, but for the articles' sentences
that stand in where nothing of it can be proved.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.recipe import ingest, retriever
from bot.answer import Answer, Citation, Claim, Searched, Usage
from bot.answerer import Turn
from bot.citations import cite, locate
from bot.engine import NewsBot
from bot.evaluation.corpus import Corpus
from bot.evaluation.journal import FileJournal
from bot.evaluation.metrics import measure
from bot.evaluation.runner import CaseRun, Runner, of_callable
from bot.evaluation.suite import Case, Suite, load_suite
from bot.model.prompting import RULES
from bot.model.provider import ModelSettings, ProviderLimits, open_model
from bot.model_answerer import MOST_PASSAGES, ModelAnswerer
from bot.offline_answerer import OfflineAnswerer
from bot.text.words import terms
from vectorstore.article import Article
from vectorstore.embedders import make_embedder
from vectorstore.library import Library
from vectorstore.search import Searcher

SUITE = Path("tests/qa/cassez.yaml")
PROMPT = f"{RULES}\n{MOST_PASSAGES} passages, quoted"  # answers to another one are not gone on from
STEP = 4  # cases that one side is asked before the other
MIXED = 7  # of the chosen cases, every so manyth is asked first
SHOWN = (
    "answer_accuracy citation_recall correct_and_cited citation_precision refusal_precision refusal_recall"
    " quotes_verified words_mean latency_ms_p50 judged"
)
RECIPE_PROMPT = """Use the following pieces of context to answer the question at the end. After each sentence put the
number of the piece that it comes from in brackets, like [1]. If you don't know, just say that you don't know.

{context}

Question: {question}
Helpful answer:"""
_DONT_KNOW = re.compile(
    r"\b(?:don['’]?t know|do not know|no sé|ne sais pas|not (?:mentioned|provided|specified|stated))\b", re.I
)

Ask = Callable[[str, Sequence[Turn], Collection[str] | None], Answer]


def main() -> None:
    options = _options()
    library = Library(options.data)
    corpus = Corpus.of_library(library)
    suite = sample(load_suite(SUITE, corpus), options.turns)
    embedder = make_embedder(library.embedder_name())
    limits = ProviderLimits(5, options.seconds, options.seconds, options.seconds)
    key, url = os.environ.get("OPENAI_API_KEY"), os.environ.get("OPENAI_BASE_URL")
    offline = OfflineAnswerer()
    ours = ModelAnswerer(
        options.model,
        api_key=key,
        base_url=url,
        limits=limits,
        max_tokens=options.max_tokens,
        advice=offline.advice,
        seed=1,
    )
    model = open_model(ModelSettings(options.model, url, key, limits, options.max_tokens))
    bot = NewsBot(Searcher(library, embedder), {"model": ours}, default="model")
    bots: dict[str, Ask] = {
        "this bot": lambda question, history, articles: bot.ask(question, history, articles=articles),
        "recipe": Recipe(library, embedder, model, options.out / "recipe", options.articles).ask,
    }
    results = {}
    for part in growing(suite):  # by turns: whatever else the machine does meets both of them
        results = {name: _run(name, ask, part, corpus, options) for name, ask in bots.items()}
        _print(results)
    kept = {name: {m: measured[m].to_dict() for m in SHOWN.split()} for name, measured in results.items()}
    (options.out / "model.json").write_text(json.dumps(kept, indent=1), encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--turns", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=240, help="for each answer")
    parser.add_argument("--max-tokens", type=int, default=200)
    parser.add_argument("--model", default=os.environ.get("NEWSBOT_MODEL", "local"))
    parser.add_argument("--data", type=Path, default=Path("data"))
    parser.add_argument("--articles", type=Path, default=Path("articles"))
    parser.add_argument("--out", type=Path, default=Path("build/model"))
    return parser.parse_args()


def sample(suite: Suite, turns: int) -> Suite:
    """So many turns, each kind of question in proportion, and at any point of the run mixed: the same ones every time."""

    def kind(case: Case) -> str:
        return next((tag for tag in case.tags if tag != "first"), "") if case.turns[0].answerable else "unanswerable"

    by_kind = sorted(suite.cases, key=kind)  # stable: in the file's order within a kind
    step = max(1.0, sum(len(case.turns) for case in by_kind) / turns)
    chosen: list[Case] = []
    passed = 0
    for case in by_kind:
        if passed >= step * sum(len(one.turns) for one in chosen):
            chosen.append(case)
        passed += len(case.turns)
    mixed = [case for start in range(MIXED) for case in chosen[start::MIXED]]
    return Suite(suite.name, suite.file, tuple(mixed))


def growing(suite: Suite) -> Iterator[Suite]:
    """The first cases, then more, at last all of them. What was asked before is in the journal."""
    for end in [*range(STEP, len(suite.cases), STEP), len(suite.cases)]:
        yield Suite(suite.name, suite.file, suite.cases[:end])


def _run(name: str, ask: Ask, suite: Suite, corpus: Corpus, options: argparse.Namespace) -> Any:
    journal = FileJournal(
        options.out, {"bot": name, "model": options.model, "tokens": options.max_tokens, "prompt": PROMPT}
    )

    runs: list[CaseRun] = Runner(of_callable(ask), corpus, journal=journal).run([suite])
    return measure([turn for run in runs for turn in run.turns])


def _print(results: dict[str, Any]) -> None:
    print(f"{'':22}" + "".join(f"{name:>22}" for name in results))
    for metric in SHOWN.split():
        values = [measured[metric] for measured in results.values()]
        cells = ("-" if one.value is None else f"{one.value:.3f} (n {one.n})" for one in values)
        print(f"{metric:22}" + "".join(f"{cell:>22}" for cell in cells))


class Recipe:
    """Retrieve, stuff, ask; its text read into an Answer so that both are judged alike."""

    def __init__(self, library: Library, embedder: Any, model: Any, store: Path, articles: Path) -> None:
        self._library, self._model, self._embedder = library, model, embedder
        self._articles = {one.file: article for one in library.summaries() if (article := library.article(one.id))}
        if not store.exists():
            ingest(sorted(articles.glob("*.txt")), store, embedder)
        self._retriever = retriever(store, embedder)

    def ask(self, question: str, history: Sequence[Turn], _: Collection[str] | None) -> Answer:
        from langchain_core.prompts import ChatPromptTemplate

        began = time.perf_counter()
        chunks = self._retriever.invoke(question)
        context = "\n\n".join(f"[{n}] {chunk.page_content}" for n, chunk in enumerate(chunks, 1))
        earlier = "".join(f"{turn.question}\n{turn.answer_text}\n" for turn in history)
        chain = ChatPromptTemplate.from_template(RECIPE_PROMPT) | self._model
        message = chain.invoke({"context": context, "question": earlier + question})
        seconds = time.perf_counter() - began
        return self._read(question, str(message.text), chunks, seconds, message.usage_metadata or {})

    def _read(self, question: str, text: str, chunks: Sequence[Any], seconds: float, counted: Any) -> Answer:
        claims: list[Claim] = []
        citations: list[Citation] = []
        refused = _DONT_KNOW.search(text) is not None
        for said in () if refused else re.split(r"(?<=[.!?])\s+(?!\[)", text.strip()):
            numbers = [int(n) for n in re.findall(r"\[(\d+)\]", said) if 0 < int(n) <= len(chunks)]
            plain = re.sub(r"\s*\[\d+\]", "", said).strip()
            found = [self._citation(chunks[n - 1], plain, len(citations) + 1 + at) for at, n in enumerate(numbers)]
            citations += found
            if plain:
                claims.append(Claim(plain, tuple(one.number for one in found if one.number)))
        return Answer(
            question, question, "not_found" if refused or not claims else "answered", None, tuple(claims), (),
            tuple(citations), (), (), (), Searched(len(self._articles), len(chunks), 0), "recipe", "recipe",
            self._embedder.name, {"total": round(seconds * 1000)},
            Usage(counted.get("input_tokens", 0), counted.get("output_tokens", 0)),
        )  # fmt: skip

    def _citation(self, chunk: Any, claim: str, number: int) -> Citation:
        """The sentence of the chunk that shares most words with the claim."""
        from dataclasses import replace

        article: Article = self._articles[Path(chunk.metadata["source"]).name]
        start, end = locate(chunk.page_content, article.text) or (0, len(article.text))
        inside = [one for one in article.sentences if start <= one.start and one.end <= end] or list(article.sentences)
        said = set(terms(claim))
        best = max(inside, key=lambda one: len(said & set(terms(article.text[one.start : one.end]))))
        return replace(cite(article, best.start, best.end), number=number)


if __name__ == "__main__":
    main()
