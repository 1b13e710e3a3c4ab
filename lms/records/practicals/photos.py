"""Pictures taken while watching: checked for what they are before they are kept, and kept as they came."""

import hashlib
from io import BytesIO
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from lms.foundation.api import clock
from lms.foundation.models import Person
from lms.records.practicals.locking import locked
from lms.records.practicals.models import Assessment, AssessmentPhoto, ChecklistStep
from lms.records.practicals.refusals import AssessmentRefused

MAXIMUM_BYTES = 10 * 1024 * 1024
MAXIMUM_PIXELS = 50_000_000
"""what the best telephone camera takes; more is an attack on memory"""

TYPES = {"JPEG": ("image/jpeg", "jpg"), "PNG": ("image/png", "png"), "WEBP": ("image/webp", "webp")}


def keep_photo(
    assessment: Assessment, assessor: Person, step: ChecklistStep | None, upload: BinaryIO
) -> AssessmentPhoto:
    """Keep a picture with its digest; the same picture twice is once. Refuses what is no picture or over 10 MB."""
    content = upload.read(MAXIMUM_BYTES + 1)
    if len(content) > MAXIMUM_BYTES:
        raise AssessmentRefused(_("Not kept: the picture is larger than 10 MB. Take it again in a smaller size."))
    content_type, ending = _type_of(content)
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        assessment = locked(assessment)
        if assessment.state != Assessment.State.OPEN or assessment.assessor_id != assessor.pk:
            raise AssessmentRefused(_("Not kept: this assessment is closed, or it is another assessor's."))
        known = AssessmentPhoto.objects.filter(assessment=assessment, step=step, digest=digest).first()
        if known is not None:
            return known
        photo = AssessmentPhoto(
            assessment=assessment, step=step, content_type=content_type, digest=digest, at=clock.now()
        )
        photo.image.save(f"{photo.uuid}.{ending}", ContentFile(content), save=False)
        photo.save(force_insert=True)
    return photo


def _type_of(content: bytes) -> tuple[str, str]:
    """The type that the bytes themselves show; the name and type that came with them are not believed."""
    refusal = AssessmentRefused(_("Not kept: this is not a picture. Choose a JPEG, PNG or WebP file."))
    try:
        with Image.open(BytesIO(content), formats=list(TYPES)) as picture:
            if picture.width * picture.height > MAXIMUM_PIXELS:
                raise refusal
            picture.verify()
            return TYPES[str(picture.format)]
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as fault:
        raise refusal from fault
