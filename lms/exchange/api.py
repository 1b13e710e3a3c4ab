"""The exchange stratum's door: a company from its files."""

from lms.exchange.company.checking.checks import Folders
from lms.exchange.company.loading import load_company, try_company
from lms.exchange.company.stages import Stage, company_stages

__all__ = ["Folders", "Stage", "company_stages", "load_company", "try_company"]
