"""Shape of how a step is worked: duties by job role, places by site and shift, the interface."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from curricula.organisation.models import JobRole, Site
from curricula.processes.forms import LANGUAGES
from curricula.processes.models import OutsideSystem, StepDuty, StepInterface
from curricula.processes.working import DUTIES, INTERFACE_TEXTS, Work, place_code

Choices = list[tuple[str, str]]
Ticks = list[tuple[str, str, bool]]
"""value, label, and whether it is ticked"""


class WorkForm(forms.Form):
    """Who, where and with which system; all of it is sent, so what is not ticked is taken away."""

    def __init__(self, sent: Any, work: Work) -> None:
        interface = work["interface"] or {}
        initial = {**{name: work[name] for name in (*DUTIES, "places")}}
        super().__init__(sent, initial=initial | {f"interface_{name}": value for name, value in interface.items()})
        held = {code for kind in DUTIES for code in work[kind]}
        roles = JobRole.objects.order_by("department__code", "code")
        self.roles = sorted(
            roles, key=lambda role: role.code not in held
        )  # of some thirty, those that have a duty first
        self.sites = list(Site.objects.prefetch_related("shifts"))
        for kind in StepDuty.Kind:
            self.fields[kind.value] = _many(str(kind.label), [(role.code, role.name) for role in self.roles])
        known = [value for site in self.sites for value, _label in _shifts_of(site)]
        # a place whose site no longer works the shift stays until somebody takes it away
        self.gone = [place for place in work["places"] if place not in known]
        self.fields["places"] = _many(_("Places and shifts"), [(value, value) for value in (*known, *self.gone)])
        self._add_interface()

    def _add_interface(self) -> None:
        systems = [(one.code, one.name) for one in OutsideSystem.objects.order_by("code")]
        ways = list(StepInterface._meta.get_field("direction").flatchoices)
        self.fields["interface_system"] = forms.ChoiceField(
            label=_("System"), required=False, choices=[("", _("exchanges nothing")), *systems]
        )
        self.fields["interface_direction"] = forms.ChoiceField(label=_("Direction"), required=False, choices=ways)
        for stem, label in (
            ("content", _("What is exchanged")),
            ("fallback", _("What to do while the system is down")),
        ):
            for language, word in LANGUAGES.items():
                self.fields[f"interface_{stem}_{language}"] = forms.CharField(
                    label=_("%(label)s (%(language)s)") % {"label": label, "language": word}, required=False,
                    widget=forms.Textarea(attrs={"rows": 2}),
                )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """An interface says all of it, in both languages (requirement A31)."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("interface_system"):
            for name in ("direction", *INTERFACE_TEXTS):
                if not cleaned.get(f"interface_{name}"):
                    self.add_error(f"interface_{name}", _("An interface says this in both languages."))
        return cleaned

    def work(self) -> Work:
        """As the service takes it."""
        cleaned = self.cleaned_data
        texts = {name: cleaned[f"interface_{name}"] for name in ("system", "direction", *INTERFACE_TEXTS)}
        return {
            **{name: sorted(cleaned[name]) for name in (*DUTIES, "places")},
            "interface": texts if texts["system"] else None,
        }

    def duty_rows(self) -> Iterator[tuple[JobRole, Ticks]]:
        """Each job role with its three boxes."""
        held = {kind: set(self[kind].value() or ()) for kind in DUTIES}
        for role in self.roles:
            yield role, [(kind.value, str(kind.label), role.code in held[kind.value]) for kind in StepDuty.Kind]

    def place_rows(self) -> Iterator[tuple[str, Ticks]]:
        """Each site with a box for every shift that is worked there."""
        ticked = set(self["places"].value() or ())
        for site in self.sites:
            yield site.name, [(value, label, value in ticked) for value, label in _shifts_of(site)]
        if self.gone:
            yield _("No longer worked there"), [(value, value, value in ticked) for value in self.gone]


def _shifts_of(site: Site) -> Choices:
    return [(place_code(site.code, shift.code), shift.name) for shift in site.shifts.all()]


def _many(label: str, choices: Choices) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, required=False, choices=choices)
