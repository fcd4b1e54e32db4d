"""`lantoa doctor`: what is in force, what is wrong, and how to mend it."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from lantoa.config import environment


def run(words: list[str]) -> int:
    """Print one line per finding; 1 when something must be mended."""
    env = environment.read()
    wrong = 0
    for is_good, sentence, remedy in _findings(env):
        print(f"{'tốt ' if is_good else 'CẦN '}  {sentence}" + ("" if is_good else f" → {remedy}"))
        wrong += not is_good
    print(f"\n{'Mọi thứ ổn.' if not wrong else f'Có {wrong} chỗ cần xem.'}")
    return 1 if wrong else 0


def _findings(env: environment.Environment) -> Iterator[tuple[bool, str, str]]:
    yield (
        sys.version_info >= (3, 11, 2),
        f"Python {sys.version.split()[0]}",
        "dùng 3.11.2 trở lên",
    )
    yield (
        _writable(env.home),
        f"Thư mục dữ liệu {env.home}",
        "cấp quyền ghi, hoặc đổi LANTOA_HOME",
    )
    free = shutil.disk_usage(env.home if env.home.exists() else env.home.parent).free // 2**20
    yield (free > 1024, f"Còn trống {free} MB", "dọn đĩa; nên còn trên 1 GB")
    yield from _program_findings()
    yield from _database_findings()
    yield (not env.debug, "Chế độ gỡ lỗi tắt", "bỏ LANTOA_DEBUG trên máy thật")


def _program_findings() -> Iterator[tuple[bool, str, str]]:
    """What opens the files that units send from past years."""
    office = "libreoffice-writer-nogui libreoffice-calc-nogui"
    for program, use, packages in (
        ("soffice", "LibreOffice, để đọc .doc và .xls kiểu cũ", office),
        ("pdftohtml", "poppler, để đọc danh sách PDF", "poppler-utils"),
    ):
        has_it = shutil.which(program) is not None
        yield has_it, f"{'Có' if has_it else 'Thiếu'} {use}", f"chạy apt-get install {packages}"


def _database_findings() -> Iterator[tuple[bool, str, str]]:
    import django

    django.setup()
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        yield _way_of_storing()
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        yield False, f"Cơ sở dữ liệu không trả lời ({error})", "kiểm tra LANTOA_DATABASE_URL"
        return
    yield not waiting, f"Còn {len(waiting)} bước nâng cấp dữ liệu", "chạy lantoa migrate"
    if not waiting:
        yield _worker_finding()
        yield _key_finding()


def _way_of_storing() -> tuple[bool, str, str]:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous")
            return cursor.fetchone()[0] == 2, "SQLite ghi chắc (synchronous=FULL)", "xem cấu hình"
        cursor.execute("SELECT datcollate FROM pg_database WHERE datname = current_database()")
        order = cursor.fetchone()[0]
    return (
        order in ("C", "C.UTF-8", "POSIX"),
        f"PostgreSQL xếp theo {order}",
        "tạo cơ sở dữ liệu với LC_COLLATE 'C.UTF-8' để thứ tự tên tiếng Việt đúng",
    )


def _worker_finding() -> tuple[bool, str, str]:
    from lantoa.config.health import WORKER_SILENT_AFTER
    from lantoa.core import clock
    from lantoa.core.models import Heartbeat

    alive = Heartbeat.objects.filter(seen_at__gt=clock.now() - WORKER_SILENT_AFTER).exists()
    return alive, f"Việc nền {'đang' if alive else 'không'} chạy", "chạy lantoa up hoặc lantoa work"


def _key_finding() -> tuple[bool, str, str]:
    from lantoa.core import files, sealed

    closed = sealed.unreadable() + files.unreadable()
    return (
        not closed,
        f"Cách liên hệ, tệp đã niêm: {f'{closed} dòng, tệp không mở được' if closed else 'mở được hết'}",
        "đặt lại khóa cũ vào LANTOA_CONTACT_KEY hoặc tệp contact-key (sau khóa đang dùng)",
    )


def _writable(home: Path) -> bool:
    place = home if home.exists() else home.parent
    return os.access(place, os.W_OK)
