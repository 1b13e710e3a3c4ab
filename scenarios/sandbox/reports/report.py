"""What a report is: a function from the desk and what was asked for to a table and a total."""

from collections.abc import Callable

from scenarios.sandbox.shell import Desk
from scenarios.sandbox.tables import Table

MOST_ROWS = 200
Report = tuple[Table, str]
ReportMaker = Callable[[Desk, str], Report]
