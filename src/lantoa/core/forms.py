"""The base of every form of the house: NFC text, Vietnamese errors, our field template."""

from typing import Any

from django import forms
from django.http import QueryDict

from lantoa.vietnamese import nfc


class HouseForm(forms.Form):
    """A form whose texts are NFC and whose fields are drawn by `core/field.html`."""

    template_name = "core/form.html"
    required_css_class = "required"
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            widget = field.widget
            if not isinstance(
                widget, forms.RadioSelect | forms.CheckboxInput | forms.CheckboxSelectMultiple
            ):
                widget.attrs.setdefault("class", "in")

    def _clean_fields(self) -> None:
        if isinstance(self.data, QueryDict):
            data = self.data.copy()
            for key, values in self.data.lists():
                data.setlist(
                    key, [nfc(v).replace("\0", "") if isinstance(v, str) else v for v in values]
                )
            self.data = data
        super()._clean_fields()  # type: ignore[misc]  # not in the stubs

    def error_list(self) -> list[tuple[str, str]]:
        """(id of the field, sentence) for the summary on top, in the order of the form."""
        pairs = [(self[name].auto_id, str(e)) for name in self.fields for e in self[name].errors]
        return pairs + [("", str(error)) for error in self.non_field_errors()]


def day_input() -> forms.DateInput:
    """A box for a day, always day/month/year.

    Not the browser's own date box: that one follows the browser's language, and on a computer
    set to English 1/6 would be shown as January 6.
    """
    return forms.DateInput(
        attrs={"placeholder": "ngày/tháng/năm", "inputmode": "numeric", "autocomplete": "off"},
        format="%d/%m/%Y",
    )
