"""Form fields that take files: each file is checked while the form is."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from lantoa.core.files import FileRefused, check

#: Endings offered by the chooser of the browser; what counts is the content.
ACCEPT = "image/*,.heic,.heif,.pdf,.docx,.xlsx,audio/*,.m4a,.txt"


class CheckedFileField(forms.FileField):
    """One file that passes `core.files.check`, or None."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ACCEPT}))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> "UploadedFile[Any] | None":
        cleaned = super().clean(data, initial)
        if cleaned:
            _require_checked([cleaned])
        return cleaned or None


class _ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class CheckedFilesField(forms.FileField):
    """Up to `most` files that each pass `core.files.check`; a list, empty when none came."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        kwargs.setdefault("widget", _ManyFiles(attrs={"accept": ACCEPT, "multiple": True}))
        self.most = most
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not given:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(given) > self.most:
            raise ValidationError(
                f"Mỗi lần gửi được {self.most} tệp; bạn chọn {len(given)} tệp. Bỏ bớt rồi gửi lại."
            )
        _require_checked(given)
        return list(given)


def _require_checked(uploads: "list[UploadedFile[Any]] | tuple[UploadedFile[Any], ...]") -> None:
    reasons: list[str] = []
    for upload in uploads:
        try:
            check(upload)
        except FileRefused as refusal:
            reasons.append(refusal.reason)
    if reasons:
        raise ValidationError(reasons)
