"""The list of process steps."""

from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext as _

from curricula.organisation.models import JobRole, Site
from curricula.processes.completeness import findings_of
from curricula.processes.models import Chain, Step, StepDuty
from lms.foundation.api import Column, Filter, Listing
from lms.foundation.templatetags.shapes import state as drawn_state


def described_steps() -> QuerySet[Step]:
    """Steps with everything that their findings look at: five queries, whatever the number."""
    return Step.objects.select_related("chain", "interface").prefetch_related(
        "duties__job_role", "places", "exceptions"
    )


def steps_listing() -> Listing:
    """All steps with who does, checks and approves them, where, and what is still to be looked at."""
    return Listing(
        rows=described_steps().annotate(activity_count=Count("activities", distinct=True)),
        columns=(
            Column("code", _("Step"), sort="code", link=lambda one: reverse("step", args=[one.code])),
            Column("name", _("Name"), value="name", sort="code"),
            Column("chain", _("Chain"), value="chain.name", sort="chain__position"),
            Column("critical", _("Critical"), value="get_critical_kind_display", sort="critical_kind", show=_critical),
            Column("does", _("Does"), value=_duty(StepDuty.Kind.DOES)),
            Column("checks", _("Checks"), value=_duty(StepDuty.Kind.CHECKS)),
            Column("approves", _("Approves"), value=_duty(StepDuty.Kind.APPROVES)),
            Column("activities", _("Activities"), value="activity_count", sort="activity_count", align="end"),
            Column("findings", _("To look at"), value=_findings, show=_drawn_findings),
        ),
        filters=(
            Filter("chain", _("Chain"), lookup="chain__code", choices=lambda: _choices(Chain)),
            Filter(
                "critical", _("Only critical ones"), kind="bool", lookup=lambda rows, _: rows.exclude(critical_kind="")
            ),
            Filter("job_role", _("Job role"), lookup=_of_role, choices=lambda: _choices(JobRole)),
            Filter("site", pgettext("of the company", "Site"), lookup=_at_site, choices=lambda: _choices(Site)),
            Filter("findings", _("Only with conflicts, gaps or blanks"), kind="bool", lookup=_with_findings),
        ),
        search=("code", "name_zh", "name_en", "key_node_zh", "key_node_en", "action_zh", "action_en"),
        default_sort="chain",
        export_name="process-steps",
        label=_("Process steps"),
        empty=_("No process has been loaded yet."),
        page_size=100,
    )


def serious(one: Step) -> list[Any]:
    """Findings that have to be mended; a pair of people is only a note."""
    return [finding for finding in findings_of(one) if finding.is_serious]


def _choices(model: type[Chain | JobRole | Site]) -> list[tuple[str, str]]:
    return [(one.code, one.name) for one in model._default_manager.all()]


def _of_role(rows: QuerySet[Step], code: str) -> QuerySet[Step]:
    return rows.filter(pk__in=StepDuty.objects.filter(job_role__code=code).values("step"))


def _at_site(rows: QuerySet[Step], code: str) -> QuerySet[Step]:
    return rows.filter(pk__in=Step.objects.filter(places__site__code=code).values("pk"))


def _with_findings(rows: QuerySet[Step], _ticked: bool) -> QuerySet[Step]:
    return rows.filter(pk__in=[step.pk for step in described_steps() if serious(step)])


def _duty(kind: str) -> Any:
    def names(one: Step) -> str:
        return gettext(", ").join(duty.job_role.name for duty in one.duties.all() if duty.kind == kind)

    return names


def _critical(one: Step) -> SafeString:
    if not one.is_critical:
        return mark_safe('<span class="muted">–</span>')
    return format_html('<span class="tag tag-risk">{}</span>', one.get_critical_kind_display())


def _findings(one: Step) -> str:
    return gettext("; ").join(str(finding.sentence) for finding in findings_of(one))


def _drawn_findings(one: Step) -> SafeString:
    found = serious(one)
    return drawn_state("stop", str(len(found))) if found else mark_safe('<span class="muted">–</span>')
