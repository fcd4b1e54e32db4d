"""The only writers of leads and nominations, split by what they write."""

from lantoa.nominations.actions.batches import Taken, Tip, submit_all
from lantoa.nominations.actions.complaints import ComplaintReceipt, answer, complain
from lantoa.nominations.actions.decisions import (
    appraise,
    conclude,
    decline,
    recognise,
    send_back,
    start,
)
from lantoa.nominations.actions.dossiers import (
    FACTS,
    add_claim,
    add_evidence,
    describe,
    judge,
    remove_claim,
)
from lantoa.nominations.actions.leads import (
    NO_ANSWER,
    ContactDetails,
    LeadReceipt,
    accept,
    decline_lead,
    join,
    screen,
    submit,
)
from lantoa.nominations.actions.mergers import (
    Record,
    lock_records,
    merge,
    merge_reasons,
    rank,
    separate,
)

__all__ = [
    "FACTS",
    "NO_ANSWER",
    "ComplaintReceipt",
    "ContactDetails",
    "LeadReceipt",
    "Record",
    "Taken",
    "Tip",
    "accept",
    "add_claim",
    "add_evidence",
    "answer",
    "appraise",
    "complain",
    "conclude",
    "decline",
    "decline_lead",
    "describe",
    "join",
    "judge",
    "lock_records",
    "merge",
    "merge_reasons",
    "rank",
    "recognise",
    "remove_claim",
    "screen",
    "send_back",
    "separate",
    "start",
    "submit",
    "submit_all",
]
