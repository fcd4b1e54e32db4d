"""The only writers of the registry, split by what they write."""

from lantoa.registry.actions.consents import (
    record_consent,
    withdraw_consent,
    withdraw_from_channels,
    withdraw_images,
)
from lantoa.registry.actions.criteria import (
    CriterionDraft,
    draft_criteria,
    drop_criteria,
    enact_criteria,
    end_criteria,
    new_version,
    write_criteria,
)
from lantoa.registry.actions.erasure import ERASED, NEUTRAL, erase
from lantoa.registry.actions.mergers import lock_records, merge, merge_reasons, split
from lantoa.registry.actions.people import describe_life, see_contact, set_contact
from lantoa.registry.actions.practices import move_practice, write_practice
from lantoa.registry.actions.privacy import write_consent_text, write_privacy_rule
from lantoa.registry.actions.recognitions import Facts, ProvenClaim, Support, recognise
from lantoa.registry.actions.sectors import load_sectors
from lantoa.registry.actions.soundness import hold, lift, revoke

__all__ = [
    "ERASED",
    "NEUTRAL",
    "CriterionDraft",
    "Facts",
    "ProvenClaim",
    "Support",
    "describe_life",
    "draft_criteria",
    "drop_criteria",
    "enact_criteria",
    "end_criteria",
    "erase",
    "hold",
    "lift",
    "load_sectors",
    "lock_records",
    "merge",
    "merge_reasons",
    "move_practice",
    "new_version",
    "recognise",
    "record_consent",
    "revoke",
    "see_contact",
    "set_contact",
    "split",
    "withdraw_consent",
    "withdraw_from_channels",
    "withdraw_images",
    "write_consent_text",
    "write_criteria",
    "write_practice",
    "write_privacy_rule",
]
