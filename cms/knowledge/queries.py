"""Reads of knowledge: what is opened most, what was searched in vain, which variant is mine, whether answers help."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum

from cms.knowledge.faq_models import FaqEntry, FaqVariant, FaqVote
from cms.knowledge.search_models import KnowledgeView, SearchEntry, SearchQuery
from curricula.models import Posting
from lms.foundation.models import Person

LOOK_BACK_DAYS = 30
MOST = 6


@dataclass(frozen=True)
class Opinion:
    """How many found an answer helpful, of how many who said so; and what this person said (None: nothing)."""

    helpful: int
    said: int
    own: bool | None


@dataclass(frozen=True)
class Popular:
    """An entry and how often it was opened."""

    entry: SearchEntry
    views: int


def visible_entries(day: date) -> QuerySet[SearchEntry]:
    """What may be found on `day`."""
    return SearchEntry.objects.filter(Q(visible_from__isnull=True) | Q(visible_from__lte=day))


def kind_counts(day: date) -> dict[str, int]:
    """How many entries of each kind may be found on `day`."""
    return dict(visible_entries(day).values_list("kind").annotate(count=Count("pk")).order_by())


def most_viewed(day: date) -> list[Popular]:
    """What was opened most in the last thirty days."""
    since = day - timedelta(days=LOOK_BACK_DAYS)
    rows = KnowledgeView.objects.filter(day__gte=since).values("kind", "code").annotate(views=Sum("count"))
    top = list(rows.order_by("-views", "code")[:MOST])
    wanted = Q(pk__in=[])
    for row in top:
        wanted |= Q(kind=row["kind"], code=row["code"])
    known = {(entry.kind, entry.code): entry for entry in _light(SearchEntry.objects.filter(wanted))}
    return [
        Popular(known[row["kind"], row["code"]], row["views"]) for row in top if (row["kind"], row["code"]) in known
    ]


def unanswered_searches(day: date) -> Any:
    """Words that found nothing in the last thirty days: how often, and when last. The gaps of the library."""
    since = day - timedelta(days=LOOK_BACK_DAYS)
    rows = SearchQuery.objects.filter(hits=0, at__date__gte=since).values("words")
    return rows.annotate(searches=Count("pk"), last_at=Max("at")).order_by("-searches", "words")


def search_totals(day: date) -> tuple[int, int]:
    """Searches of the last thirty days, and how many of them found nothing."""
    since = day - timedelta(days=LOOK_BACK_DAYS)
    counted = SearchQuery.objects.filter(at__date__gte=since).aggregate(
        searches=Count("pk"), unanswered=Count("pk", filter=Q(hits=0))
    )
    return counted["searches"], counted["unanswered"]


def variants_for(entry: FaqEntry, person: Person, day: date) -> tuple[list[FaqVariant], list[FaqVariant]]:
    """The variants of the places where the person works on `day`, and the others."""
    postings = Posting.objects.filter(person=person, starts_on__lte=day).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    )
    places = list(postings.values_list("site", "department"))
    sites, departments = {site for site, _ in places}, {department for _, department in places}
    mine: list[FaqVariant] = []
    others: list[FaqVariant] = []
    for variant in entry.variants.select_related("site", "department"):
        is_mine = variant.site_id in sites or variant.department_id in departments
        (mine if is_mine else others).append(variant)
    return mine, others


def opinion_of(entry: FaqEntry, person: Person) -> Opinion:
    """What readers said about the answer."""
    counted = FaqVote.objects.filter(entry=entry).aggregate(
        said=Count("pk"), helpful=Count("pk", filter=Q(is_helpful=True)),
        own_yes=Count("pk", filter=Q(person=person, is_helpful=True)),
        own_no=Count("pk", filter=Q(person=person, is_helpful=False)),
    )  # fmt: skip
    own = True if counted["own_yes"] else False if counted["own_no"] else None
    return Opinion(counted["helpful"], counted["said"], own)


def _light(rows: QuerySet[SearchEntry]) -> Iterable[SearchEntry]:
    return rows.only("kind", "code", "title_zh", "title_en")
