"""What only who holds the key can read: contact details, and the lists people send, at rest.

The key lies outside the database (`LANTOA_CONTACT_KEY`, or a file in the home): a stolen
database or backup of it tells no telephone number. Fernet (AES-128-CBC with HMAC-SHA256, a new
IV each time) of `cryptography`; several keys may open, the first one seals (rotation).
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models

#: What every sealed value begins with; a text without it was written before there were seals.
MARK = "s1."
#: Shown in the place of a text whose key is missing; writing it back would lose the text.
UNREADABLE = "[không mở được: thiếu khóa liên hệ]"
_CHUNK = 500


class KeyMissing(Exception):
    """A sealed text cannot be opened with the keys there are."""


@lru_cache(maxsize=8)
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key.encode()) for key in keys])


def _keys() -> tuple[str, ...]:
    return tuple(settings.LANTOA_CONTACT_KEYS)


def seal(text: str) -> str:
    """`text` as it may be kept; nothing stays nothing, so that a missing detail can be seen."""
    return MARK + _box(_keys()).encrypt(text.encode()).decode() if text else ""


def unseal(kept: str) -> str:
    """The text again. Raises KeyMissing when no key opens it."""
    if not kept.startswith(MARK):
        return kept
    try:
        return _box(_keys()).decrypt(kept[len(MARK) :].encode()).decode()
    except InvalidToken:
        raise KeyMissing("no key opens this text") from None


def seal_bytes(data: bytes) -> bytes:
    """A file as it may be kept; about a third larger."""
    return MARK.encode() + _box(_keys()).encrypt(data)


def unseal_bytes(kept: bytes) -> bytes:
    """The file again; one kept before there were seals as it is. Raises KeyMissing."""
    if not kept.startswith(MARK.encode()):
        return kept
    try:
        return _box(_keys()).decrypt(kept[len(MARK) :])
    except InvalidToken:
        raise KeyMissing("no key opens this file") from None


def fingerprints(text: str) -> list[str]:
    """By which a sealed text is found again when somebody names it exactly: one for each key.

    A keyed digest (HMAC-SHA256): without the key nobody can try telephone books against it.
    """
    words = text.strip().lower()
    if not words:
        return []
    return [
        hmac.new(hashlib.sha256(b"lantoa.fingerprint:" + key.encode()).digest(),
                 words.encode(), hashlib.sha256).hexdigest()
        for key in _keys()
    ]  # fmt: skip


class SealedTextField(models.TextField):  # type: ignore[type-arg]  # the stubs' parameters say nothing here
    """A text that the database keeps sealed. It cannot be searched, sorted or compared."""

    def get_prep_value(self, value: Any) -> Any:
        return None if value is None else seal(str(_readable(value)))

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        if value is None:
            return None
        try:
            return unseal(value)
        except KeyMissing:
            return UNREADABLE

    def get_lookup(self, lookup_name: str) -> Any:
        """Only whether there is anything: two seals of one text differ."""
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(f"{self.name} is sealed: it cannot be looked up by {lookup_name}")


class SealedJSONField(SealedTextField):
    """Rows and cells that the database keeps sealed; nothing in them can be asked for in SQL."""

    _pyi_private_set_type: Any  # what the stubs take for the type of a value
    _pyi_private_get_type: Any

    def get_prep_value(self, value: Any) -> Any:
        text = None if value is None else json.dumps(_readable(value), ensure_ascii=False)
        return super().get_prep_value(text)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        text = super().from_db_value(value, expression, connection)
        return [UNREADABLE] if text == UNREADABLE else json.loads(text or "[]")


class SealedBytesField(models.BinaryField):  # type: ignore[type-arg]  # see above
    """A file that the database keeps sealed. Without its key there is nothing (`unreadable`)."""

    def get_prep_value(self, value: Any) -> Any:
        return None if value is None else seal_bytes(bytes(_readable(value)))

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        if value is None:
            return None
        try:
            return unseal_bytes(bytes(value))
        except KeyMissing:
            return UNREADABLE.encode()


class FingerprintField(models.CharField):  # type: ignore[type-arg]  # see above
    """Written by itself from another, sealed field of the row, to find the row by it."""

    def __init__(self, *args: Any, source: str, **kwargs: Any) -> None:
        self.source = source
        super().__init__(*args, **{**kwargs, "max_length": 64, "blank": True, "editable": False})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for given in ("max_length", "blank", "editable"):
            kwargs.pop(given, None)
        return name, path, args, {**kwargs, "source": self.source}

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        found = fingerprints(getattr(model_instance, self.source))
        value = found[0] if found else ""
        setattr(model_instance, self.attname, value)
        return value


def fields() -> Iterator[tuple[type[models.Model], list[str]]]:
    """Every model with sealed fields, and their names."""
    from django.apps import apps

    for model in apps.get_models():
        kinds = (SealedTextField, SealedBytesField)
        names = [one.name for one in model._meta.fields if isinstance(one, kinds)]
        if names:
            yield model, names


def is_unreadable(value: Any) -> bool:
    """Whether this stands in the place of something whose key is missing."""
    return value in (UNREADABLE, [UNREADABLE], UNREADABLE.encode())


def _readable(value: Any) -> Any:
    if is_unreadable(value):
        raise KeyMissing("this would be written over what no key opens")
    return value


def _portion(model: type[models.Model]) -> int:
    """Rows read at once: files one by one."""
    has_file = any(isinstance(one, SealedBytesField) for one in model._meta.fields)
    return 1 if has_file else _CHUNK


def unreadable() -> int:
    """How many sealed texts no key opens: a key is missing. Reads all of them."""
    return sum(
        any(map(is_unreadable, values))
        for model, names in fields()
        for values in model._default_manager.values_list(*names).iterator(
            chunk_size=_portion(model)
        )
    )


def reseal() -> int:
    """Seal everything anew with the first key; how many rows. Refuses (KeyMissing) to write
    over what it cannot read. A row at a time, so that work goes on beside it."""
    if unreadable():
        raise KeyMissing("some texts cannot be opened; put the old key behind the new one first")
    done = 0
    for model, names in fields():
        marks = [one.name for one in model._meta.fields if isinstance(one, FingerprintField)]
        for row in model._default_manager.order_by("pk").iterator(chunk_size=_portion(model)):
            row.save(update_fields=[*names, *marks])
            done += 1
    return done


def rewrite_table(schema_editor: Any, table: str, columns: Sequence[str], *, sealed: bool) -> None:
    """Seal (or open) what stands in the columns of a table: for migrations, both databases.

    Twice is harmless. Written in SQL, as the fields of the model would seal on opening too.
    """
    connection, quote = schema_editor.connection, schema_editor.quote_name
    names = ", ".join(quote(column) for column in columns)
    setting = ", ".join(f"{quote(column)} = %s" for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, {names} FROM {quote(table)}")  # noqa: S608  # names of ours
        rows = cursor.fetchall()
        cursor.executemany(
            f"UPDATE {quote(table)} SET {setting} WHERE id = %s",  # noqa: S608  # names of ours
            [[*_each(values, sealed=sealed), pk] for pk, *values in rows],
        )


def rewrite_files(schema_editor: Any, table: str, column: str, *, sealed: bool) -> None:
    """As `rewrite_table`, for one column of files: a row at a time, they are large."""
    connection, quote = schema_editor.connection, schema_editor.quote_name
    name, table = quote(column), quote(table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table}")  # noqa: S608  # names of ours
        for (pk,) in cursor.fetchall():
            cursor.execute(f"SELECT {name} FROM {table} WHERE id = %s", [pk])  # noqa: S608  # see above
            data = unseal_bytes(bytes(cursor.fetchone()[0]))
            data = seal_bytes(data) if sealed else data
            cursor.execute(f"UPDATE {table} SET {name} = %s WHERE id = %s", [data, pk])  # noqa: S608  # see above


def _each(values: Iterable[str], *, sealed: bool) -> list[str]:
    opened = [unseal(value) for value in values]
    return [seal(value) for value in opened] if sealed else opened
