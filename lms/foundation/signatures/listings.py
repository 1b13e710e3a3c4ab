"""The list of signatures; each row shows printed name, moment with its zone, and meaning, on the page and in the file."""

from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lms.foundation.audit.record_names import RecordNames, holds_in_its_record
from lms.foundation.audit.wording import kind_word
from lms.foundation.listing import Column, Filter, Listing
from lms.foundation.signatures.models import Meaning, Signature


def signatures_listing(rows: QuerySet[Signature]) -> Listing:
    """These signatures, newest first."""
    names = RecordNames()
    return Listing(
        rows=rows,
        columns=(
            Column("name", _("Printed name"), value="printed_name", sort="printed_name", link=_link),
            Column("at", _("Signed at"), value=moment_with_zone, sort="at"),
            Column("meaning", _("Meaning"), value=lambda row: row.get_meaning_display(), sort="meaning"),
            Column("kind", _("Kind of record"), value=lambda row: kind_word(row.subject_kind), sort="subject_kind"),
            Column("subject", _("Record"), value=names.label),
            Column("version", _("Version"), value="subject_version"),
            Column("note", _("Note"), value="note"),
            Column("digest", _("Digest of the record"), value="digest", on_page=False),
            Column("record", _("Id of the record"), value=lambda row: str(row.subject_uuid), on_page=False),
            Column("uuid", _("Id of the signature"), value=lambda row: str(row.uuid), on_page=False),
        ),
        filters=(
            Filter("meaning", _("Meaning"), choices=Meaning.choices),
            Filter("kind", _("Kind of record"), lookup="subject_kind", choices=_kinds),
            Filter("at", _("Signed at"), kind="date", lookup="at"),
        ),
        search=("printed_name", "signer__number", "note"),
        search_also=holds_in_its_record,
        default_sort="-at",
        gather=names.gather,
        export_name="signatures",
        label=_("Signatures"),
        empty=_("Nothing has been signed yet."),
    )


def moment_with_zone(row: Signature) -> str:
    """The moment in the zone it was signed in, and that zone."""
    return f"{row.at.astimezone(ZoneInfo(row.zone)):%Y-%m-%d %H:%M:%S} {row.zone}"


def _link(row: Signature) -> str:
    return reverse("signature", args=[row.uuid])


def _kinds() -> list[tuple[str, str]]:
    kinds = Signature.objects.order_by("subject_kind").values_list("subject_kind", flat=True).distinct()
    return [(kind, kind_word(kind)) for kind in kinds]
