"""The door to the sandbox company: immutable datasets by size, generated on demand and kept for the process's life."""

from functools import cache

from scenarios.datasets.build import build
from scenarios.datasets.sizes import SIZES
from scenarios.engine.dataset import Dataset, load_dataset

__all__ = ["SIZES", "dataset", "dataset_by_ref"]


@cache
def dataset(size: str) -> Dataset:
    """The dataset of a size, `S`, `M` or `L`; every caller shares the one immutable copy."""
    built = build(size)
    return load_dataset(built.content, built.parts)


def dataset_by_ref(ref: str) -> Dataset | None:
    """The dataset that a reference names, or None if this version of the generator does not make that content.

    `yuanfan-s@sha256:…` must match wholly; a bare `yuanfan-s` takes what there is.
    """
    name = ref.split("@", 1)[0]
    found = next((dataset(code) for code in SIZES if f"yuanfan-{code.lower()}" == name), None)
    return found if found is not None and ref in {name, found.ref} else None
