"""Imports every module of a package once, so that adding a transaction kind means adding a file."""

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


def load_siblings(package: ModuleType) -> None:
    """Import the package's modules, in the order of their names."""
    for module in sorted(iter_modules(package.__path__), key=lambda found: found.name):
        import_module(f"{package.__name__}.{module.name}")
