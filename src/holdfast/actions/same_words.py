"""Messages whose words stand in a picture, as a machine read it. A link, never a merge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.insight.telling_words import MOST_ASKED, is_told_in, phrases, words_in
from holdfast.vault.index.message_rows import KIND_NUMBERS
from holdfast.vault.index.rows import Filter

if TYPE_CHECKING:
    from holdfast.vault.casebook import OpenCasebook
    from holdfast.vault.index.rows import Hit

MOST_GIVEN = 10
MESSAGES = Filter(kinds=frozenset(KIND_NUMBERS))


def messages_in_picture(book: OpenCasebook, read: str) -> list[Hit]:
    """Find messages whose words stand in a picture, long enough to be telling.

    Args:
        book: the open casebook.
        read: what the machine read.

    Returns:
        The newest first, with all their words; at most ten.
    """
    seen = words_in(read)
    found: dict[int, Hit] = {}
    for phrase in phrases(seen)[:MOST_ASKED]:
        for hit in book.index.search(f'"{phrase}"', MESSAGES, limit=MOST_GIVEN):
            if hit.key in found or hit.number is None:
                continue
            for row in book.index.messages(hit.entry, first=hit.number, last=hit.number):
                if is_told_in(words_in(row.message.text), seen):
                    found[hit.key] = hit._replace(text=row.message.text)
    return sorted(found.values(), key=lambda hit: -hit.key)[:MOST_GIVEN]
