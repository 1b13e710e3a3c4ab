"""Pictures as part of the text that shows them."""

import base64
import logging
import mimetypes
from dataclasses import dataclass
from typing import Any

from wagtail.images.models import SourceImageIOError

SIZE = "max-1200x900"
"""as on the lesson's page: sharp on a phone, small enough to be carried"""
logger = logging.getLogger("plimsoll.offline")


@dataclass(frozen=True)
class PackedPicture:
    """A picture with its measures; the address is the picture itself."""

    address: str
    width: int
    height: int


def packed_picture(picture: Any) -> PackedPicture | None:
    """Return the picture as a data address; None, noted in the log, where its file cannot be read."""
    try:
        shown = picture.get_rendition(SIZE)
        with shown.file.open("rb") as file:
            content = base64.b64encode(file.read()).decode("ascii")
    except (OSError, SourceImageIOError):
        logger.warning("picture %s has no readable file and was left out of an offline copy", picture.pk)
        return None
    kind = mimetypes.guess_type(shown.file.name)[0] or "application/octet-stream"
    return PackedPicture(f"data:{kind};base64,{content}", shown.width, shown.height)
