"""The one paper with how to reach her, apart from all that the other side may see."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from holdfast.packs.papers.paper_rows import PaperData, frame, row, says
from holdfast.packs.tables import compact_json

if TYPE_CHECKING:
    from holdfast.packs.content import PackContent

CODE_DIGITS = 32
CODE_TEXT = "holdfast-officer-only/1\n"


def officer_data(content: PackContent) -> PaperData:
    """Give the data of the officer-only paper.

    Args:
        content: of the pack.

    Returns:
        Her details, and a code that only the holder of the key can make, so that the hash of this
        paper, which the pack carries, cannot be used to try out addresses.
    """
    words, details = says().table("officer"), content.officer
    pairs = [
        ("name", details.name),
        ("born", details.born),
        ("address", details.address),
        ("safe_contact", details.safe_contact),
        ("notes", details.notes),
    ]
    signed = content.sign(f"{CODE_TEXT}{compact_json([content.made_at, *pairs])}\n".encode())
    code = hashlib.sha256(signed).hexdigest()[:CODE_DIGITS]
    rows = [row(words.text(name), text) for name, text in pairs if text]
    rows.append(row(words.text("code"), code))
    return frame(content, words.text("title")) | {"rows": rows}
