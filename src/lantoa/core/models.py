"""Rows of the engine room: audit events, leases of tasks, the schedule, heartbeats, files."""

import hashlib
import json
import secrets
from datetime import UTC
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models


def canonical(content: Any) -> str:
    """The one way in which JSON is written where a hash is taken over it."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def value_digest(salt: str, value: Any) -> str:
    """The salted SHA-256 of one value of an event: without the salt nobody can guess the value."""
    return hashlib.sha256(f"{salt}:{canonical(value)}".encode()).hexdigest()


class AppendOnlyViolation(Exception):
    """An audit event was to be changed or deleted. Nobody may."""


class AuditChain(models.Model):
    """The one row that is locked while an event is appended, so that the chain has no fork."""

    last_sequence = models.BigIntegerField(default=0)
    last_hash = models.CharField(max_length=64, default="0" * 64)


class CalendarDay(models.Model):
    """A day that a decision of the year makes worked or off, against the usual calendar."""

    day = models.DateField("ngày", unique=True)
    is_working = models.BooleanField("đi làm")
    name = models.CharField("ngày gì", max_length=120)
    legal_ground = models.CharField("căn cứ", max_length=200)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class Generation(models.Model):
    """The one row of `core.generation`: moves whenever what the public may see changes."""

    number = models.BigIntegerField(default=0)


class AuditEvent(models.Model):
    """Something that happened: who, what, to which record, when, with which changed values.

    Append-only; each event carries the hash of the one before (SHA-256 over canonical JSON),
    so that a changed or removed event is found by `lantoa audit verify`. Contact details of
    people are never among the changes.

    Since version 2 the hash is taken over a salted digest of each value, kept in `seals` as
    name → [salt, digest]: a value that a person has the right to have erased goes with its salt
    (`core.forgetting`), its digest stays, and the chain holds without it.
    """

    sequence = models.BigIntegerField(unique=True)
    kind = models.CharField(max_length=80, db_index=True)
    subject_type = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=40)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    unit_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    changes = models.JSONField(default=dict)
    version = models.PositiveSmallIntegerField(default=1)
    seals = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["sequence"]
        indexes = [models.Index(fields=["subject_type", "subject_id"])]

    def seal(self) -> None:
        """Give each value its salt and digest, then the event its hash: before it is saved."""
        self.version = 2
        self.seals = {}
        for name, value in self.changes.items():
            salt = secrets.token_hex(16)
            self.seals[name] = [salt, value_digest(salt, value)]
        self.hash = self.computed_hash()

    def computed_hash(self) -> str:
        """The hash this event must carry, from all its other values."""
        content: dict[str, Any] = {
            "sequence": self.sequence,
            "kind": self.kind,
            "subject": [self.subject_type, self.subject_id],
            "actor": [self.actor_id, self.actor_name],
            "unit": self.unit_id,
            "at": self.at.astimezone(UTC).isoformat(),
            "changes": self.changes,
            "previous": self.previous_hash,
        }
        if self.version > 1:
            content["version"] = self.version
            content["changes"] = {name: digest for name, (_, digest) in self.seals.items()}
        return hashlib.sha256(canonical(content).encode()).hexdigest()

    def false_values(self) -> list[str]:
        """Names of values that are not those that were sealed; forgotten ones are not among
        them, values without a seal are."""
        if self.version < 2:
            return []
        strange = set(self.changes) - set(self.seals)
        for name, (salt, digest) in self.seals.items():
            kept = name in self.changes
            if kept and (salt is None or value_digest(salt, self.changes[name]) != digest):
                strange.add(name)
        return sorted(strange)

    def forgotten(self) -> list[str]:
        """Names of the values that were sealed and are no longer here."""
        return sorted(name for name in self.seals if name not in self.changes)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyViolation("Nhật ký chỉ được ghi thêm.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnlyViolation("Nhật ký chỉ được ghi thêm.")


class TaskLease(models.Model):
    """A worker's claim on a running task; when it runs out, the reaper gives the task back."""

    result_id = models.UUIDField(unique=True)
    worker = models.CharField(max_length=64)
    attempts = models.PositiveIntegerField(default=0)
    expires_at = models.DateTimeField(null=True, db_index=True)


class Schedule(models.Model):
    """When a periodic task runs next (cron expression in the platform's time zone)."""

    name = models.CharField(max_length=80, unique=True)
    task_path = models.CharField(max_length=200)
    cron = models.CharField(max_length=80)
    next_at = models.DateTimeField(db_index=True)


class Heartbeat(models.Model):
    """A worker's sign of life, shown on the desk and in /healthz."""

    worker = models.CharField(max_length=64, unique=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)


class PrivateStorage(FileSystemStorage):
    """Where evidence lies: never under a public address. The folder is asked each time."""

    @property
    def base_location(self) -> str:
        return str(settings.LANTOA_PRIVATE_FILES)

    @property
    def location(self) -> str:
        return str(Path(self.base_location).absolute())

    def url(self, name: str | None) -> str:
        raise ValueError("private files have no address; views hand them out")


def private_storage() -> PrivateStorage:
    """The one place of private files."""
    return PrivateStorage()


class StoredFile(models.Model):
    """An uploaded file that passed `core.files.check`: evidence, proof of consent, a photo."""

    file = models.FileField(storage=private_storage, max_length=200)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    uploaded_at = models.DateTimeField()
    is_sealed = models.BooleanField(default=False)  # on the disk as `core.sealed` writes it

    def __str__(self) -> str:
        return self.name


class FormerAddress(models.Model):
    """The last part of an address at which a record once stood (see `core.addresses`)."""

    space = models.CharField(max_length=20)
    slug = models.CharField(max_length=120)
    subject_id = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "slug"], name="one_owner_an_address")
        ]
        indexes = [models.Index(fields=["space", "subject_id"])]
