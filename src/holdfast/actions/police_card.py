"""The card for the police: what to ask about a panic button, a marker and cameras, as she edits it.

It begins with prepared lines and with the report and order numbers of the record, never with an
address. What she changes lies in the drawer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.standing import current_of_kind
from holdfast.knowledge.wording import words
from holdfast.model.entry import Kind

if TYPE_CHECKING:
    from holdfast.vault.casebook import OpenCasebook

ROW = "card/police"
POLICE = "police"


def card_text(book: OpenCasebook) -> str:
    """Give the card: as she kept it, or as prepared.

    Args:
        book: the open casebook.
    """
    stored = book.drawer.get(ROW)
    return stored if isinstance(stored, str) else prepared_card(book)


def prepared_card(book: OpenCasebook) -> str:
    """Give the card as prepared, with the numbers that the record holds now.

    Args:
        book: the open casebook.
    """
    said = words("web_police_card").table("card")
    reports = [
        str(each.fields["reference"])
        for each in current_of_kind(book, Kind.CONTACT)
        if each.fields.get("whom") == POLICE and each.fields.get("reference")
    ]
    orders = [
        ", ".join(
            str(each.fields[name]) for name in ("order", "reference") if each.fields.get(name)
        )
        for each in current_of_kind(book, Kind.ORDER)
    ]
    lines = [*said.texts("lines")]
    for name, found in (("reports", reports), ("orders", orders)):
        shown = "; ".join(dict.fromkeys(each for each in found if each))
        lines.append(said.text(name).format(numbers=shown or said.text("blank")))
    return "\n\n".join([*lines, *said.texts("last")])


def keep_card(book: OpenCasebook, text: str) -> None:
    """Keep the card as she wrote it; an empty one, or one like the prepared, is not kept.

    Args:
        book: the open casebook.
        text: hers.
    """
    if text.strip() and text.strip() != prepared_card(book):
        book.drawer.put(ROW, text.strip())
    elif book.drawer.get(ROW) is not None:
        book.drawer.delete(ROW)
