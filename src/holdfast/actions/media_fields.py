"""What a picture or a recording says about itself, as the fields of its exhibit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.model.message import Photo, Recording

if TYPE_CHECKING:
    from holdfast.model.entry import JsonValue

Media = Photo | Recording


def media_fields(media: Media | None) -> dict[str, JsonValue]:
    """Give the fields of an exhibit.

    Args:
        media: what was found; nothing for any other file.
    """
    if media is None:
        return {}
    place: JsonValue = None
    if media.latitude is not None and media.longitude is not None:
        place = [media.latitude, media.longitude]
    return {
        "taken": dict(media.taken.to_json()),
        "place": place,
        "device": media.device or None,
        "picture": _shape(media),
    }


def _shape(media: Media) -> dict[str, JsonValue]:
    shape: dict[str, JsonValue] = {
        "format": media.format,
        "width": media.width,
        "height": media.height,
        "marks": list(media.marks),
    }
    match media:
        case Photo():
            looks: dict[str, JsonValue] = {"look": media.look} if media.look else {}
            pages: dict[str, JsonValue] = {"pages": media.pages} if media.pages > 1 else {}
            return {**shape, **looks, **pages}
        case Recording():
            return {**shape, "seconds": media.duration_seconds, "codecs": list(media.codecs)}
