"""The only writers of leads and nominations, split by what they write."""

from lantoa.nominations.actions.batches import Taken, Tip, submit_all
from lantoa.nominations.actions.complaints import (
    ComplaintReceipt,
    answer,
    complain,
    see_complainant,
)
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
from lantoa.nominations.actions.erasure import erase, erase_complaints
from lantoa.nominations.actions.identities import ask_code, draw_code, prove, sweep_codes
from lantoa.nominations.actions.leads import (
    NO_ANSWER,
    ContactDetails,
    LeadReceipt,
    accept,
    decline_lead,
    join,
    screen,
    see_nominator,
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
from lantoa.nominations.actions.rights import accept as accept_request
from lantoa.nominations.actions.rights import ask, extend, finish, hand_copy
from lantoa.nominations.actions.rights import refuse as refuse_request

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
    "accept_request",
    "add_claim",
    "add_evidence",
    "answer",
    "appraise",
    "ask",
    "ask_code",
    "complain",
    "conclude",
    "decline",
    "decline_lead",
    "describe",
    "draw_code",
    "erase",
    "erase_complaints",
    "extend",
    "finish",
    "hand_copy",
    "join",
    "judge",
    "lock_records",
    "merge",
    "merge_reasons",
    "prove",
    "rank",
    "recognise",
    "refuse_request",
    "remove_claim",
    "screen",
    "see_complainant",
    "see_nominator",
    "send_back",
    "separate",
    "start",
    "submit",
    "submit_all",
    "sweep_codes",
]
