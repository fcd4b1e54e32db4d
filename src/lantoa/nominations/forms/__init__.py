"""What people fill in: the public steps, and the officers' forms."""

from lantoa.nominations.forms.desk import (
    AppraisalForm,
    ClaimForm,
    CounterEntryForm,
    DeclineForm,
    DescribeForm,
    EvidenceForm,
    JudgeForm,
    RecogniseForm,
    SendBackForm,
    StartForm,
    TriageForm,
)
from lantoa.nominations.forms.wizard import (
    UNSURE,
    DeedStep,
    PersonStep,
    SimilarStep,
    WitnessStep,
    YouStep,
)

__all__ = [
    "UNSURE",
    "AppraisalForm",
    "ClaimForm",
    "CounterEntryForm",
    "DeclineForm",
    "DeedStep",
    "DescribeForm",
    "EvidenceForm",
    "JudgeForm",
    "PersonStep",
    "RecogniseForm",
    "SendBackForm",
    "SimilarStep",
    "StartForm",
    "TriageForm",
    "WitnessStep",
    "YouStep",
]
