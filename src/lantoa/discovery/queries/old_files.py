"""What became of the records of an old file."""

import hashlib
from typing import Any

from lantoa.discovery.models import OldFile
from lantoa.nominations.models import Lead
from lantoa.registry.actions import ERASED


def leads_of(old_file: OldFile) -> dict[int, Lead]:
    """Place of the record (from 0) → the lead it was sent on as; the others are not there."""
    keys = {digest_of(old_file, record): place for place, record in enumerate(old_file.records)}
    found = Lead.objects.filter(idempotency_key__in=keys).only("pk", "number", "idempotency_key")
    return {keys[str(lead.idempotency_key)]: lead for lead in found}


def digest_of(old_file: OldFile, record: dict[str, Any]) -> str:
    """By which the lead of a record is found; kept in it where its sheet was renamed since."""
    kept: str = record.get("digest", "")
    return kept or hashlib.sha256(old_file.key_of(record).encode()).hexdigest()


def is_erased(record: dict[str, Any]) -> bool:
    """Whether a record of an old file was erased."""
    return bool(record["name"] == ERASED)
