"""Editors' uploads, checked like everybody's."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from lantoa.core import files


class _CheckedUpload(forms.Form):
    """Nothing a file says of itself is believed; what a camera wrote into it goes."""

    def clean_file(self) -> Any:
        """The upload after `core.files.cleaned`; a file that stood before is left alone."""
        upload = self.cleaned_data.get("file")
        if not isinstance(upload, UploadedFile):
            return upload
        try:
            return files.cleaned(upload)
        except files.FileRefused as refusal:
            raise forms.ValidationError(refusal.reasons) from None


class PictureForm(_CheckedUpload, BaseImageForm):  # type: ignore[misc]  # wagtail has no types
    """A photograph or drawing, kept upright and without where and when it was taken."""


class DocumentForm(_CheckedUpload, BaseDocumentForm):  # type: ignore[misc]  # wagtail has no types
    """A document that goes with a story."""
