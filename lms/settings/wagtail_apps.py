"""Wagtail's apps without its public API, which no address of ours leads to.

When it is ready, each of these apps brings its content types into the API's registry: that loads the API's framework, its schemas and,
for the sake of the snippets, all of the back office. A third of every start, also of a command and a worker, would go into that.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType, SimpleNamespace

from wagtail.documents.apps import WagtailDocsAppConfig
from wagtail.images.apps import WagtailImagesAppConfig
from wagtail.snippets.apps import WagtailSnippetsAppConfig

API = "wagtail.api.v3.api"


class SnippetsConfig(WagtailSnippetsAppConfig):
    """Snippets in the back office only."""

    def ready(self) -> None:
        """Register the snippets, but no content types."""
        with _no_public_api(self.name):
            super().ready()


class DocumentsConfig(WagtailDocsAppConfig):
    """Documents in the back office and on pages only."""

    def ready(self) -> None:
        """Register what belongs to documents, but no content types."""
        with _no_public_api(self.name):
            super().ready()


class ImagesConfig(WagtailImagesAppConfig):
    """Images in the back office and on pages only."""

    def ready(self) -> None:
        """Register what belongs to images, but no content types."""
        with _no_public_api(self.name):
            super().ready()


@contextmanager
def _no_public_api(app: str) -> Iterator[None]:
    """Meanwhile, what the app asks of the API is answered by modules that keep nothing."""
    package = f"{app}.api.v3"
    empty: dict[str, dict[str, object]] = {
        API: {"api": SimpleNamespace(add_router=lambda prefix, router: None)},
        package: {"register_content_types": lambda: None},
        f"{package}.registry": {"register_content_types": lambda: None},
        f"{package}.router": {"router": None},
    }
    before = {name: sys.modules.get(name) for name in empty}
    for name, content in empty.items():
        module = ModuleType(name)
        vars(module).update(content)
        sys.modules[name] = module
    try:
        yield
    finally:
        for name, module_before in before.items():
            if module_before is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module_before
