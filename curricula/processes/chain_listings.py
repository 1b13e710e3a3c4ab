"""The list of chains with what is published of each, and the list of a chain's versions."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from curricula.processes.comparing import differences
from curricula.processes.models import Chain, ChainVersion
from curricula.processes.publishing import Standing
from lms.foundation.api import Column, Filter, Listing
from lms.foundation.templatetags.shapes import state as drawn_state

AS_PUBLISHED, CHANGED, UNPUBLISHED = "published", "changed", "none"
SHAPE_OF_STATE = {AS_PUBLISHED: "go", CHANGED: "risk", UNPUBLISHED: "none"}


@dataclass(frozen=True)
class ChainRow:
    """One chain: what is published of it, and whether the description has moved on."""

    code: str
    name: str
    position: int
    steps: int
    findings: int
    state: str
    version: int | None
    published_at: datetime | None
    published_by: str
    changed: int

    @property
    def published_on(self) -> date | None:
        """The day of the newest version where the reader is."""
        return timezone.localdate(self.published_at) if self.published_at else None


@dataclass(frozen=True)
class VersionRow:
    """One version of a chain, with the steps in which it differs from the one before."""

    number: int
    published_at: datetime
    published_by: str
    signed: str
    reason: str
    changed: str
    digest: str

    @property
    def published_on(self) -> date:
        """The day where the reader is."""
        return timezone.localdate(self.published_at)


def chain_row(standing: Standing) -> ChainRow:
    """A chain as the list shows it."""
    newest = standing.newest
    return ChainRow(
        code=standing.chain.code, name=standing.chain.name, position=standing.chain.position, steps=len(standing.steps),
        findings=len(standing.hindrances), state=state_of(standing), version=newest.number if newest else None,
        published_at=newest.published_at if newest else None, published_by=newest.published_by.name if newest else "",
        changed=len([one for one in standing.differences if one.is_step]) if standing.is_changed else 0,
    )  # fmt: skip


def state_of(standing: Standing) -> str:
    """As published, changed since, or not published yet."""
    if standing.newest is None:
        return UNPUBLISHED
    return CHANGED if standing.is_changed else AS_PUBLISHED


def state_word(state: str) -> str:
    """What a state is called."""
    words = {
        AS_PUBLISHED: pgettext("chain", "as published"),
        CHANGED: pgettext("chain", "changed since"),
        UNPUBLISHED: pgettext("chain", "not published yet"),
    }
    return words[state]


def draw_state(state: str) -> SafeString:
    """A state with its shape, its word and its colour."""
    return drawn_state(SHAPE_OF_STATE[state], state_word(state))


def chains_listing(rows: Callable[[], list[ChainRow]]) -> Listing:
    """All chains, in the order of the company."""
    return Listing(
        rows=rows,
        columns=(
            Column("name", _("Chain"), sort="name", link=lambda one: reverse("chain", args=[one.code])),
            Column("code", pgettext("identifier", "Code"), sort="code", on_page=False),
            Column("state", _("State"), value=lambda one: state_word(one.state), show=lambda one: draw_state(one.state),
                   sort="state"),
            Column("version", _("Version"), sort="version", align="end"),
            Column("published_at", _("Published at"), sort="published_at"),
            Column("published_by", _("Published by"), sort="published_by"),
            Column("steps", pgettext("process", "Steps"), sort="steps", align="end"),
            Column("changed", _("Changed steps"), sort="changed", align="end"),
            Column("findings", _("To be mended"), sort="findings", align="end"),
        ),
        filters=(
            Filter("state", _("State"), choices=[(one, state_word(one)) for one in SHAPE_OF_STATE]),
            Filter("published", _("Published at"), kind="date", lookup="published_on"),
        ),
        search=("code", "name", "published_by"),
        export_name="process-chains",
        label=_("Process chains"),
        empty=_("No process has been loaded yet."),
    )  # fmt: skip


def version_rows(chain: Chain) -> list[VersionRow]:
    """All versions of a chain, newest first."""
    rows: list[VersionRow] = []
    before: ChainVersion | None = None
    for version in chain.versions.select_related("published_by", "signature").order_by("number"):
        found = differences(before.content if before else None, version.content)
        rows.append(
            VersionRow(
                version.number, version.published_at, version.published_by.name, version.signature.printed_name,
                version.reason, _(", ").join(one.code for one in found), version.digest,
            )
        )  # fmt: skip
        before = version
    return rows[::-1]


def versions_listing(chain: Chain) -> Listing:
    """The versions of one chain, each with a link to it as it was."""
    rows = version_rows(chain)

    def address(one: VersionRow) -> str:
        return reverse("chain-version", args=[chain.code, one.number])

    return Listing(
        rows=rows,
        columns=(
            Column("number", _("Version"), sort="number", link=address),
            Column("published_at", _("Published at"), sort="published_at"),
            Column("signed", _("Signed by"), sort="signed"),
            Column("reason", _("What changed, and why"), show=_said),
            Column("changed", _("Steps that differ from the version before"), show=_changed),
            Column("digest", _("Digest"), show=_short),
        ),
        filters=(
            Filter("by", _("Signed by"), lookup="published_by", choices=_signers(rows)),
            Filter("published", _("Published at"), kind="date", lookup="published_on"),
        ),
        search=("reason", "published_by", "changed"),
        default_sort="-number",
        export_name=f"versions-{chain.code}",
        label=_("Versions of this chain"),
        empty=_("This chain has not been published yet."),
    )


def _signers(rows: list[VersionRow]) -> list[tuple[str, Any]]:
    return [(name, name) for name in sorted({row.published_by for row in rows})]


def _said(one: VersionRow) -> SafeString:
    return format_html('<span class="said">{}</span>', one.reason)


def _changed(one: VersionRow) -> str:
    return _("all: the first version") if one.number == 1 else one.changed


def _short(one: VersionRow) -> SafeString:
    return format_html('<span class="code caption">{}</span>', one.digest[:16])
