"""The items of one activity, each of its own kind, in few prepared queries."""

from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType

from curricula.training.activity_models import LearningItem
from lms.foundation.api import Prepared, prepared


def items_of(activity: int) -> list[LearningItem]:
    """All items of the activity in order: one query for the kinds that occur in it, one for each of them."""
    items: list[LearningItem] = []
    for kind in _kinds_in(activity=activity):
        items += _of_kind(ContentType.objects.get_for_id(kind).model_class())(activity=activity)
    return sorted(items, key=lambda item: item.position)


@prepared
def _kinds_in(activity: int) -> Any:
    rows = LearningItem.objects.non_polymorphic().filter(activity=activity)
    return rows.order_by("polymorphic_ctype").values_list("polymorphic_ctype", flat=True).distinct()


@cache
def _of_kind(model: Any) -> Prepared[LearningItem]:
    """The query of one kind; what tells whether an item can be opened comes along."""

    @prepared
    def of_activity(activity: int) -> Any:
        rows = model.objects.non_polymorphic().filter(activity=activity)
        return rows.select_related(*model.available_by).order_by("position")

    return of_activity
