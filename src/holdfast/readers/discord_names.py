"""What the name of DiscordChatExporter's file tells: whether it holds a part of the channel only.

Direct Messages - Private - ann [5] (after 2026-01-01).json
Direct Messages - Private - ann [5] (2026-01-01 to 2026-02-01) [part 2].html
"""

from __future__ import annotations

import re

_PART = re.compile(
    r" [\[(](?:part \d{1,5}|(?:after|before) \d{4}-\d\d-\d\d"
    r"|\d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d)[\])]",
    re.IGNORECASE,
)


def is_part_by_name(name: str) -> bool:
    """Tell whether a file says that it holds some days or one piece of a channel.

    Args:
        name: as received.
    """
    return _PART.search(name) is not None
