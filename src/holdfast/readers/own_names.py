"""What formats call the owner of the phone or account: words of the program, never a person's name.

One row per format that writes such a word where others have their names; where a format has no
word, its reader says `OWNER`. The same word in another
format, or in an export of somebody else, is somebody else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.readers.reader import OWNER

if TYPE_CHECKING:
    from collections.abc import Mapping

OWN_NAMES: Mapping[str, str] = {
    "google-voice": "Me",
    "imessage": "Me",
    "signal": "Me",
    "viber": "Me",
}


def names_the_owner(reader: str, name: str) -> bool:
    """Tell whether a name in a format stands for the owner of the export.

    Args:
        reader: name of the format's reader.
        name: of a sender, as written.
    """
    return name == OWNER or OWN_NAMES.get(reader) == name


def may_name_the_owner(name: str) -> bool:
    """Tell whether a name stands for the owner of the export in any format.

    Args:
        name: of a sender, as written.
    """
    return name == OWNER or name in OWN_NAMES.values()
