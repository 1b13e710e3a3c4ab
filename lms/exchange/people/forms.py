"""The forms of the import: a file, and a reason. They look at shape and size only."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from lms.exchange.people.reading import size_fault

ENDINGS = ".xlsx,.csv,.txt,.tsv"


class FileForm(forms.Form):
    """A people file, and whether it names everybody."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("Excel (.xlsx) or CSV, up to 10 MB and 20,000 rows."),
        widget=forms.ClearableFileInput(attrs={"accept": ENDINGS}),
        allow_empty_file=True,
    )
    is_complete = forms.BooleanField(
        label=_("This file is complete: whoever is missing in it has left"),
        help_text=_("Their posts then end yesterday. Without this tick, people who are missing stay as they are."),
        required=False,
    )

    def clean_file(self) -> UploadedFile:
        """Refuse by size before a byte is read."""
        file: UploadedFile = self.cleaned_data["file"]
        fault = size_fault(file.size or 0)
        if fault is not None:
            raise forms.ValidationError(fault.sentence, code=fault.code)
        return file


class UndoForm(forms.Form):
    """Why an import is taken back."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Needed: people and posts are regulated records."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
    )
