"""JUnit XML for CI systems and CSV for spreadsheets, drawn from a report."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree

from bot.evaluation.matching import words_in
from bot.evaluation.report import Report, cut, turns_of

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A spreadsheet runs a cell that begins like this; articles and models must not be able to.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
MOST_IN_A_CELL = 32_000  # characters; a spreadsheet holds 32,767 and spills the rest over the rows below
MOST_SAID = 10_000  # characters of an answer in JUnit, which CI systems read whole into memory


def junit(report: Report) -> str:
    """A suite is a testsuite, a turn a testcase; what could not be judged is an error."""
    every = [turn for _suite, turn in turns_of(report)]
    root = ElementTree.Element("testsuites", _counts("newsbot eval", every))
    for suite in report["suites"]:
        turns = [turn for case in suite["cases"] for turn in case["turns"]]
        made = report["config"]["created"].partition("+")[0]
        node = ElementTree.SubElement(root, "testsuite", {**_counts(suite["suite"], turns), "timestamp": made})
        for case in suite["cases"]:
            for turn in case["turns"]:
                _testcase(node, suite["suite"], turn)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _counts(name: str, turns: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    statuses = [turn["status"] for turn in turns]
    return {
        "name": _xml(name),
        "tests": str(len(turns)),
        "failures": str(statuses.count("failed")),
        "errors": str(statuses.count("not_judged")),
        "skipped": "0",
        "time": f"{sum(turn['seconds'] or 0 for turn in turns):.3f}",
    }


def _testcase(suite: ElementTree.Element, name: str, turn: Mapping[str, Any]) -> None:
    attributes = {"classname": _xml(name), "name": _xml(turn["id"]), "time": f"{turn['seconds'] or 0:.3f}"}
    node = ElementTree.SubElement(suite, "testcase", attributes)
    if turn["status"] == "passed":
        return
    kind = "failure" if turn["status"] == "failed" else "error"
    told = ElementTree.SubElement(node, kind, message=_xml(turn["why"]["text"]), type=turn["why"]["code"])
    told.text = _xml(_told(turn))


def _told(turn: Mapping[str, Any]) -> str:
    said = cut(turn["answer"]["text"], MOST_SAID) if turn["answer"] else "(no answer)"
    checks = [f"{check['name']}: {check['reason']}" for check in turn["checks"] if check["status"] != "passed"]
    accept = [f"to accept this evidence: {one['yaml']}" for one in turn["unlisted"]]
    return "\n".join([f"question: {turn['question']}", f"said: {said or '(nothing)'}", *checks, *accept])


def _xml(text: str) -> str:
    return _NOT_IN_XML.sub("�", text)


CHECKS = ("outcome", "answer", "avoid", "max_words", "sources", "quotes", "conflict", "speaker", "language")
HEADER = (
    *("suite", "id", "tags", "question", "status", "why", "outcome", "answer", "words"),
    *(f"check_{name}" for name in CHECKS),
    *("citations", "unlisted", "seconds", "tokens"),
)


def csv_table(report: Report) -> str:
    """A turn a row; an empty check was not asked for."""
    out = io.StringIO()
    # Quoted throughout: a spreadsheet that separates by semicolons must not begin a cell inside a text.
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(HEADER)
    for suite, turn in turns_of(report):
        writer.writerow([_cell(value) for value in _row(suite, turn)])
    return out.getvalue()


def _row(suite: str, turn: Mapping[str, Any]) -> list[Any]:
    answer = turn["answer"] or {"outcome": None, "text": None, "claims": [], "citations": [], "usage": None}
    statuses = {check["name"]: check["status"] for check in turn["checks"]}
    usage = answer["usage"]
    return [
        suite,
        turn["id"],
        ";".join(turn["tags"]),
        turn["question"],
        turn["status"],
        turn["why"]["code"] if turn["why"] else None,
        answer["outcome"],
        answer["text"],
        words_in(" ".join(claim["text"] for claim in answer["claims"])) if turn["answer"] else None,
        *(statuses.get(name) for name in CHECKS),
        "; ".join(f"{cited['file']} {cited['start']}-{cited['end']}" for cited in answer["citations"]),
        len(turn["unlisted"]),
        turn["seconds"],
        usage["prompt_tokens"] + usage["completion_tokens"] if usage else None,
    ]


def _cell(value: Any) -> Any:
    if not isinstance(value, str):
        return "" if value is None else value
    text = cut(value, MOST_IN_A_CELL).replace("\0", "\ufffd")
    return f"'{text}" if text.startswith(_FORMULA) else text
