"""The only writers of the registry, split by what they write."""

from lantoa.registry.actions.consents import record_consent, withdraw_consent
from lantoa.registry.actions.mergers import lock_records, merge, merge_reasons, split
from lantoa.registry.actions.practices import move_practice, write_practice
from lantoa.registry.actions.recognitions import Facts, ProvenClaim, Support, recognise, set_contact
from lantoa.registry.actions.sectors import load_sectors
from lantoa.registry.actions.soundness import hold, lift, revoke

__all__ = [
    "Facts",
    "ProvenClaim",
    "Support",
    "hold",
    "lift",
    "load_sectors",
    "lock_records",
    "merge",
    "merge_reasons",
    "move_practice",
    "recognise",
    "record_consent",
    "revoke",
    "set_contact",
    "split",
    "withdraw_consent",
    "write_practice",
]
