"""How many messages WhatsApp puts into one export: beyond that it leaves the oldest out.

References:
    WhatsApp's help page on exporting chats; docs/readers/whatsapp.md.
"""

from __future__ import annotations

CAPS = (40_000, 10_000)
"""The most messages of an export, without and with media."""

NEAR_CAP = 100
"""How near to a cap a count must be to be suspicious; notices are not always counted."""


def looks_partial(count: int) -> bool:
    """Tell whether an export is so near a cap that older messages may be missing.

    Args:
        count: everything found in the file.
    """
    return any(abs(count - cap) <= NEAR_CAP for cap in CAPS)
