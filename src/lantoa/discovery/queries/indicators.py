"""Tables of indicators as the reader of figures wants them."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from lantoa.accounts.models import User
from lantoa.discovery import outliers
from lantoa.discovery.models import IndicatorTable
from lantoa.places import queries as places
from lantoa.places.models import AdminUnit
from lantoa.vietnamese import fold


def columns_in(table: IndicatorTable) -> outliers.Columns:
    """The sheet of a table as it was read."""
    sheet = table.sheet
    lines = tuple(tuple(line) for line in sheet["lines"])
    return outliers.Columns(tuple(sheet["names"]), lines, sheet["first"], sheet["decimal"])


def question_of(table: IndicatorTable) -> outliers.Question:
    """The question last put to a table."""
    asked = {**table.question, "context": tuple(table.question["context"])}
    return outliers.Question(**asked)


def commune_named(name: str, on: date) -> AdminUnit | None:
    """The commune of today that a unit in a table means; None when that is not clear."""
    wanted = fold(name)
    found = [
        commune
        for commune in places.communes(on)
        if wanted in (fold(str(commune)), fold(commune.name), fold(commune.short_name))
    ]
    return found[0] if len(found) == 1 else None


def tables_of(user: User) -> QuerySet[IndicatorTable]:
    """The tables `user` may work with, latest first, with how many units are worth a visit and
    how many of those became leads.
    """
    flagged = Q(findings__is_flagged=True)
    return (
        IndicatorTable.objects.visible_to(user)
        .defer("sheet", "report")
        .select_related("uploaded_by", "unit")
        .annotate(
            flagged_count=Count("findings", filter=flagged),
            told_count=Count("findings", filter=flagged & Q(findings__lead__isnull=False)),
        )
        .order_by("-uploaded_at", "-pk")
    )
