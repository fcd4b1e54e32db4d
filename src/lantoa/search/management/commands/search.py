"""`lantoa search`: rebuild the portal's index; load and time scratch indexes."""

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from lantoa.search import actions, keeper, queries, scratch
from lantoa.search.engines import hosted
from lantoa.search.engines.contract import Unavailable


class Command(BaseCommand):
    help = "Tìm kiếm: dựng lại chỉ mục của cổng; nạp và đo chỉ mục thử."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("rebuild", help="Dựng lại chỉ mục của cổng, cổng vẫn phục vụ.")
        load = verbs.add_parser("load", help="Nạp tệp “tiêu đề TAB nội dung” vào chỉ mục thử.")
        load.add_argument("file", type=Path)
        load.add_argument("--index", required=True, help="Tên chỉ mục thử.")
        timed = verbs.add_parser("time", help="Hỏi từng dòng của tệp, in p50 và p95.")
        timed.add_argument("file", type=Path)
        timed.add_argument("--index", required=True, help="Tên chỉ mục thử, hoặc portal.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            match options["verb"]:
                case "rebuild":
                    self._rebuild()
                case "load":
                    self._load(options["file"], options["index"])
                case "time":
                    self._time(options["file"], options["index"])
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        except Unavailable as error:
            raise CommandError(
                f"Chưa có chỉ mục “{error}”. Nạp trước: lantoa search load TỆP --index {error}"
            ) from error

    def _rebuild(self) -> None:
        began = time.monotonic()
        count = actions.rebuild()
        if settings.LANTOA_SEARCH in hosted.SERVERS:
            hosted.rebuild(queries.visible())
        elif settings.LANTOA_SEARCH == "tantivy":
            count = keeper.rebuild()
        self.stdout.write(f"Đã dựng lại {count} mục trong {time.monotonic() - began:.1f} giây.")

    def _load(self, path: Path, name: str) -> None:
        began = time.monotonic()
        count = scratch.load(path, name, lambda number: self.stderr.write(f"{number} dòng…"))
        seconds = time.monotonic() - began
        self.stdout.write(f"Đã nạp {count} mục vào “{name}” trong {seconds:.1f} giây.")

    def _time(self, path: Path, name: str) -> None:
        lines = path.read_text("utf-8", errors="replace").splitlines()
        questions = [line.strip() for line in lines if line.strip()]
        if not questions:
            raise CommandError("Tệp câu hỏi không có dòng nào.")
        scratch.times(questions[:20], name)  # opens the index and warms its pages
        found = scratch.times(questions, name)
        p50, p95 = scratch.percentile(found, 0.5), scratch.percentile(found, 0.95)
        self.stdout.write(f"{len(found)} câu hỏi: p50 {p50:.2f} ms, p95 {p95:.2f} ms, "
                          f"lâu nhất {max(found):.2f} ms")  # fmt: skip
        self.stdout.write(f"p50={p50:.3f} p95={p95:.3f} max={max(found):.3f} n={len(found)}")
