"""Lists of nominations and of mergers as CSV files.

Everything that can be wrong with a file is said in one Vietnamese sentence (`FileProblem`), with
the line where it stands.
"""

import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from lantoa.discovery.matching.records import Record

if TYPE_CHECKING:
    from _csv import Reader  # the type of csv.reader has no public name

COLUMNS = ("id", "kind", "name", "birth_year", "commune", "organisation", "achievement")
#: Longest field, in characters.
MOST_FIELD = 100_000
#: Longest line of the head in characters: more is no list.
_MOST_HEAD = 10_000
_YEAR = re.compile(r"(?:^|\D)((?:18|19|20)\d\d)(?:\D|$)")


class FileProblem(Exception):
    """The file cannot be used; the message is a Vietnamese sentence."""


@dataclass
class Listed:
    """A list being read: iterate once. `unread_years` names lines whose year says nothing."""

    path: Path
    unread_years: list[int] = field(default_factory=list)

    def __iter__(self) -> Iterator[Record]:
        seen: dict[str, int] = {}
        for line, row in _rows(self.path, COLUMNS):
            number, kind, name, year, commune, organisation, achievement = row
            number = number.strip()
            if not number:
                raise FileProblem(f"Dòng {line}: thiếu mã (cột id). Ghi cho mỗi dòng một mã riêng.")
            first = seen.setdefault(number, line)
            if first != line:
                raise FileProblem(
                    f"Dòng {line}: mã “{number[:40]}” đã có ở dòng {first}. "
                    "Mỗi dòng cần một mã riêng."
                )
            yield Record(
                number, kind, name, self._year(year, line), commune, organisation, achievement
            )

    def _year(self, text: str, line: int) -> int | None:
        text = text.strip()
        if not text:
            return None
        if text.isdecimal() and text.isascii() and len(text) == 4:
            return int(text)
        found = _YEAR.search(text[:60])
        if found:
            return int(found[1])
        self.unread_years.append(line)
        return None


def mergers_in(path: Path) -> dict[str, list[str]]:
    """Names of former communes → of those they came to lie in."""
    found: dict[str, list[str]] = {}
    for _, (old, new) in _rows(path, ("old", "new")):
        news = [each.strip() for each in re.split(r"[;|]", new) if each.strip()]
        if old.strip() and news:
            found.setdefault(old.strip(), []).extend(news)
    return found


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """(line number, the fields of `columns` in their order) of each row that is not empty."""
    with _opened(path) as file:
        reader, places = _head(path, file, columns)
        width = max(places) + 1
        for row in reader:
            if not row:
                continue
            if len(row) < width:
                raise FileProblem(
                    f"{path.name}, dòng {reader.line_num}: chỉ có {len(row)} ô, cần {width}. "
                    "Xem lại dấu phẩy và dấu ngoặc kép ở dòng ấy."
                )
            if any("\0" in cell for cell in row):
                raise FileProblem(
                    f"{path.name}, dòng {reader.line_num}: có ký tự rỗng (NUL). "
                    "Tệp hỏng hoặc không phải CSV; hãy xuất lại từ bảng tính."
                )
            yield reader.line_num, [row[place] for place in places]


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    before = csv.field_size_limit(MOST_FIELD)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield file
    except UnicodeDecodeError as error:
        raise FileProblem(
            f"{path.name} không phải UTF-8 (byte {error.start} của một đoạn). "
            "Hãy lưu lại dạng “CSV UTF-8”."
        ) from error
    except csv.Error as error:
        raise FileProblem(
            f"{path.name}: có ô dài quá {MOST_FIELD:,} ký tự hoặc thiếu dấu ngoặc kép đóng "
            f"({error})."
        ) from error
    except OSError as error:
        raise FileProblem(f"Không mở được {path}: {error.strerror or error}.") from error
    finally:
        csv.field_size_limit(before)


def _head(path: Path, file: TextIO, columns: tuple[str, ...]) -> "tuple[Reader, list[int]]":
    head = file.readline(_MOST_HEAD)
    if not head.strip():
        raise FileProblem(f"{path.name} trống. Dòng đầu phải ghi tên cột: {', '.join(columns)}.")
    sign = max(",;\t", key=head.count)
    names = [name.strip().lower() for name in next(csv.reader([head], delimiter=sign))]
    missing = [column for column in columns if column not in names]
    if missing:
        raise FileProblem(
            f"{path.name} thiếu cột {', '.join(missing)}. "
            f"Dòng đầu phải ghi tên cột: {', '.join(columns)}."
        )
    file.seek(0)
    reader = csv.reader(file, delimiter=sign)
    next(reader)
    return reader, [names.index(column) for column in columns]
