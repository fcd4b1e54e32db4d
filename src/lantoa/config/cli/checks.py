"""`lantoa check`: the borders, types and rules of writing of this code."""

import os
import subprocess
import sys
from pathlib import Path

from lantoa.config.cli import budgets

ROOT = Path(__file__).resolve().parents[4]


def run(words: list[str]) -> int:
    """Run every check; print all that is wrong; 0 when nothing is."""
    tools = Path(sys.executable).parent
    commands: dict[str, list[str | Path]] = {
        "ruff": [tools / "ruff", "check", "src", "tests"],
        "ruff format": [tools / "ruff", "format", "--check", "--quiet", "src", "tests"],
        "import-linter": [tools / "lint-imports", "--no-logo"],
        "mypy": [tools / "mypy"],
        "djlint": [tools / "djlint", "src", "--lint", "--quiet"],
        "migrations": [sys.executable, "-m", "lantoa", "makemigrations", "--check", "--dry-run"],
        "django": [sys.executable, "-m", "django", "check"],
    }
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "lantoa.config.settings"}
    failed = []
    for name, command in commands.items():
        done = subprocess.run(  # noqa: S603  # our own tools
            command, cwd=ROOT, env=env, capture_output=True, text=True, check=False
        )
        print(f"{'đạt ' if done.returncode == 0 else 'HỎNG'}  {name}", flush=True)
        if done.returncode:
            failed.append(name)
            print(done.stdout + done.stderr, flush=True)
    over = budgets.exceeded(ROOT)
    print(f"{'HỎNG' if over else 'đạt '}  ngân sách tệp, hàm, gốc", flush=True)
    for sentence in over:
        print(f"  {sentence}")
    return 1 if failed or over else 0
