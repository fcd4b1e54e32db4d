"""What officers fill in; the public steps are the portal's, from the same `fields`."""

from lantoa.nominations.forms.desk import (
    AnswerForm,
    AppraisalForm,
    ClaimForm,
    CounterEntryForm,
    CounterRequestForm,
    DeclineForm,
    DescribeForm,
    EvidenceForm,
    JudgeForm,
    RecogniseForm,
    RightsAnswerForm,
    SendBackForm,
    StartForm,
)

__all__ = [
    "AnswerForm",
    "AppraisalForm",
    "ClaimForm",
    "CounterEntryForm",
    "CounterRequestForm",
    "DeclineForm",
    "DescribeForm",
    "EvidenceForm",
    "JudgeForm",
    "RecogniseForm",
    "RightsAnswerForm",
    "SendBackForm",
    "StartForm",
]
