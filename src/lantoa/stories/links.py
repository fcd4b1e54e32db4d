"""The dialog for a link in a text, in Vietnamese: Wagtail leaves some of its labels to Django."""

from typing import Any

from wagtail.admin.views import chooser

LABELS = {
    "url": "Địa chỉ web",
    "link_text": "Chữ mang liên kết",
    "email_address": "Địa chỉ thư điện tử",
    "subject": "Tiêu đề thư",
    "body": "Nội dung thư",
    "phone_number": "Số điện thoại",
}


def in_vietnamese(form_class: type) -> type:
    """The same form with labels of ours."""

    def labelled(self: Any, *args: Any, **options: Any) -> None:
        form_class.__init__(self, *args, **options)  # type: ignore[misc]  # the class being extended
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)

    return type(form_class.__name__, (form_class,), {"__init__": labelled})


class ExternalLinkView(chooser.ExternalLinkView):  # type: ignore[misc]  # wagtail has no types
    form_class = in_vietnamese(chooser.ExternalLinkView.form_class)


class EmailLinkView(chooser.EmailLinkView):  # type: ignore[misc]  # wagtail has no types
    form_class = in_vietnamese(chooser.EmailLinkView.form_class)


class PhoneLinkView(chooser.PhoneLinkView):  # type: ignore[misc]  # wagtail has no types
    form_class = in_vietnamese(chooser.PhoneLinkView.form_class)
