"""The words of the answers to a question about a file, the same on the screen and at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.knowledge.wording import words

if TYPE_CHECKING:
    from collections.abc import Sequence

FORMAT, KEEP = "format", "opaque"
A_CHAT_OR_NOTES = 2
"""So many choices has the question whether a file is a chat at all; which app it is from, more."""


def choice_words(question: str, codes: Sequence[str]) -> dict[str, str]:
    """Give the words of each choice that has some of its own.

    Args:
        question: its id; numbers in it do not count.
        codes: of all its choices.
    """
    kind = "-".join(part for part in question.split("-") if not part.isdigit())
    table = words("questions")
    if kind not in table.keys() or "choices" not in table.table(kind).keys():  # noqa: SIM118  # Tables
        return {}
    known = table.table(kind).table("choices")
    found = {code: known.text(code) for code in codes if code in known.keys()}  # noqa: SIM118
    if kind == FORMAT and len(codes) == A_CHAT_OR_NOTES and KEEP in codes:
        said = table.table(kind)
        return {
            code: said.text("notes") if code == KEEP else said.text("chat").format(app=app)
            for code, app in found.items()
        }
    return found
