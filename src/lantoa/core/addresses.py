"""Addresses that once led somewhere. A link on paper or in a chat lives for ever, so whoever
changes the last part of an address (the slug) leaves the old one here, in the same transaction.

An address belongs to whoever had it first: `owner` says to whom, and nobody else may take it.
A row points at the record, not at another address, so there are no chains to follow.
"""

from collections.abc import Iterable
from itertools import count

from django.db import models

from lantoa.core.models import FormerAddress


def leave(space: str, slug: str, record: models.Model, *, now: str) -> None:
    """`record` moves from `slug` to `now` within a space of addresses ("story", "plan", …).

    Coming back to an address of one's own is no move away from it. Raises ValueError when
    `now` once belonged to another record. Runs inside the transaction of the action.
    """
    holder = owner(space, now)
    if holder not in ("", str(record.pk)):
        raise ValueError(f"{space} {now} belonged to {holder}")
    FormerAddress.objects.filter(space=space, slug=now).delete()
    FormerAddress.objects.update_or_create(
        space=space, slug=slug, defaults={"subject_id": str(record.pk)}
    )


def owner(space: str, slug: str) -> str:
    """The key of the record that once stood at this address; empty when nobody did."""
    found = FormerAddress.objects.filter(space=space, slug=slug)
    return found.values_list("subject_id", flat=True).first() or ""


def is_free(model: type[models.Model], space: str, slug: str, *, of: int | None = None) -> bool:
    """Whether a record (`of`, by key; a new one without) may stand at this address."""
    others = model._default_manager.filter(slug=slug).exclude(pk=of)
    return owner(space, slug) in ("", str(of)) and not others.exists()


def free(
    model: type[models.Model], space: str, wanted: str, *, of: int | None = None, most: int = 120
) -> str:
    """`wanted`, or with a number when others stand or stood there; at most `most` letters."""
    if is_free(model, space, wanted, of=of):
        return wanted
    tries = (f"{wanted[: most - 5].rstrip('-')}-{number}" for number in count(2))
    return next(slug for slug in tries if is_free(model, space, slug, of=of))


def left_by(space: str, keys: Iterable[int]) -> dict[str, int]:
    """Former slug → key of the record, for these records."""
    rows = FormerAddress.objects.filter(space=space, subject_id__in=[str(key) for key in keys])
    return {slug: int(key) for slug, key in rows.values_list("slug", "subject_id")}
