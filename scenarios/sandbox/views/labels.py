"""Label packs: which words the sandbox speaks, what a pack leaves generic, and a company's own words in and out."""

import csv
import io

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from lms.foundation.api import Refusal, access, is_chinese, require_access
from scenarios.labels.pack import PRESETS, LabelPack, label_pack
from scenarios.labels.rows import read_labels
from scenarios.sandbox import label_packs
from scenarios.sandbox.label_files import MAX_BYTES, UnreadableSheet, sheet_rows, template_rows, workbook_of

may_name_things = access.is_training_lead | access.is_author
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SAMPLE = ("entity.PO", "entity.GR", "command.gr.post", "field.lot", "choice.stock_type.Q", "report.STOCK")


class ImportForm(forms.Form):
    """A spreadsheet, and the name of the pack that it becomes."""

    name = forms.SlugField(label=gettext_lazy("Name of the pack"), max_length=40)
    base = forms.ChoiceField(label=gettext_lazy("Words not given come from"))
    file = forms.FileField(label=gettext_lazy("Spreadsheet (XLSX or CSV)"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["base"].choices = [(name, title_of(name)) for name in label_packs.BUILT_IN]  # type: ignore[attr-defined]


@require_GET
@require_access(may_name_things)
def packs(request: HttpRequest) -> HttpResponse:
    """All packs with how much they name, the one in use, and the import."""
    return _page(request, ImportForm())


def _page(
    request: HttpRequest, form: ImportForm, *, problems: list[tuple[int, str, str]] | None = None
) -> HttpResponse:
    active = label_packs.active_pack()
    rows = [_described(label_packs.pack_of(name), active.name) for name in label_packs.pack_names()]
    context = {
        "packs": rows,
        "form": form,
        "problems": problems or [],
        "sample": [_say(label_pack(), key) for key in SAMPLE],
    }
    return render(request, "scenarios/labels/packs.html", context, status=422 if problems or form.errors else 200)


def _described(pack: LabelPack, active: str) -> dict[str, object]:
    generic = label_pack()
    return {
        "name": pack.name,
        "title": title_of(pack.name),
        "own": len(pack.own),
        "missing": 0 if pack.name == generic.name else len(label_packs.missing_names(pack)),
        "is_active": pack.name == active,
        "sample": [_say(pack, key) for key in SAMPLE],
    }


def _say(pack: LabelPack, key: str) -> str:
    return pack.say(key, "zh" if is_chinese() else "en")


def title_of(name: str) -> str:
    """What a pack is called on the page."""
    if name == label_pack().name:
        return _("Generic words")
    preset = PRESETS.get(name)
    return preset["zh" if is_chinese() else "en"] if preset else name


@require_POST
@require_access(may_name_things)
def use(request: HttpRequest, name: str) -> HttpResponse:
    """Let the sandbox speak a pack's words."""
    try:
        label_packs.use_pack(request.user, name)
    except Refusal as refusal:
        raise Http404 from refusal
    messages.success(
        request, _("The sandbox now speaks these words. Nothing else has changed: no rule, no mark, no drill.")
    )
    return redirect("label-packs")


@require_POST
@require_access(may_name_things)
def take_in(request: HttpRequest) -> HttpResponse:
    """Import a spreadsheet: all of it, or nothing and every problem with its row and column."""
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form)
    given, name, base = form.cleaned_data["file"], form.cleaned_data["name"], form.cleaned_data["base"]
    if given.size > MAX_BYTES:
        form.add_error("file", _("The file is larger than 5 MB. A list of labels is far smaller."))
        return _page(request, form)
    try:
        rows = read_labels(sheet_rows(given.read()), base=base)
        if rows.problems:
            language = "zh" if is_chinese() else "en"
            return _page(
                request, form, problems=[(row.row, row.column, row.sentence.say(language)) for row in rows.problems]
            )
        taken = label_packs.import_labels(request.user, name, rows, base=base)
    except UnreadableSheet:
        form.add_error("file", _("This is neither an XLSX workbook nor a UTF-8 CSV file. Save it as one of them."))
        return _page(request, form)
    except Refusal as refusal:
        form.add_error("name", str(refusal))
        return _page(request, form)
    messages.success(
        request,
        _("%(count)s words taken in. Choose “Use” to let the sandbox speak them.") % {"count": len(taken.labels)},
    )
    return redirect("label-packs")


@require_GET
@require_access(may_name_things)
def missing(request: HttpRequest, name: str) -> HttpResponse:
    """The names that a pack leaves in generic words, as CSV: what is still to be translated."""
    pack = _found(name)
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(("key", "zh", "en", "words"))
    generic = label_pack().labels
    writer.writerows((key, generic[key]["zh"], generic[key]["en"], "") for key in label_packs.missing_names(pack))
    response = HttpResponse("\ufeff" + stream.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="labels-{name}-missing.csv"'
    return response


@require_GET
@require_access(may_name_things)
def template(request: HttpRequest, name: str) -> HttpResponse:
    """Every key with the pack's words, as a workbook to fill in."""
    response = HttpResponse(workbook_of(template_rows(_found(name))), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="labels-{name}.xlsx"'
    return response


def _found(name: str) -> LabelPack:
    try:
        return label_packs.pack_of(name)
    except Refusal as refusal:
        raise Http404 from refusal
