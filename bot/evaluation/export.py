"""Answers with their contexts and references, a line a turn, as the common RAG evaluation libraries read them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot.evaluation.corpus import Corpus, UnknownArticle
from bot.evaluation.matching import entry
from bot.evaluation.report import Report, turns_of


def export_jsonl(report: Report, corpus: Corpus) -> str:
    """Turns without an answer are left out: there is nothing to evaluate in them."""
    rows = [_row(suite, turn, corpus) for suite, turn in turns_of(report) if turn["answer"]]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _row(suite: str, turn: Mapping[str, Any], corpus: Corpus) -> dict[str, Any]:
    """Under the names that such libraries used first, and those that they use now."""
    answer = turn["answer"]
    said = " ".join(claim["text"] for claim in answer["claims"]) or answer["text"]
    contexts, reference = _contexts(answer, corpus), _reference(turn["expected"])
    return {
        "suite": suite,
        "id": turn["id"],
        "question": answer["standalone_question"],
        "answer": said,
        "contexts": contexts,
        "ground_truth": reference,
        "user_input": answer["standalone_question"],
        "response": said,
        "retrieved_contexts": contexts,
        "reference": reference,
        "reference_contexts": [source["quote"] for source in turn["expected"]["sources"] if source["quote"]],
    }


def _contexts(answer: Mapping[str, Any], corpus: Corpus) -> list[str]:
    """The passages that were found; of a bot that does not say, what it cited."""
    texts = []
    for passage in answer.get("considered") or answer["citations"]:
        ref = corpus.find(passage["article_id"], passage["file"])
        try:
            text = corpus.text(ref.id)[passage["start"] : passage["end"]] if ref else passage.get("quote", "")
        except UnknownArticle:  # taken out of the library while the run went on
            text = passage.get("quote", "")
        if text and text not in texts:
            texts.append(text)
    return texts


def _reference(expected: Mapping[str, Any]) -> str:
    """The first form of each entry; nothing better is known of a question that the articles do not answer."""
    if not expected["answerable"]:
        return "The articles do not say."
    return "; ".join(entry(written).first_form for written in expected["answer"])
