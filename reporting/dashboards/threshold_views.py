"""The thresholds in force, every move of them, and the form by which a training lead moves one."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lms.foundation.api import access, require_access
from reporting.dashboards.choosing import chosen_go_live, go_lives
from reporting.gates.dimensions import BY_CODE, DIMENSIONS, rule_words
from reporting.gates.models import ThresholdMove
from reporting.gates.thresholds import ThresholdRefused, is_locked, lock_day, move_threshold, thresholds_in_force


class MoveForm(forms.Form):
    """Shape only: which gate, the two lines, and why."""

    dimension = forms.ChoiceField(label=gettext_lazy("Gate"))
    green = forms.DecimalField(
        label=gettext_lazy("Green from (%)"), min_value=Decimal(0), max_value=Decimal(100), decimal_places=1
    )
    amber = forms.DecimalField(
        label=gettext_lazy("Amber from (%)"), min_value=Decimal(0), max_value=Decimal(100), decimal_places=1
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("After the lock it is printed on page one, with the old value, your name and the day."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["dimension"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.code, str(one.name)) for one in DIMENSIONS if one.movable]


@require_access(access.may_read_readiness)
def thresholds(request: HttpRequest) -> HttpResponseBase:
    """Show thresholds and moves; a POST of a training lead moves one."""
    known = go_lives()
    go_live = chosen_go_live(request, known)
    if go_live is None:
        return render(request, "reporting/dashboards/no_go_live.html", {"title": _("Thresholds")})
    may_move = access.may_edit_matrix(request.user)
    form = MoveForm(request.POST or None) if may_move else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            move_threshold(go_live, **form.cleaned_data, actor=request.user)  # type: ignore[arg-type]  # signed in: a Person
        except ThresholdRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The threshold has been moved. The next snapshot is judged by it."))
            return redirect(f"{reverse('thresholds')}?go_live={go_live.code}")
    in_force = thresholds_in_force(go_live)
    context = {
        "go_live": go_live,
        "go_lives": known,
        "lines": [
            {"gate": gate, "limits": in_force[gate.code], "rule": rule_words(gate, in_force[gate.code])}
            for gate in DIMENSIONS
        ],
        "moves": [
            {"move": move, "name": BY_CODE[move.dimension].name}
            for move in ThresholdMove.objects.filter(go_live=go_live).select_related("moved_by")
        ],
        "lock_day": lock_day(go_live),
        "is_locked": is_locked(go_live),
        "form": form,
    }
    return render(
        request,
        "reporting/dashboards/thresholds.html",
        context,
        status=422 if form is not None and form.errors else 200,
    )
