"""Search beside its peers, in one run: quality on the judged set, speed and size at any size.

    python benchmarks/search.py --sizes 50000,1000000

Ours goes the whole way of the portal (folding, order, facets, highlights; not the public gate,
as these texts are nobody's). SQLite FTS5 (folded text, bm25) and PostgreSQL (folded text, GIN,
ts_rank) give ten titles in order, without facets and highlights. All on one connection, warm.
"""

import argparse
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from benchmarks import judged, search_corpus  # noqa: E402  # after the path is set

#: Questions a peer is asked at a size; ours is asked all 600.
PEERS_ASKED = 120
_TOP = 10


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="50000")
    parser.add_argument("--no-postgres", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lantoa-bench-") as home:
        os.environ.update(LANTOA_HOME=home, DJANGO_SETTINGS_MODULE="lantoa.config.settings")
        import django

        django.setup()
        from lantoa.search import queries, seeds

        queries.glossary = seeds.glossary  # the one that a new installation has
        with _postgres(Path(home), options.no_postgres) as address:
            _quality(Path(home), address)
            for size in map(int, options.sizes.split(",")):
                _speed(Path(home), size, address)


def _quality(home: Path, address: str) -> None:
    texts = judged.collection()
    questions = judged.judged(texts)
    rows = [(text.title, text.body) for text in texts]
    print(
        f"Quality: {len(questions)} judged questions over {len(texts)} texts (nDCG / recall / MRR)"
    )
    for name, engine in _engines(home, address):
        engine.load(rows)
        found = judged.measure(questions, engine.ask)
        for sort, (count, gain, recall, first) in sorted(found.items()):
            print(f"  {name:10} {sort:13} n={count:3}  {gain:.3f} / {recall:.3f} / {first:.3f}")


def _speed(home: Path, size: int, address: str) -> None:
    questions = search_corpus.queries(600)
    print(f"Speed: {size} documents of 60 syllables; p50 / p95 ms by words in the question")
    for name, engine in _engines(home, address):
        began = time.perf_counter()
        engine.load(search_corpus.documents(size))
        built = time.perf_counter() - began
        asked = questions if name == "tantivy" else questions[:PEERS_ASKED]
        for question in asked[:15]:
            engine.ask(question)
        times: dict[int, list[float]] = {}
        for question in asked:
            began = time.perf_counter()
            engine.ask(question)
            taken = (time.perf_counter() - began) * 1000
            times.setdefault(len(question.split()), []).append(taken)
            times.setdefault(0, []).append(taken)
        by_words = "  ".join(
            f"{words or 'all'}: {_part(found, 0.5):.1f} / {_part(found, 0.95):.1f}"
            for words, found in sorted(times.items())
        )
        print(f"  {name:10} {by_words}  built {built:.0f} s, {engine.size() / 1e6:.0f} MB")


def _part(values: Sequence[float], part: float) -> float:
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(len(ranked) * part))]


def _engines(home: Path, address: str) -> "Iterator[tuple[str, Any]]":
    yield "tantivy", Ours(home)
    yield "FTS5", Fts5(home)
    if address:
        yield "PostgreSQL", Postgres(address)


class Ours:
    """The engine of the portal, through a scratch index."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def load(self, rows: Iterable[tuple[str, str]]) -> None:
        from lantoa.search import scratch

        path = self.home / "texts.tsv"
        with path.open("w", encoding="utf-8") as lines:
            lines.writelines(f"{title}\t{body}\n" for title, body in rows)
        scratch.load(path, "bench", lambda number: None)
        path.unlink()
        time.sleep(0.5)  # longer than a reader takes to look for a new index

    def ask(self, q: str) -> list[int]:
        from lantoa.search import queries

        found = queries.find(q, limit=_TOP, index="bench")
        return [int(hit.url[1:]) - 1 for hit in found.hits]

    def size(self) -> int:
        folder = self.home / "search" / "bench"
        return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


class Fts5:
    """SQLite's full text search over folded text."""

    def __init__(self, home: Path) -> None:
        self.path = home / "fts5.sqlite3"
        self.path.unlink(missing_ok=True)
        self.database = sqlite3.connect(self.path)

    def load(self, rows: Iterable[tuple[str, str]]) -> None:
        self.database.execute("CREATE VIRTUAL TABLE t USING fts5(title, body)")
        self.database.executemany(
            "INSERT INTO t(rowid, title, body) VALUES (?, ?, ?)",
            ((n, _folded(title), _folded(body)) for n, (title, body) in enumerate(rows)),
        )
        self.database.commit()

    def ask(self, q: str) -> list[int]:
        words = " ".join(f'"{word}"' for word in _folded(q).split())
        found = self.database.execute(
            "SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t, 4.0, 1.0) LIMIT ?",
            (words, _TOP),
        )
        return [row[0] for row in found]

    def size(self) -> int:
        return self.path.stat().st_size


class Postgres:
    """PostgreSQL's full text search over folded text."""

    def __init__(self, address: str) -> None:
        import psycopg

        self.link = psycopg.connect(address, autocommit=True)

    def load(self, rows: Iterable[tuple[str, str]]) -> None:
        self.link.execute("DROP TABLE IF EXISTS t")
        self.link.execute("CREATE TABLE t (id int, title text, body text, words tsvector)")
        with self.link.cursor().copy("COPY t (id, title, body) FROM STDIN") as copy:
            for number, (title, body) in enumerate(rows):
                copy.write_row((number, _folded(title), _folded(body)))
        self.link.execute(
            "UPDATE t SET words = setweight(to_tsvector('simple', title), 'A')"
            " || to_tsvector('simple', body)"
        )
        self.link.execute("CREATE INDEX ON t USING gin (words)")
        self.link.execute("VACUUM ANALYZE t")

    def ask(self, q: str) -> list[int]:
        found = self.link.execute(
            "SELECT id FROM t, plainto_tsquery('simple', %s) q WHERE words @@ q"
            " ORDER BY ts_rank(words, q) DESC LIMIT %s",
            (_folded(q), _TOP),
        )
        return [row[0] for row in found]

    def size(self) -> int:
        row = self.link.execute("SELECT pg_total_relation_size('t')").fetchone()
        return int(row[0]) if row else 0


def _folded(text: str) -> str:
    from lantoa.search import rules

    return " ".join(rules.folded_words(text))


@contextmanager
def _postgres(home: Path, is_without: bool) -> Iterator[str]:
    from lantoa.config.cli import suite

    if is_without or not Path("/usr/lib/postgresql").exists():
        print("(no PostgreSQL here)")
        yield ""
        return
    with suite.postgres(home) as address:
        yield address


if __name__ == "__main__":
    main()
