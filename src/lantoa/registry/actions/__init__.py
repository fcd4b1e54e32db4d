"""The only writers of the registry, split by what they write."""

from lantoa.registry.actions.consents import record_consent, withdraw_consent
from lantoa.registry.actions.criteria import (
    CriterionDraft,
    draft_criteria,
    drop_criteria,
    enact_criteria,
    end_criteria,
    new_version,
    write_criteria,
)
from lantoa.registry.actions.practices import move_practice, write_practice
from lantoa.registry.actions.recognitions import Facts, ProvenClaim, Support, recognise, set_contact
from lantoa.registry.actions.sectors import load_sectors
from lantoa.registry.actions.soundness import hold, lift, revoke

__all__ = [
    "CriterionDraft",
    "Facts",
    "ProvenClaim",
    "Support",
    "draft_criteria",
    "drop_criteria",
    "enact_criteria",
    "end_criteria",
    "hold",
    "lift",
    "load_sectors",
    "move_practice",
    "new_version",
    "recognise",
    "record_consent",
    "revoke",
    "set_contact",
    "withdraw_consent",
    "write_criteria",
    "write_practice",
]
