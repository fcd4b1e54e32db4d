"""The `lantoa` command."""

import os
import sys

from lantoa.config import environment


def main(arguments: list[str] | None = None) -> None:
    """Run one of our commands, or hand over to Django's."""
    words = sys.argv[1:] if arguments is None else arguments
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.config.settings")
    from lantoa.config.cli import checks, doctor, duplicates, lock, suite, up

    ours = {
        "up": up.run,
        "test": suite.run,
        "check": checks.run,
        "doctor": doctor.run,
        "lock": lock.run,
        "serve": up.serve,
        "duplicates": duplicates.run,
    }
    if not words or words[0] in ("-h", "--help", "help"):
        print(HELP)
        return
    if words[0] == "discover":
        # Alone, for it needs neither settings nor a database.
        from lantoa.config.cli import discover

        sys.exit(discover.run(words[1:]))
    if words[0] in ours:
        try:
            sys.exit(ours[words[0]](words[1:]))
        except environment.EnvironmentProblem as problem:
            sys.exit(str(problem))
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(["lantoa", *words])
    except ImproperlyConfigured as problem:
        sys.exit(str(problem))


HELP = """Lan Tỏa: phát hiện, xác minh, kể, bồi dưỡng và nhân rộng điển hình tiên tiến.

  lantoa up [--port N] [--no-demo]   dựng và chạy cổng (lần đầu nạp tỉnh mẫu)
  lantoa demo [--stage BƯỚC]         nạp tỉnh mẫu tới một bước
  lantoa work                        chạy riêng việc nền
  lantoa audit verify                kiểm tra nhật ký
  lantoa discover TỆP --unit CỘT --value CỘT
                                     đơn vị đáng đến xem trong một bảng số liệu
  lantoa doctor                      khám máy và cấu hình, nói cách chữa
  lantoa import TỆP [--dry-run]      nạp danh sách của đơn vị
  lantoa search rebuild              dựng lại chỉ mục tìm kiếm
  lantoa duplicates TỆP.csv          tìm những dòng có thể là cùng một người
  lantoa check                       kiểm mã: tầng, kiểu, luật viết
  lantoa test [...]                  chạy mọi bài thử (tham số chuyển cho pytest)

Lệnh khác chuyển cho Django, ví dụ: lantoa migrate, lantoa shell."""
