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
    ContactDetails,
    LeadReceipt,
    accept,
    decline_lead,
    join,
    screen,
    submit,
)

__all__ = [
    "FACTS",
    "ComplaintReceipt",
    "ContactDetails",
    "LeadReceipt",
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
    "recognise",
    "remove_claim",
    "screen",
    "send_back",
    "start",
    "submit",
    "submit_all",
]
