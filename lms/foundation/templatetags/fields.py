"""Form fields with their label, hint and error, and links that keep the present query."""

from typing import Any

from django import forms
from django.forms import BaseForm, BoundField
from django.http import QueryDict
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from lms.foundation.templatetags.shapes import icon


def field(bound: BoundField) -> SafeString:
    """Render one field: label, input, hint, and its error beside it, tied together for screen readers."""
    if bound.is_hidden:
        return bound.as_widget()
    widget = bound.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return format_html(
            '<div class="field"><label class="check">{}<span>{}</span></label>{}</div>',
            _widget(bound, ""),
            bound.label,
            _around(bound),
        )
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return _group(bound)
    return format_html(
        '<div class="field"><label for="{}">{}{}</label>{}{}</div>',
        bound.id_for_label,
        bound.label,
        _optional(bound),
        _widget(bound, "input"),
        _around(bound),
    )


def form_errors(form: BaseForm) -> SafeString:
    """Render what is wrong with a form as one note, each line linked to its field; a good form renders nothing."""
    if not form.errors:
        return mark_safe("")
    lines = [("", "", str(error)) for error in form.non_field_errors()]
    for bound in form:
        lines += [(bound.id_for_label, str(bound.label), str(error)) for error in bound.errors]
    count = len(lines)
    heading = ngettext("One thing to correct", "%(count)d things to correct", count) % {"count": count}
    return format_html(
        '<div class="note" data-tone="stop" role="alert">{}<div><h2>{}</h2><p>{}</p></div></div>',
        icon("octagon-alert"),
        heading,
        format_html_join(mark_safe("<br>"), "{}", ((_error_line(*line),) for line in lines)),
    )


def query_replace(context: Context, **changes: Any) -> str:
    """Return the present query string with some parameters replaced; None or an empty value removes one."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else QueryDict(mutable=True)
    for name, value in changes.items():
        if value is None or value == "":
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"


def is_here(context: Context, url: str) -> bool:
    """Tell whether a link leads to the page being shown, or to one it stands above."""
    request = context.get("request")
    return request is not None and bool(url) and leads_to(url, request.path)


def leads_to(url: str, path: str) -> bool:
    """Whether the page at `path` is the one at `url`, or lies below it."""
    return path == url or (url != "/" and path.startswith(url.rstrip("/") + "/"))


def _error_line(target: str, label: str, error: str) -> SafeString:
    if not target:
        return format_html("{}", error)
    line = format_html(gettext("{}: {}"), label, error)
    return format_html('<a href="#{}">{}</a>', target, line)


def _optional(bound: BoundField) -> SafeString:
    if bound.field.required:
        return mark_safe("")
    return format_html(' <span class="hint">{}</span>', gettext("optional"))


def _around(bound: BoundField) -> SafeString:
    hint = (
        format_html('<span class="hint" id="{}">{}</span>', _hint_id(bound), bound.help_text) if bound.help_text else ""
    )
    error = (
        format_html(
            '<span class="error" id="{}">{}<span>{}</span></span>',
            _error_id(bound),
            icon("triangle-alert", "s"),
            " ".join(str(e) for e in bound.errors),
        )
        if bound.errors
        else ""
    )
    return format_html("{}{}", hint, error)


def _widget(bound: BoundField, css_class: str) -> SafeString:
    given = bound.field.widget.attrs.get("class", "")
    attributes: dict[str, str | bool] = {"class": f"{css_class} {given}".strip()} if css_class or given else {}
    described = " ".join([_hint_id(bound)] * bool(bound.help_text) + [_error_id(bound)] * bool(bound.errors))
    if described:
        attributes["aria-describedby"] = described
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return bound.as_widget(attrs=attributes)


def _group(bound: BoundField) -> SafeString:
    choices = format_html_join(
        "",
        '<label class="choice">{}<span>{}</span></label>',
        ((choice.tag(), choice.choice_label) for choice in bound.subwidgets),
    )
    return format_html(
        '<fieldset class="stack stack-2" id="{}"><legend class="label">{}</legend>{}{}</fieldset>',
        bound.id_for_label or bound.auto_id,
        bound.label,
        choices,
        _around(bound),
    )


def _hint_id(bound: BoundField) -> str:
    return f"{bound.auto_id}_hint"


def _error_id(bound: BoundField) -> str:
    return f"{bound.auto_id}_error"
