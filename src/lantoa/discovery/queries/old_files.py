"""What became of the records of an old file."""

import hashlib

from lantoa.discovery.models import OldFile
from lantoa.nominations.models import Lead


def leads_of(old_file: OldFile) -> dict[int, Lead]:
    """Place of the record (from 0) → the lead it was sent on as; the others are not there."""
    keys = {
        hashlib.sha256(old_file.key_of(record).encode()).hexdigest(): place
        for place, record in enumerate(old_file.records)
    }
    found = Lead.objects.filter(idempotency_key__in=keys).only("pk", "number", "idempotency_key")
    return {keys[str(lead.idempotency_key)]: lead for lead in found}
