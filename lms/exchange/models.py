"""All tables of the stratum; each lives in its applet."""

from lms.exchange.company.models import LoadedRecord
from lms.exchange.people.models import PeopleImport, PeopleImportRow

__all__ = ["LoadedRecord", "PeopleImport", "PeopleImportRow"]
