"""How long asking and ingesting take, beside the usual LangChain recipe with the same embedder, in one run.

    python -m benchmarks.speed [--quick] [--rounds 5] [--articles 140] [--json FILE]

Three things: `newsbot ask` as a process of its own, a question to a bot that is warm, and taking in a folder. The
recipe (`benchmarks/recipe.py`) only finds four passages, so beside it stands our search alone as well. CPU time is the
figure to go by: a machine that does other things at the same time stretches wall time many times over, and CPU time by
about half. Ratios are taken within the run. Needs `pip install langchain-chroma langchain-text-splitters`.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any

from benchmarks.made_up import write_articles

ROOT = Path(__file__).parent.parent
SUITE = ROOT / "tests/qa/cassez.yaml"
WARM = ("ours", "ours-reranker", "ours-by-words", "ours-search", "recipe")
NAMES = {
    "ours": "ours",
    "ours-reranker": "ours, NEWSBOT_RERANKER=true",
    "ours-by-words": "ours, without the network that reads sentences",
    "ours-search": "ours, the search alone",
    "recipe": "recipe (finds passages only)",
}


def run(*words: object, **environment: str) -> tuple[dict[str, float], str]:
    """A command's own CPU seconds, wall seconds and peak memory, and its standard output."""
    began = time.perf_counter()
    with TemporaryFile() as said, TemporaryFile() as complaint:
        process = subprocess.Popen(
            list(map(str, words)), cwd=ROOT, env={**os.environ, **environment}, stdout=said, stderr=complaint
        )
        _, status, used = os.wait4(process.pid, 0)  # what Popen.wait leaves out: the resources of this one process
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        complaint.seek(0)
        if process.returncode != 0:
            sys.exit(f"{' '.join(map(str, words))}\n{complaint.read().decode()}")
        spent = {
            "cpu": used.ru_utime + used.ru_stime,
            "wall": time.perf_counter() - began,
            "mib": used.ru_maxrss / 1024,
        }
        return spent, said.read().decode()


def work(kind: str, who: str, folder: Path, store: Path, **options: object) -> dict[str, Any]:
    _, said = run(sys.executable, "-m", "benchmarks.speed_work", kind, who, folder, store, json.dumps(options))
    result: dict[str, Any] = json.loads(said.splitlines()[-1])
    return result


def questions(count: int) -> list[str]:
    """Spread over the suite: single questions of every type, some in Spanish and French."""
    import yaml

    single = [
        case["question"] for case in yaml.safe_load(SUITE.read_text(encoding="utf-8"))["cases"] if "question" in case
    ]
    return [single[at * len(single) // count] for at in range(count)]


def cold(stores: dict[str, Path], asked: Sequence[str]) -> dict[str, list[dict[str, float]]]:
    """One process for each question, in turns, so that a busy minute hits both alike."""
    ask = ("ui.cli", "ask", "--answerer", "offline", "--data", stores["ours"])
    commands: dict[str, tuple[tuple[object, ...], dict[str, str]]] = {
        "ours": (ask, {"NEWSBOT_RERANKER": "false"}),
        "ours-reranker": (ask, {"NEWSBOT_RERANKER": "true"}),
        "recipe": (("benchmarks.recipe", stores["recipe"]), {}),
    }
    spent: dict[str, list[dict[str, float]]] = {who: [] for who in commands}
    for number, question in enumerate(["Nobody counts this one", *asked]):
        for who, (command, environment) in commands.items():
            one, _ = run(sys.executable, "-m", *command, question, **environment)
            if number:  # the first fills the disk's cache
                spent[who].append(one)
    return spent


def ingests(folder: Path, scratch: Path, rounds: int) -> list[dict[str, Any]]:
    found = []
    for _ in range(rounds):
        for threads in (1, os.cpu_count()):
            for who in ("ours", "recipe"):
                store = scratch / f"store-{who}"
                shutil.rmtree(store, ignore_errors=True)
                found.append({"who": who, "threads": threads, **work("ingest", who, folder, store, threads=threads)})
    return found


def main() -> None:
    options = read_options()
    loads = [os.getloadavg()[0]]
    with TemporaryDirectory() as temporary:
        scratch = Path(temporary)
        folder = scratch / "articles"
        shutil.copytree(ROOT / "articles", folder)
        write_articles(folder, options.articles)
        taken = ingests(folder, scratch, options.ingests)
        stores = {who: scratch / f"store-{who}" for who in ("ours", "recipe")}
        asked = questions(options.questions)
        started = cold(stores, asked[: options.rounds])
        warm = {
            who: work("questions", who, folder, stores[who.split("-")[0]], questions=asked, rounds=options.warm_rounds)
            for who in WARM
        }
    loads.append(os.getloadavg()[0])
    report = {
        "made": {"cores": os.cpu_count(), "load": loads, "articles": options.articles + 2, "questions": len(asked)},
        "versions": {name: metadata.version(name) for name in ("chromadb", "langchain-chroma", "onnxruntime")},
        "cold": started,
        "warm": warm,
        "ingest": taken,
    }
    report["figures"] = figures(report)
    if options.json:
        options.json.write_text(json.dumps(report, indent=1), encoding="utf-8")
    show(report)


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a tenth of the work; its figures are rough")
    parser.add_argument("--rounds", type=int, default=5, help="cold starts of each (5)")
    parser.add_argument("--articles", type=int, default=140, help="made-up articles beside the two real ones (140)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="every figure of every round")
    options = parser.parse_args()
    options.questions, options.warm_rounds, options.ingests = 60, 3, 2
    if options.quick:
        options.questions, options.warm_rounds, options.ingests = 20, 1, 1
        options.rounds, options.articles = min(options.rounds, 2), min(options.articles, 30)
    return options


def figures(report: dict[str, Any]) -> dict[str, Any]:
    """Medians over the rounds; of memory the most."""
    cold_figures = {
        who: {
            "cpu_s": statistics.median(one["cpu"] for one in rounds),
            "wall_s": statistics.median(one["wall"] for one in rounds),
            "mib": max(one["mib"] for one in rounds),
        }
        for who, rounds in report["cold"].items()
    }
    warm_figures = {
        who: {
            f"{kind}_{name}": percentile(measured[f"{kind}_ms"], share)
            for kind in ("cpu", "wall")
            for name, share in (("p50", 50), ("p95", 95))
        }
        for who, measured in report["warm"].items()
    }
    return {"cold": cold_figures, "warm": warm_figures, "ingest": [_rates(one) for one in report["ingest"]]}


def _rates(one: dict[str, Any]) -> dict[str, Any]:
    """`of_raw`: what is left of the embedder's own rate, over all that was embedded; by its time inside the ingest,
    which other work on the machine does not touch, and by embedding the same texts again."""
    whole = one["whole"]
    return {
        "who": one["who"],
        "threads": one["threads"],
        "passages": one["passages"],
        "texts": one["texts"],
        "articles_per_cpu_s": one["articles"] / whole["cpu"],
        "passages_per_cpu_s": one["passages"] / whole["cpu"],
        "raw_passages_per_cpu_s": one["passages"] / one["embedding_passages"]["cpu"],
        "of_raw": one["embedding_inside_cpu"] / whole["cpu"],
        "of_raw_again": one["embedding_all"]["cpu"] / whole["cpu"],
        "of_raw_wall": one["embedding_all"]["wall"] / whole["wall"],
    }


def percentile(values: Sequence[float], share: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, share * len(ordered) // 100)]


def show(report: dict[str, Any]) -> None:
    """Tables in Markdown, for benchmarks/README.md as they are."""
    made, found = report["made"], report["figures"]
    print(
        f"{made['articles']} articles, {made['questions']} questions, {made['cores']} cores; "
        f"load average {made['load'][0]:.1f} at the start, {made['load'][1]:.1f} at the end\n"
    )
    print("| a question, cold | CPU s | to the recipe | wall s | peak MiB |\n|---|---|---|---|---|")
    for who, row in found["cold"].items():
        ratio = row["cpu_s"] / found["cold"]["recipe"]["cpu_s"]
        print(f"| {NAMES[who]} | {row['cpu_s']:.2f} | {ratio:.2f} | {row['wall_s']:.2f} | {row['mib']:.0f} |")
    print("\n| a question, warm | CPU ms p50 | p95 | p50 to the recipe | wall ms p50 | p95 | peak MiB |")
    print("|---|---|---|---|---|---|---|")
    for who, row in found["warm"].items():
        ratio = row["cpu_p50"] / found["warm"]["recipe"]["cpu_p50"]
        print(
            f"| {NAMES[who]} | {row['cpu_p50']:.0f} | {row['cpu_p95']:.0f} | {ratio:.1f} "
            f"| {row['wall_p50']:.0f} | {row['wall_p95']:.0f} | {report['warm'][who]['peak_mib']} |"
        )
    print("\n| ingest | threads | passages | texts embedded | articles a CPU second | passages a CPU second", end="")
    print(" | embedder alone, passages a CPU second | of the embedder's rate | embedded again |")
    print("|---|---|---|---|---|---|---|---|---|")
    for row in found["ingest"]:
        print(
            f"| {NAMES[row['who']]} | {row['threads']} | {row['passages']} | {row['texts']} "
            f"| {row['articles_per_cpu_s']:.1f} | {row['passages_per_cpu_s']:.1f} "
            f"| {row['raw_passages_per_cpu_s']:.1f} | {row['of_raw']:.2f} | {row['of_raw_again']:.2f} |"
        )


if __name__ == "__main__":
    main()
