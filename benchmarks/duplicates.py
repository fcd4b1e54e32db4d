"""Duplicates in a list: ours beside splink on the same rows, normalised alike, in one run.

    python3 -m venv SPLINK && SPLINK/bin/pip install splink==5.0.0
    python benchmarks/duplicates.py --sizes 200000,1000000 --splink-python SPLINK/bin/python

Ours runs as its users run it, `lantoa duplicates`, with all scores, so that reading and writing
the file count. F1 is at the threshold of each (ours as shipped, 0.5 for splink), and in brackets
at the best there is. Memory is that of the process and all its children. The seed is none that
the weights were learned on (those are below 1000). `--taste held` has the rows made by a second maker in a taste that nothing learned on.
"""

import argparse
import csv
import math
import os
import subprocess
import sys
import tempfile
import threading
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from benchmarks.duplicates_corpus import Corpus  # noqa: E402  # after the path is set
from benchmarks.duplicates_strange import TASTES, Strange  # noqa: E402
from lantoa.discovery.matching import THRESHOLD  # noqa: E402  # see above

SEED = 1526


@dataclass
class Found:
    """What a program gave for a list, and what it took."""

    seconds: float
    megabytes: float
    pairs: list[tuple[str, str, float]]


def main() -> None:
    """Print the table and what the budgets say."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="200000,1000000")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument(
        "--taste", choices=TASTES, help="rows of the second maker (duplicates_strange), so written"
    )
    parser.add_argument("--splink-python", type=Path, help="Python of an environment with splink")
    parser.add_argument(
        "--splink-plain", action="store_true", help="splink without its costly keys of rare words"
    )
    parser.add_argument("--home", type=Path, help="keep the lists here and use them again")
    parser.add_argument("--only-make", action="store_true", help="make the lists, measure nothing")
    options = parser.parse_args()
    budget = tomllib.loads((ROOT / "benchmarks" / "budgets.toml").read_text("utf-8"))["duplicates"]
    times: dict[int, float] = {}
    with tempfile.TemporaryDirectory(prefix="lantoa-bench-") as folder:
        for size in map(int, options.sizes.split(",")):
            kind = f"-{options.taste}" if options.taste else ""
            home = (options.home or Path(folder)) / f"{size}-{options.seed}{kind}"
            truth = _made(home, size, options.seed, options.taste)
            if options.only_make:
                continue
            print(f"\n{size:,} rows, {len(truth):,} true pairs, seed {options.seed}{kind}")
            ours = _ours(home)
            times[size] = ours.seconds
            _print("lantoa", ours, truth, THRESHOLD)
            if size == 200_000:
                _judge(ours, truth, budget)
            if options.splink_python:
                _print(
                    "splink", _splink(home, options.splink_python, options.splink_plain), truth, 0.5
                )
    if len(times) > 1:
        (small, fast), (large, slow) = sorted(times.items())[0], sorted(times.items())[-1]
        fair = large * math.log(large) / (small * math.log(small))
        is_good = slow / fast <= fair
        print(
            f"\ngrowth {slow / fast:.2f}, n log n {fair:.2f}: {'đạt' if is_good else 'KHÔNG ĐẠT'}"
        )


def _made(home: Path, size: int, seed: int, taste: str | None) -> "set[tuple[str, ...]]":
    """The true pairs of the list in the folder, which is made unless it is there."""
    if not (home / "normal.csv").exists():
        home.mkdir(parents=True, exist_ok=True)
        corpus = Strange(size, seed, TASTES[taste]) if taste else Corpus(size, seed)
        corpus.write(home / "rows.csv", home / "truth.csv", home / "mergers.csv")
        _normalise(home)
    with (home / "truth.csv").open(encoding="utf-8", newline="") as file:
        return {tuple(pair) for pair in csv.reader(file)} - {("id_1", "id_2")}


def _ours(home: Path) -> Found:
    command = [
        sys.executable, "-m", "lantoa", "duplicates", home / "rows.csv",
        "--mergers", home / "mergers.csv", "--all-scores",
    ]  # fmt: skip
    return _measured(command, home / "ours.csv", to_stdout=True)


def _splink(home: Path, python: Path, is_plain: bool) -> Found:
    script = ROOT / "benchmarks" / "duplicates_splink.py"
    more = ["--plain"] if is_plain else []
    return _measured([python, script, home / "normal.csv", home / "theirs.csv", *more],
                     home / "theirs.csv", to_stdout=False)  # fmt: skip


def _measured(command: "list[str | Path]", pairs: Path, *, to_stdout: bool) -> Found:
    began = time.perf_counter()
    with (pairs if to_stdout else pairs.with_suffix(".log")).open("w") as out:
        process = subprocess.Popen(
            command, stdout=out, stderr=subprocess.DEVNULL if not to_stdout else None,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        )  # fmt: skip
        watch = _Memory(process.pid)
        code = process.wait()
    seconds = time.perf_counter() - began
    if code:
        sys.exit(f"{command[0]} ended with {code}")
    with pairs.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        next(lines)
        found = [(min(a, b), max(a, b), float(score)) for a, b, score in lines]
    return Found(seconds, watch.most(), found)


class _Memory(threading.Thread):
    """The most memory (PSS, MB) that a process and its children held at once."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.seen = pid, 0.0
        self.start()

    def run(self) -> None:
        while Path(f"/proc/{self.pid}").exists():
            self.seen = max(self.seen, sum(map(_held, _family(self.pid))))
            time.sleep(0.05)

    def most(self) -> float:
        self.join(1)
        return self.seen


def _family(pid: int) -> list[int]:
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    return [pid, *(each for child in text.split() for each in _family(int(child)))]


def _held(pid: int) -> float:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def figures(found: Found, truth: "set[tuple[str, ...]]", threshold: float) -> dict[str, float]:
    """Precision, recall and F1 at a threshold; recall at precision 0.99; part of pairs looked at."""
    kept = [pair for pair in found.pairs if pair[2] >= threshold]
    hits = sum((a, b) in truth for a, b, _ in kept)
    precision, recall = hits / max(1, len(kept)), hits / len(truth)
    best, best_f1, right = 0.0, 0.0, 0
    ranked = sorted(found.pairs, key=lambda pair: -pair[2])
    for number, (a, b, score) in enumerate(ranked, 1):
        right += (a, b) in truth
        if number == len(ranked) or ranked[number][2] != score:
            best_f1 = max(best_f1, 2 * right / (number + len(truth)))
            best = right / len(truth) if right / number >= 0.99 else best
    return {
        "f1": 2 * precision * recall / max(1e-9, precision + recall),
        "precision": precision, "recall": recall, "recall_at_99": best,
        "best_f1": best_f1,
        "blocking": right / len(truth), "pairs": len(found.pairs),
    }  # fmt: skip


def _print(name: str, found: Found, truth: "set[tuple[str, ...]]", threshold: float) -> None:
    seen = figures(found, truth, threshold)
    print(
        f"  {name:7} F1 {seen['f1']:.3f} (best {seen['best_f1']:.3f})  P {seen['precision']:.3f}  R {seen['recall']:.3f}  "
        f"R@P≥0.99 {seen['recall_at_99']:.3f}  blocking {seen['blocking']:.3f} "
        f"({seen['pairs']:,.0f} pairs)  {found.seconds:.1f} s  {found.megabytes:,.0f} MB",
        flush=True,
    )


def _judge(found: Found, truth: "set[tuple[str, ...]]", budget: dict[str, float]) -> None:
    seen = figures(found, truth, THRESHOLD)
    verdicts = {
        "f1": seen["f1"] >= budget["f1"],
        "recall_at_99": seen["recall_at_99"] >= budget["recall_at_99"],
        "seconds": found.seconds <= budget["seconds"],
        "memory_mb": found.megabytes <= budget["memory_mb"],
    }
    for name, is_good in verdicts.items():
        print(f"          {'đạt' if is_good else 'KHÔNG ĐẠT'}  {name} (hạn {budget[name]})")


def _normalise(home: Path) -> None:
    """The rows as splink gets them: our normalisation, its engine."""
    from lantoa.discovery.matching import normalise
    from lantoa.discovery.matching.files import Listed, mergers_in

    communes = normalise.Communes(mergers_in(home / "mergers.csv"))
    with (home / "normal.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "name", "given", "birth_year", "communes", "organisation", "words"])
        for row in Listed(home / "rows.csv"):
            name = normalise.normalised_name(row).folded
            words = normalise.text_syllables(row.achievement)
            writer.writerow(
                (row.id, " ".join(name), name[-1] if name else "", row.birth_year or "",
                 "|".join(communes(row.commune)[1]),
                 " ".join(normalise.text_syllables(row.organisation)), "|".join(words))
            )  # fmt: skip


if __name__ == "__main__":
    main()
