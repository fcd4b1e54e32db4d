"""The budgets of DESIGN.md §7: a file at most 400 lines, a function 40, the root 15 entries."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

FILE_LINES, FUNCTION_LINES, ROOT_ENTRIES = 400, 40, 15


def exceeded(root: Path) -> list[str]:
    """One sentence for each budget that does not hold."""
    sentences = [
        f"{path.relative_to(root)}: {lines} dòng (hạn {FILE_LINES})"
        for path, lines in files_by_length(root)
        if lines > FILE_LINES
    ]
    sentences += [
        f"{where}: {lines} dòng (hạn {FUNCTION_LINES})"
        for where, lines in functions_by_length(root)
        if lines > FUNCTION_LINES
    ]
    entries = _root_entries(root)
    if len(entries) > ROOT_ENTRIES:
        sentences.append(f"gốc có {len(entries)} mục (hạn {ROOT_ENTRIES})")
    return sentences


def files_by_length(root: Path) -> list[tuple[Path, int]]:
    """Our Python files with their lines, longest first."""
    sizes = [(path, len(path.read_text("utf-8").splitlines())) for path in _sources(root)]
    return sorted(sizes, key=lambda pair: -pair[1])


def functions_by_length(root: Path) -> list[tuple[str, int]]:
    """`file:function` with its lines, longest first."""
    found = []
    for path in _sources(root):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                found.append((f"{path.relative_to(root)}:{node.name}", lines))
    return sorted(found, key=lambda pair: -pair[1])


def _sources(root: Path) -> Iterator[Path]:
    for path in sorted((root / "src").rglob("*.py")):
        if "migrations" not in path.parts:
            yield path


def _root_entries(root: Path) -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    return sorted({line.split("/")[0] for line in listed.splitlines()})
