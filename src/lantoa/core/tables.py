"""Lists as files that spreadsheet programs open."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from django.http import HttpResponse

#: A cell that starts so is run as a formula by spreadsheet programs (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def table(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A CSV file in UTF-8 with its mark.

    Without the mark Excel on Windows takes UTF-8 for the machine's old code page and spoils the
    Vietnamese letters; LibreOffice, pandas (`utf-8-sig`) and our own importers skip it.
    """
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def neutral(cell: object) -> str:
    """The cell as text that no spreadsheet program takes for a formula."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.lstrip(" \n").startswith(_FORMULA) else text
