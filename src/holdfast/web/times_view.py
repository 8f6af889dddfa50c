"""Files whose times state no zone, and what she said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.zoned import lacks_zone
from holdfast.knowledge.wording import words
from holdfast.web.entry_view import TO_THE_MINUTE, show_stated
from holdfast.web.question_words import zone_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from holdfast.actions.account import FileAccount

CALL_RECORDS = "call-records"
"""Their zone is asked with the columns."""


def show_times(accounts: Sequence[FileAccount], zones: Mapping[str, str]) -> list[dict[str, str]]:
    """Give the files whose zone can be told, and what was told.

    Args:
        accounts: of the files, in order.
        zones: what was answered, by entry.
    """
    said = words("web_take_in_account")
    found = []
    for each in accounts:
        is_open = any(lacks_zone(time or "") for time in (each.first, each.last, each.taken))
        told = zones.get(each.entry, "")
        if each.entry and each.format != CALL_RECORDS and (is_open or told):
            begins = each.first or each.last or each.taken or ""
            asks = "times_asks_taken" if begins == each.taken else "times_asks"
            written = show_stated(begins[:TO_THE_MINUTE])
            found.append(
                {
                    "sha256": each.sha256,
                    "file": each.name,
                    "text": said.text(asks).format(example=written),
                    "told": said.text("times_told").format(zone=zone_words(told)) if told else "",
                    "zone": told,
                }
            )
    return found
