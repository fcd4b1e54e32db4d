"""Running numbers of records (TB-2026-00001), without gaps and safe when two people file at once."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction

Record = TypeVar("Record", bound=models.Model)

#: How often a number taken by somebody else is tried again with the next.
_ATTEMPTS = 50


def create_numbered(
    model: type[Record], *, field: str, prefix: str, width: int, values: dict[str, Any]
) -> Record:
    """Create a record whose unique `field` is `prefix` and the next number in `width` digits.

    The newest row of the prefix has the highest number, for a row is only written after the
    one before is committed: the unique constraint makes the second of two writers wait, fail
    and take the next. Other broken constraints are raised as IntegrityError.
    """
    return create_all_numbered(model, field=field, prefix=prefix, width=width, values=[values])[0]


def create_all_numbered(
    model: type[Record],
    *,
    field: str,
    prefix: str,
    width: int,
    values: Sequence[dict[str, Any]],
) -> list[Record]:
    """Create records with consecutive numbers, in this order, as `create_numbered` does: all or
    none of them.
    """
    manager = model._default_manager
    for _ in range(_ATTEMPTS):
        rows = manager.filter(**{f"{field}__startswith": prefix}).order_by("-pk")
        newest = rows.values_list(field, flat=True).first()
        first = int(newest.removeprefix(prefix)) + 1 if newest else 1
        numbers = [f"{prefix}{first + place:0{width}d}" for place in range(len(values))]
        records = [
            model(**{field: number}, **each) for number, each in zip(numbers, values, strict=True)
        ]
        try:
            with transaction.atomic():
                return manager.bulk_create(records)
        except IntegrityError:
            if not manager.filter(**{f"{field}__in": numbers}).exists():
                raise
    raise RuntimeError(f"no free number for {prefix} after {_ATTEMPTS} attempts")
