"""What WhatsApp's store on Android keeps in several rows for one message, and nicknames.

| table                 | what                                                |
| --------------------- | --------------------------------------------------- |
| `message_vcard`       | contacts that were sent                             |
| `message_poll_option` | the answers that a poll offers                      |
| `lid_display_name`    | the name that somebody gave themselves              |

References: docs/readers/whatsapp-store.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.readers.android_rows import Children, as_text
from holdfast.readers.whatsapp_cards import words_of_card

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.model.message import Leftover
    from holdfast.readers.sqlite_rows import Database, Value


class Lists:
    """Contacts and answers of polls, found as they are wanted."""

    def __init__(self, database: Database) -> None:
        """Note which row belongs to which message.

        Args:
            database: the open store.
        """
        self._cards = Children(database, "message_vcard", "message_row_id", ("vcard",))
        self._answers = Children(
            database, "message_poll_option", "message_row_id", ("option_name",)
        )

    @property
    def damage(self) -> list[Leftover]:
        """What of the tables could not be read."""
        return [*self._cards.damage, *self._answers.damage]

    def words(self, number: int, marks: tuple[str, ...]) -> Iterator[str]:
        """Give what belongs to the words of a message.

        Args:
            number: its row number.
            marks: of its kind.
        """
        if "contact" in marks:
            for card in self._cards.of(number):
                yield words_of_card(card.get("vcard", ""))
        if "poll" in marks:
            for answer in self._answers.of(number):
                yield f"- {answer.get('option_name', '')}"


def nicknames(database: Database, accounts: Mapping[Value, str]) -> dict[str, str]:
    """Give the names that people gave themselves, by their account.

    Args:
        database: the open store.
        accounts: account by row number.
    """
    names = database.look_up("lid_display_name", "lid_row_id", "display_name")
    told = ((accounts.get(number), as_text(name)) for number, (name,) in names.items())
    return {account: name for account, name in told if account and name}
