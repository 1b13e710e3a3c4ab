"""One search over everything that people read: which entries, in which order, of which kinds."""

from dataclasses import dataclass

from wagtail.search.backends import get_search_backend

from cms.knowledge.pieces import pieces_asked
from cms.knowledge.queries import visible_entries
from cms.knowledge.search_models import Kind, SearchEntry, SearchQuery
from lms.foundation.api import clock
from lms.foundation.models import Person

PAGE_SIZE = 10
LONGEST_QUERY = 200
# An answer before a definition, a definition before a long text: what helps soonest stands first among equals.
ORDER = {kind: place for place, kind in enumerate(("faq", "dictionary", "manual", "micro", "lesson", "announcement"))}


@dataclass(frozen=True)
class Found:
    """What a search has found: keys of the entries in order, how many of each kind, and whether all words were met."""

    words: str
    kind: str
    keys: tuple[int, ...]
    counts: dict[str, int]
    has_all_words: bool

    @property
    def count(self) -> int:
        """How many entries there are in the chosen kind."""
        return len(self.keys)

    @property
    def total(self) -> int:
        """How many there are in all kinds."""
        return sum(self.counts.values())


def find(words: str, kind: str = "") -> Found:
    """Entries that hold all the words; where there is none, those that hold some. Empty words find nothing."""
    asked = pieces_asked(words[:LONGEST_QUERY])
    if not asked:
        return Found(words, kind, (), {}, has_all_words=True)
    rows = _matching(asked, "and")
    has_all = bool(rows)
    if not rows and len(asked) > 1:
        rows = _matching(asked, "or")
    ranked = sorted(rows, key=lambda row: (-_title_share(asked, row.title_pieces), ORDER[row.kind], row.code))
    counts = {known: sum(row.kind == known for row in ranked) for known in Kind.values}
    keys = tuple(row.pk for row in ranked if kind in {"", row.kind})
    return Found(words, kind, keys, counts, has_all)


def entries(keys: tuple[int, ...]) -> list[SearchEntry]:
    """The entries of these keys, in their order."""
    rows = SearchEntry.objects.defer("title_pieces", "text_pieces").in_bulk(keys)
    return [rows[key] for key in keys if key in rows]


def note_search(found: Found, person: Person, language: str) -> None:
    """Keep what was asked and how much held all of it; words without an answer show authors what to write."""
    SearchQuery.objects.create(
        words=found.words[:LONGEST_QUERY], hits=found.total if found.has_all_words else 0, language=language,
        person=person, at=clock.now(),
    )  # fmt: skip


def _matching(asked: list[str], operator: str) -> list[SearchEntry]:
    narrow = visible_entries(clock.today()).only("kind", "code", "title_pieces")
    results = get_search_backend().search(" ".join(asked), narrow, operator=operator, order_by_relevance=False)
    return list(results)


def _title_share(asked: list[str], title_pieces: str) -> float:
    held = set(title_pieces.split())
    return sum(piece in held for piece in asked) / len(asked)
