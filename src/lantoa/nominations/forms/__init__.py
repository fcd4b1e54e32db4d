"""What officers fill in; the public steps are the portal's, from the same `fields`."""

from lantoa.nominations.forms.desk import (
    AnswerForm,
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
)

__all__ = [
    "AnswerForm",
    "AppraisalForm",
    "ClaimForm",
    "CounterEntryForm",
    "DeclineForm",
    "DescribeForm",
    "EvidenceForm",
    "JudgeForm",
    "RecogniseForm",
    "SendBackForm",
    "StartForm",
]
