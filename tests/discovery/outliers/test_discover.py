"""`lantoa discover`: what comes out, and one sentence for whatever is wrong."""

import io
import json
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from lantoa.config.cli import discover

HEAD = "Đơn vị,Giá trị,Thu nhập,Vùng,Dân số,Số vụ"


def lines(n: int = 40) -> list[str]:
    rng = np.random.default_rng(11)
    income = rng.normal(50, 10, n)
    value = 20 + 0.3 * income + rng.normal(0, 2, n)
    value[4] += 40
    people = rng.integers(2000, 30000, n)
    cases = rng.poisson(people * 0.004)
    cases[6] = 4 * cases[6]
    cases[9] = 3
    return [
        f"Xã {i:02},{value[i]:.2f},{income[i]:.2f},{('Núi', 'Biển')[i % 2]},{people[i]},{cases[i]}"
        for i in range(n)
    ]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "bang.csv"
    path.write_text("\n".join([HEAD, *lines()]) + "\n", "utf-8")
    return path


def asked(path: Path, *words: str) -> list[str]:
    return [str(path), "--unit", "Đơn vị", "--value", "Giá trị", *words]


def test_json_names_the_unit_worth_a_visit(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--context", "Thu nhập", "--context", "vùng", "--json"]
    assert discover.run(asked(table, *words)) == 0
    found = json.loads(capsys.readouterr().out)
    assert {"method", "rows", "units", "level", "flagged", "protected", "notes"} <= set(found)
    assert (found["rows"], found["units"], found["level"]) == (40, 40, 0.05)
    assert [unit["unit"] for unit in found["flagged"]] == ["Xã 04"]
    one = found["flagged"][0]
    assert one["low"] < one["expected"] < one["high"] < one["value"]
    assert 0 <= one["p"] <= one["p_adjusted"] <= 0.05
    assert "others" not in found


def test_counts_protect_small_numbers(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [str(table), "--unit", "Đơn vị", "--value", "Số vụ", "--count", "--exposure", "Dân số"]
    assert discover.run([*words, "--json", "--all"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [unit["unit"] for unit in found["flagged"]] == ["Xã 06"]
    assert found["protected"] == ["Xã 09"]
    assert len(found["others"]) == found["units"] - 1 == 38
    assert "Xã 09" not in json.dumps(found["others"] + found["flagged"], ensure_ascii=False)


def test_words_for_people(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert discover.run(asked(table)) == 0
    page = capsys.readouterr().out
    assert "Đáng đến xem, xếp theo vần:\n  Xã 04: " in page
    assert "hạng" not in page


def test_the_same_table_in_the_ways_offices_save_it(
    tmp_path: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Commas or semicolons, decimal comma, the mark of Excel, a workbook: the same answer."""
    rows = [line.split(",") for line in [HEAD, *lines()]]
    euro = [";".join([c.replace(".", ",") for c in row]) for row in rows]
    (tmp_path / "e.csv").write_bytes("\ufeff".encode() + "\r\n".join(euro).encode())
    book = openpyxl.Workbook()
    for number, row in enumerate(rows):
        if number:
            row[1:3], row[4:] = [float(c) for c in row[1:3]], [int(c) for c in row[4:]]
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    (tmp_path / "b.xlsx").write_bytes(data.getvalue())
    answers = []
    for path in (table, tmp_path / "e.csv", tmp_path / "b.xlsx"):
        assert discover.run(asked(path, "--json")) == 0
        answers.append(json.loads(capsys.readouterr().out))
    assert answers[0] == answers[1] == answers[2]


def test_years_are_found_by_their_heading(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "n.csv"
    body = [f"{line},{year}" for line in lines() for year in (2024, 2025)]
    path.write_text("\n".join([f"{HEAD},Năm", *body]), "utf-8")
    assert discover.run(asked(path, "--json")) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["rows"], found["units"], found["flagged"][0]["periods"]) == (80, 40, 2)


BAD = {
    "no such column": (None, ["--context", "Chiều cao"], "không có cột bối cảnh “Chiều cao”"),
    "a word": ("Xã 07,cao,1,Núi,9,9", [], "Dòng 42, cột “Giá trị” (“cao”) không phải số"),
    "a formula": ("Xã 70,=1+1,1,Núi,9,9", [], "Dòng 42, cột “Giá trị” (“=1+1”) không phải số"),
    "nothing": ("Xã 70,,1,Núi,9,9", [], "Dòng 42, cột “Giá trị” chưa có số"),
    "NaN": ("Xã 70,NaN,1,Núi,9,9", [], "Dòng 42, cột “Giá trị” (“NaN”) chưa có số"),
    "infinity": ("Xã 70,1e999,1,Núi,9,9", [], "không phải số"),
    "no name": (",5,1,Núi,9,9", [], "Dòng 42, cột “Đơn vị” trống"),
    "short line": ("Xã 70", [], "Dòng 42, cột “Giá trị” chưa có số"),
    "twice": (lines()[3], [], "Dòng 42, cột “Đơn vị” lặp lại dòng 5"),
    "no exposure": ("Xã 70,5,1,Núi,0,9", ["--exposure", "Dân số"], "“Dân số” (“0”) phải lớn hơn 0"),
    "context word": ("Xã 70,5,x,Núi,9,9", ["--context", "Thu nhập"], "“Thu nhập” (“x”)"),
    "twice chosen": (None, ["--context", "giá trị"], "chọn hai lần"),
    "long name": ("X" * 300 + ",5,1,Núi,9,9", [], "dài quá 200 chữ cái"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_tables_get_one_sentence(
    case: str, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line, words, sentence = BAD[case]
    if line:
        with table.open("a", encoding="utf-8") as file:
            file.write(line + "\n")
    assert discover.run(asked(table, *words, "--json")) == 2
    answer = capsys.readouterr()
    assert answer.out == ""
    assert sentence in answer.err
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [("-3", "là số âm"), ("2.5", "không phải số nguyên")],
)
def test_counts_that_are_none(
    cell: str, sentence: str, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with table.open("a", encoding="utf-8") as file:
        file.write(f"Xã 70,5,1,Núi,9,{cell}\n")
    words = [str(table), "--unit", "Đơn vị", "--value", "Số vụ", "--count"]
    assert discover.run(words) == 2
    assert f"Dòng 42, cột “Số vụ” (“{cell}”) {sentence}" in capsys.readouterr().err


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n\n",
        "Đơn vị,Giá trị\n".encode(),
        "Đơn vị,Giá trị\nXã A,5\n".encode(),
        "Đơn vị,Giá trị\n".encode() + b"".join(f"Xã {i},7\n".encode() for i in range(30)),
        "Đơn vị,Giá trị\n".encode("utf-16"),
        b"\x00\x01\x02\xff" * 100,
        b"PK\x03\x04" + b"rubbish" * 50,
        "Đơn vị,Giá trị\n".encode() + b'"' + b"x" * 5_000_000,
        "Đơn vị,Giá trị\n".encode() + b"x" * 5_000_000 + b",5\n",
        "Đơn vị,Đơn vị,Giá trị\na,b,5\n".encode(),
    ],
    ids=[
        "empty", "blank", "heading only", "one unit", "constant", "utf-16", "binary", "broken zip",
        "open quote", "5 MB name", "same heading twice",
    ],
)  # fmt: skip
def test_hostile_files(data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(data)
    assert discover.run(asked(path)) == 2
    answer = capsys.readouterr()
    assert answer.out == ""
    assert answer.err.count("\n") == 1
    assert len(answer.err) < 500


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["khong-co.csv", "--unit", "a", "--value", "b"], "Không mở được tệp"),
        (["x.csv", "--unit", "a"], "--value"),
        (["x.csv", "--unit", "a", "--value", "b", "--fdr", "2"], "Mức nêu nhầm"),
        (["x.csv", "--unit", "a", "--value", "b", "--min-count", "-1"], "Ngưỡng"),
    ],
)
def test_wrong_words_on_the_command_line(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code: object = discover.run(words)
    except SystemExit as end:
        code = end.code
    assert code == 2
    assert sentence in capsys.readouterr().err


def test_it_needs_no_database_and_no_settings(table: Path) -> None:
    import os
    import subprocess
    import sys

    root = Path(discover.__file__).parents[3]
    code = (
        "import sys\n"
        "from lantoa.config.cli import main\n"
        "try:\n    main(sys.argv[1:])\n"
        "finally:\n    assert 'django' not in sys.modules\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "discover", *asked(table, "--json")],
        env={**os.environ, "PYTHONPATH": str(root), "DJANGO_SETTINGS_MODULE": "nothing.here"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["flagged"][0]["unit"] == "Xã 04"
