"""Saying what a row of a dry run does, in whole phrases."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from curricula.models import Department, JobRole, Shift, Site
from lms.exchange.people.models import PeopleImportRow
from lms.foundation.templatetags.wording import day

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Names:
    """Names by id of everything that an act refers to; read once a page."""

    by_kind: Mapping[str, Mapping[int, str]]

    @classmethod
    def read(cls) -> "Names":
        """Fetch them: four short lists."""
        kinds = {"job_role": JobRole, "department": Department, "site": Site, "shift": Shift}
        return cls({kind: {row.pk: row.name for row in model._default_manager.all()} for kind, model in kinds.items()})

    def of(self, kind: str, pk: Any) -> str:
        """The name, or the id where the thing is gone."""
        return self.by_kind[kind].get(pk, str(pk))


def what_happens(row: PeopleImportRow, names: Names) -> list[str]:
    """One phrase for each thing that the row does."""
    return [phrase for act in row.acts for phrase in _phrases(act, names)]


def _phrases(act: Record, names: Names) -> Iterator[str]:
    if act["subject"] == "person":
        yield from _about_person(act)
    elif act["verb"] == "change":
        yield from _about_changed_post(act, names)
    else:
        fields = act["after"] or act["before"]
        post = _("%(role)s, %(department)s, %(site)s, %(shift)s") % {
            "role": names.of("job_role", fields["job_role"]),
            "department": names.of("department", fields["department"]),
            "site": names.of("site", fields["site"]),
            "shift": names.of("shift", fields["shift"]),
        }
        sentence = (
            _("New post: %(post)s, %(span)s") if act["verb"] == "create" else _("Never taken up: %(post)s, %(span)s")
        )
        yield sentence % {"post": post, "span": _span(fields)}


def _about_person(act: Record) -> Iterator[str]:
    if act["verb"] == "create":
        yield _("New person")
        return
    before, after = act["before"], act["after"]
    for key, label in (("name", pgettext("person", "Name")), ("email", _("E-mail"))):
        if key in after:
            yield _("%(label)s: %(old)s → %(new)s") % {
                "label": label,
                "old": before[key] or "–",
                "new": after[key] or "–",
            }
    if "is_active" in after:
        yield _("Can sign in again") if after["is_active"] else _("Can no longer sign in")


def _about_changed_post(act: Record, names: Names) -> Iterator[str]:
    before, after = act["before"], act["after"]
    role = names.of("job_role", act["about"])
    for kind in ("department", "site", "shift"):
        if kind in after:
            yield _("%(label)s: %(old)s → %(new)s") % {
                "label": role, "old": names.of(kind, before[kind]), "new": names.of(kind, after[kind]),
            }  # fmt: skip
    if "is_main" in after:
        yield (
            _("%(role)s becomes the main post") if after["is_main"] else _("%(role)s is held beside another post")
        ) % {"role": role}
    if "starts_on" in after:
        yield _("%(role)s starts on %(day)s") % {"role": role, "day": _day(after["starts_on"])}
    if "ends_on" in after:
        last = after["ends_on"]
        yield (_("%(role)s ends on %(day)s") if last else _("%(role)s goes on without an end")) % {
            "role": role, "day": _day(last),
        }  # fmt: skip


def _span(fields: Record) -> str:
    if fields["ends_on"]:
        return _("%(first)s to %(last)s") % {"first": _day(fields["starts_on"]), "last": _day(fields["ends_on"])}
    return _("from %(first)s") % {"first": _day(fields["starts_on"])}


def _day(text: str | None) -> str:
    return day(date.fromisoformat(text)) if text else ""
