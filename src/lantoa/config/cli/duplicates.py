"""`lantoa duplicates`: which rows of a list may be the same person; needs no database."""

import argparse
import csv
import gc
import os
import sys
from pathlib import Path

_WHAT = """Tìm trong một danh sách những dòng có thể là cùng một người hoặc một tập thể.

Tệp CSV (UTF-8) có các cột id, kind, name, birth_year, commune, organisation, achievement; ô nào
không biết thì để trống. Kết quả ra màn hình: id_1,id_2,score, chắc nhất trước; score từ 0 đến 1
là khả năng hai dòng là một. Chỉ gợi ý cặp từ {threshold} trở lên. Không dòng nào bị gộp: người
xem rồi mới quyết định."""


def run(words: list[str]) -> int:
    """Write the pairs to standard output; 0, or 2 when a file cannot be used."""
    from lantoa.discovery.matching import THRESHOLD
    from lantoa.discovery.matching.files import FileProblem

    parser = argparse.ArgumentParser(
        prog="lantoa duplicates",
        description=_WHAT.format(threshold=THRESHOLD),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="TỆP.csv", type=Path)
    parser.add_argument(
        "--all-scores",
        action="store_true",
        help=f"in mọi cặp đã so, cả cặp dưới ngưỡng {THRESHOLD}",
    )
    parser.add_argument(
        "--mergers",
        metavar="TỆP.csv",
        type=Path,
        help="cột old, new: xã cũ nào nay thuộc xã mới nào (một xã cũ chia ra thì nhiều dòng); "
        "không có thì dùng bảng sáp nhập 2025 của tỉnh Khánh Hòa kèm theo chương trình",
    )
    options = parser.parse_args(words)
    gc.disable()  # columns hold no circles, and looking for them grows with the list
    try:
        _write(options.file, options.mergers, all_scores=options.all_scores)
    except FileProblem as problem:
        print(problem, file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever read has enough; Python would complain once more when it closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    finally:
        gc.enable()
    return 0


def _write(path: Path, mergers: Path | None, *, all_scores: bool) -> None:
    from lantoa.discovery.matching.files import Listed, mergers_in
    from lantoa.discovery.matching.scoring import compared

    rows = Listed(path)
    known = mergers_in(mergers) if mergers else _khanh_hoa()
    scored = compared(rows, known)
    if rows.unread_years:
        lines = ", ".join(map(str, rows.unread_years[:10]))
        print(
            f"Năm sinh không đọc được ở {len(rows.unread_years)} dòng ({lines}"
            f"{'…' if len(rows.unread_years) > 10 else ''}); coi như không ghi.",
            file=sys.stderr,
        )
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("id_1", "id_2", "score"))
    writer.writerows(scored if all_scores else scored.suggested())
    sys.stdout.flush()


def _khanh_hoa() -> dict[str, list[str]]:
    """The mergers of 1/7/2025 that come with the program."""
    data = Path(__file__).resolve().parents[2] / "places" / "data"

    def lines(name: str) -> "csv.DictReader[str]":
        text = (data / name).read_text("utf-8").splitlines()
        return csv.DictReader(line for line in text if not line.startswith("#"))

    today = {line["code"]: line["name"] for line in lines("khanh_hoa_communes.csv")}
    found: dict[str, list[str]] = {}
    for line in lines("khanh_hoa_former_communes.csv"):
        news = [today[code] for code in line["became"].split() if code in today]
        found.setdefault(line["name"], []).extend(news)
    return found
