"""Datasets by reference: what the generator makes today, else what was kept when a drill was published."""

import json
import zlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from lms.foundation.api import Refusal, clock
from scenarios.datasets.api import dataset_by_ref
from scenarios.engine.api import Dataset, load_dataset
from scenarios.engine.dataset import PartMaker, canonical_json
from scenarios.sandbox.dataset_models import PublishedDataset

KEPT_IN_MEMORY = 2
"""Old companies at once in one process; each of size M takes some thirty megabytes."""


SHOWN_REF = 40
"""characters of a reference: the name and enough of the hash to tell two companies apart"""


class DatasetAlteredError(RuntimeError):
    """A kept dataset's content does not have the hash that it is named by: somebody wrote past the application."""


class DatasetLost(Refusal):
    """The company that a drill was played in can be made no more, and what was kept of it is missing or altered."""

    code = "DATASET_LOST"

    def __init__(self, ref: str, *, is_altered: bool = False) -> None:
        super().__init__(
            _("The sandbox company of this drill (%(ref)s) can no longer be rebuilt. Begin a new attempt.")
            % {"ref": ref[:SHOWN_REF]}
        )
        self.ref = ref
        self.is_altered = is_altered


def keep_dataset(dataset: Dataset) -> None:
    """Keep a dataset under its reference; keeping it again changes nothing."""
    if PublishedDataset.objects.filter(ref=dataset.ref).exists():
        return
    parts = {name: dataset.part(name) for name in dataset.parts}
    PublishedDataset.objects.get_or_create(
        ref=dataset.ref,
        defaults={"content": _packed(dataset.content), "parts": _packed(parts), "kept_at": clock.now()},
    )


def require_dataset(ref: str) -> Dataset:
    """The dataset that a reference names; refuses (DatasetLost) one that is neither made nor kept whole."""
    try:
        found = find_dataset(ref)
    except DatasetAlteredError as altered:
        raise DatasetLost(ref, is_altered=True) from altered
    if found is None:
        raise DatasetLost(ref)
    return found


def find_dataset(ref: str) -> Dataset | None:
    """The dataset that a reference names, made or kept; None if there is neither."""
    made = dataset_by_ref(ref)
    if made is not None:
        return made
    try:
        return _kept(ref)
    except PublishedDataset.DoesNotExist:
        return None


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _kept(ref: str) -> Dataset:
    row = PublishedDataset.objects.get(ref=ref)
    parts = _unpacked(row.parts)
    dataset = load_dataset(_unpacked(row.content), {name: _given(rows) for name, rows in parts.items()})
    if dataset.ref != ref:
        raise DatasetAlteredError(ref)
    return dataset


def _given(rows: Mapping[str, Any]) -> PartMaker:
    return lambda: rows


def _packed(value: Any) -> bytes:
    return zlib.compress(canonical_json(value).encode(), level=9)


def _unpacked(value: Any) -> Any:
    return json.loads(zlib.decompress(bytes(value)))
