"""What stands at the end of a JSON file, such as a title after half a million messages.

A key near the end belongs to the outermost object exactly when the text from it to the end of the
file, with a brace before it, is one whole object. So no message is parsed to find a title.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from holdfast.readers.json_records import without_surrogates

if TYPE_CHECKING:
    from holdfast.readers.reader import Source

END_BYTES = 65_536
"""How much of the end is looked at."""

MOST_KEYS = 256
"""How many keys before the end are tried."""

_KEY = re.compile(r'"[^"\\\n]{1,60}"\s*:')
_DECODER = json.JSONDecoder(strict=False)


def object_at_end(source: Source) -> dict[str, object]:
    """Give the last members of the outermost object, as far as they lie near the end of the file.

    Args:
        source: a JSON file; for one that is damaged or is no object, nothing is given.
    """
    start = max(0, source.size - END_BYTES)
    text = source.read(start, END_BYTES).decode(errors="replace").rstrip(" \t\r\n\0")
    for found in list(_KEY.finditer(text))[-MOST_KEYS:]:
        candidate = "{" + text[found.start() :]
        try:
            value, end = _DECODER.raw_decode(candidate)
        except (ValueError, RecursionError):
            continue
        if end == len(candidate) and isinstance(value, dict):
            without_surrogates(value)
            return value
    return {}
