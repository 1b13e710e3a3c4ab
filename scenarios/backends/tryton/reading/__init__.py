"""What Tryton holds, in our terms: each kind of document is read back by a function of its own.

A body holds what Tryton says, and beside it what the command gave and Tryton has no field for; capabilities.py names the
latter, so that nobody takes it for Tryton's word.
"""

from collections.abc import Callable, Mapping
from typing import Any

from scenarios.backends.tryton.reading import buying, paying, quality, selling
from scenarios.backends.tryton.world import World

Body = dict[str, Any]
Read = Callable[[World, str], Body]

READS: Mapping[str, Read] = {**buying.READS, **quality.READS, **paying.READS, **selling.READS}
"""Kind of document → what reads one of them; in an order in which a document follows what it refers to."""
