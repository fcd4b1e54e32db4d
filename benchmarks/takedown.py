"""A hold under a crowd, longer than in the tests: .venv/bin/python benchmarks/takedown.py

Four web processes, nginx and Varnish in front, every answer clocked (tests/e2e/test_takedown.py).
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--per-second", type=int, default=500)
    options = parser.parse_args()
    more = {
        "TAKEDOWN_SECONDS": str(options.seconds),
        "TAKEDOWN_PER_SECOND": str(options.per_second),
    }
    words = ["-m", "pytest", "tests/e2e/test_takedown.py", "-q", "-s"]
    sys.exit(
        subprocess.run(
            [sys.executable, *words], cwd=ROOT, env={**os.environ, **more}, check=False
        ).returncode
    )


if __name__ == "__main__":
    main()
