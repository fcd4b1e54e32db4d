"""`lantoa duplicates`: the contract of its output, and what it says of files it cannot use."""

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.duplicates_corpus import Corpus

from lantoa.config.cli import duplicates
from lantoa.discovery.matching import THRESHOLD

HEAD = "id,kind,name,birth_year,commune,organisation,achievement"
ROWS = f"""{HEAD}
1,person,Bùi Thị Sương,1968,Xã Cũ,Hội Nông dân,Ghi lịch lấy nước cho 40 hộ làm muối
2,person,bà BUI THI SUONG,1968,Xã Mới,,Ghi lich lay nuoc cho 40 ho lam muoi
3,person,Trần Văn Lộc,1970,Xã Khác,,Sửa cầu
"""


@pytest.fixture
def call(tmp_path, capsys):
    """Runs the command on a text (or bytes); (exit code, lines out, said on stderr)."""

    def run(content, *words: str, mergers: str = ""):
        path = tmp_path / "rows.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        more = list(words)
        if mergers:
            (tmp_path / "mergers.csv").write_text(mergers, encoding="utf-8")
            more += ["--mergers", str(tmp_path / "mergers.csv")]
        code = duplicates.run([str(path), *more])
        out, err = capsys.readouterr()
        return code, list(csv.reader(io.StringIO(out))), err

    return run


@pytest.mark.parametrize("mergers", ["old,new\nXã Cũ,Xã Mới\n", "new,old\nXã Mới,Xã Cũ\n"])
def test_pairs_come_with_their_score(call, mergers) -> None:
    code, lines, said = call(ROWS, mergers=mergers)
    assert (code, said) == (0, "")
    assert lines[0] == ["id_1", "id_2", "score"]
    (pair,) = lines[1:]
    assert set(pair[:2]) == {"1", "2"}
    assert 0.5 <= float(pair[2]) <= 1


def test_mergers_join_what_was_written_before_and_after(call) -> None:
    def score(one: str, other: str, mergers: str) -> float:
        rows = f"{HEAD}\n1,person,Lê Văn Tý,,{one},,\n2,person,Lê Văn Tý,,{other},,\n"
        _, lines, _ = call(rows, "--all-scores", mergers=mergers)
        return float(lines[1][2])

    joined, strangers = "old,new\nXã Cũ,Xã Mới\n", "old,new\nXã Cũ,Xã Khác\n"
    for one, other in (("Xã Cũ", "Xã Mới"), ("Xã Mới", "Xã Cũ")):
        assert score(one, other, joined) > score(one, other, strangers)


def test_all_scores_hold_the_suggested_ones(call, tmp_path) -> None:
    corpus = Corpus(600, 4712, communes=2)
    corpus.write(tmp_path / "r", tmp_path / "t", tmp_path / "m")
    rows = (tmp_path / "r").read_bytes()
    _, some, _ = call(rows)
    _, every, _ = call(rows, "--all-scores")
    assert len(some) > 20
    assert every[: len(some)] == some
    assert len(every) > len(some)
    assert all(float(line[2]) >= THRESHOLD for line in some[1:])
    assert all(0 <= float(line[2]) < THRESHOLD for line in every[len(some) :])


def test_help_names_the_threshold(capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        duplicates.run(["--help"])
    assert ended.value.code == 0
    out = capsys.readouterr().out
    assert f"từ {THRESHOLD} trở lên" in out
    assert "--all-scores" in out


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + ROWS.encode(),
        ROWS.replace(",", ";"),
        ROWS.replace("\n", "\r\n"),
        ROWS.replace(HEAD, HEAD.upper()),
        ROWS.replace(HEAD, f"{HEAD},thêm").replace("\n", ",x\n").replace("thêm,x", "thêm"),
        ROWS.replace("\n2,", "\n\n2,"),
    ],
    ids=["BOM", "semicolons", "CRLF", "capitals", "more columns", "empty line"],
)
def test_files_as_spreadsheets_write_them(call, content) -> None:
    code, lines, _ = call(content, mergers="old,new\nXã Cũ,Xã Mới\n")
    assert code == 0
    assert len(lines) == 2


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "rows.csv trống"),
        ("\n", "rows.csv trống"),
        ("id,name\n1,x\n", "thiếu cột kind, birth_year, commune, organisation, achievement"),
        (ROWS + "1,person,A B,,,,\n", "Dòng 5: mã “1” đã có ở dòng 2"),
        (ROWS + ",person,A B,,,,\n", "Dòng 5: thiếu mã"),
        (ROWS + "4,person\n", "dòng 5: chỉ có 2 ô, cần 7"),
        (ROWS + "4,person,A\0B,,,,\n", "dòng 5: có ký tự rỗng"),
        (ROWS + f"4,person,{'a' * 5_000_000},,,,\n", "có ô dài quá"),
        (ROWS + '4,person,"không đóng ngoặc' + "a\n" * 60_000, "thiếu dấu ngoặc kép đóng"),
        (HEAD.encode() + b"\n1,person,Nguy\xd4n,,,,\n", "không phải UTF-8"),
        (ROWS.encode("utf-16"), "không phải UTF-8"),
        (b"PK\x03\x04" + bytes(range(256)) * 40, "không phải UTF-8"),
        ("a" * 1_000_000, "thiếu cột id"),
    ],
    ids=lambda value: str(value)[:12] if isinstance(value, str) else "bytes",
)
def test_a_file_that_cannot_be_used_is_named(call, content, sentence) -> None:
    code, lines, said = call(content)
    assert code == 2
    assert not lines
    assert sentence in said
    assert said.count("\n") == 1


def test_a_file_that_is_not_there(capsys, tmp_path) -> None:
    for path in (tmp_path / "khong-co.csv", tmp_path):
        assert duplicates.run([str(path)]) == 2
        assert "Không mở được" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("year", "is_read"),
    [
        ("1968.0", True),
        ("12/5/1968", True),
        ("khoảng 1968", True),
        ("năm Tỵ", False),
        ("-1", False),
    ],
)
def test_a_year_that_says_nothing_is_told_and_left_out(call, year, is_read) -> None:
    code, lines, said = call(ROWS.replace("1968", year, 1), mergers="old,new\nXã Cũ,Xã Mới\n")
    assert code == 0
    assert len(lines) == 2
    assert said == ("" if is_read else "Năm sinh không đọc được ở 1 dòng (2); coi như không ghi.\n")


def test_only_the_head_gives_only_the_head(call) -> None:
    assert call(HEAD + "\n") == (0, [["id_1", "id_2", "score"]], "")


def test_it_needs_no_database(tmp_path) -> None:
    """A process of its own, told of a database that is not there."""
    (tmp_path / "rows.csv").write_text(ROWS, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "lantoa", "duplicates", tmp_path / "rows.csv"],
        env={**os.environ, "LANTOA_DATABASE_URL": "postgresql://nobody@nowhere/none",
             "PYTHONPATH": str(Path(duplicates.__file__).parents[3])},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("id_1,id_2,score\n")
