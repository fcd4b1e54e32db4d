"""`lantoa lock`: write the hashed requirement files anew (developers)."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]


def run(words: list[str]) -> int:
    """Compile requirements/*.in to *.txt with hashes and without addresses."""
    for name in ("uv", "run", "stats", "dev"):
        subprocess.run(  # noqa: S603  # our own tool
            [
                Path(sys.executable).parent / "uv",
                "pip",
                "compile",
                "--quiet",
                *words,
                "--generate-hashes",
                "--no-emit-index-url",
                "--no-emit-find-links",
                "--no-annotate",
                "--no-header",
                "--python-version",
                "3.11.2",
                f"requirements/{name}.in",
                "-o",
                f"requirements/{name}.txt",
            ],
            cwd=ROOT,
            check=True,
        )
    return 0
