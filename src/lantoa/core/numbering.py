"""Running numbers of records (TB-2026-00001), without gaps and safe when two people file at once."""

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
    manager = model._default_manager
    for _ in range(_ATTEMPTS):
        rows = manager.filter(**{f"{field}__startswith": prefix}).order_by("-pk")
        newest = rows.values_list(field, flat=True).first()
        number = f"{prefix}{int(newest.removeprefix(prefix)) + 1 if newest else 1:0{width}d}"
        try:
            with transaction.atomic():
                return manager.create(**{field: number}, **values)
        except IntegrityError:
            if not manager.filter(**{field: number}).exists():
                raise
    raise RuntimeError(f"no free number for {prefix} after {_ATTEMPTS} attempts")
