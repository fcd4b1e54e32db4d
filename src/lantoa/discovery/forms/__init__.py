"""What is typed and sent to discovery: lists of people, tables of figures."""

from lantoa.discovery.forms.indicators import (
    IndicatorLeadForm,
    IndicatorQuestionForm,
    IndicatorUploadForm,
)
from lantoa.discovery.forms.lists import ListUploadForm, RowForm
from lantoa.discovery.forms.old_files import OldFileForm

__all__ = [
    "IndicatorLeadForm",
    "IndicatorQuestionForm",
    "IndicatorUploadForm",
    "ListUploadForm",
    "OldFileForm",
    "RowForm",
]
