"""Her own numbers and addresses as far as they are known, so that they can be left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.standing import current_of_kind
from holdfast.model.entry import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook

ME, DOER = "me", "does-it"
PACK_DRAFT = "draft/pack"
FOR_OFFICER = ("address", "safe_contact")
"""Fields of a pack's form that only an officer is to see."""


def own_details(book: OpenCasebook) -> tuple[str, ...]:
    """Give what she wrote of her own numbers, accounts and addresses.

    Args:
        book: the open casebook.
    """
    return tuple(dict.fromkeys((*_handles(book, ME), *_for_officer(book))))


def doers_details(book: OpenCasebook) -> tuple[str, ...]:
    """Give the numbers and accounts of whoever does it, which a report is meant to name.

    Args:
        book: the open casebook.
    """
    return tuple(dict.fromkeys(_handles(book, DOER)))


def _handles(book: OpenCasebook, role: str) -> Iterator[str]:
    for each in current_of_kind(book, Kind.PERSON):
        if each.fields.get("role") == role:
            yield from _texts(each.fields.get("handles"))


def _for_officer(book: OpenCasebook) -> Iterator[str]:
    draft = book.drawer.get(PACK_DRAFT)
    if isinstance(draft, dict):
        for name in FOR_OFFICER:
            for said in _texts(draft.get(name)):
                yield from said.splitlines()


def _texts(value: JsonValue) -> list[str]:
    return [str(each) for each in value if each] if isinstance(value, list) else []
