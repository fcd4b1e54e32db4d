"""`lantoa work`: one worker, until Ctrl-C or SIGTERM."""

import signal
import threading
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils.module_loading import import_string

from lantoa.core.processes import end_with_parent
from lantoa.core.queue.worker import Worker, run_pending


class Command(BaseCommand):
    help = "Chạy việc nền: gửi các kênh, dựng bài nháp, đếm lượt đọc. Ctrl-C để dừng."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--drain", action="store_true", help="Làm hết việc đang chờ rồi thôi.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["drain"]:
            self.stdout.write(f"Đã làm {run_pending()} việc.")
            return
        end_with_parent()
        worker = Worker()

        def stop(number: int, frame: FrameType | None) -> None:
            worker.stopping.set()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        for path in import_string(settings.LANTOA_COMPANIONS):
            companion = import_string(path)
            threading.Thread(
                target=companion, args=[worker.stopping], name=path, daemon=True
            ).start()
        worker.run()
