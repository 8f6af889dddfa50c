"""Opening a casebook of 100,000 messages and 2,000 entries, against its own derivation."""

from __future__ import annotations

from intake import write_chat
from measuring import best_of, folder, say, scaled

from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.actions.take_in import take_in
from holdfast.vault.making import make_casebook
from holdfast.vault.opening import Passphrase, open_casebook
from holdfast.vault.slots import STANDARD, passphrase_key

MESSAGES, ENTRIES = scaled(100_000), scaled(2_000)
PASSPHRASE = "bench only, nothing real"  # noqa: S105


def open_and_show(home: object) -> None:
    """Open and ask for the first page."""
    with open_casebook(home, Passphrase(PASSPHRASE)) as book:  # type: ignore[arg-type]
        assert book.index.timeline(limit=50)


def main() -> None:
    """Print the ratio."""
    with folder() as home:
        chat = home / "chat.txt"
        write_chat(chat, MESSAGES)
        with make_casebook(home / "book", PASSPHRASE) as book:
            for number in range(ENTRIES):
                add_incident(book, NewIncident(what=f"Again at the corner, {number}."))
            list(take_in(book, [chat], whose="mine"))
        derived = best_of(5, lambda: passphrase_key(PASSPHRASE, STANDARD, bytes(16)))
        opened = best_of(5, lambda: open_and_show(home / "book"))
        say("the derivation alone", derived * 1000, "ms")
        say("opening and the first page", opened * 1000, "ms", "the derivation", opened / derived)


if __name__ == "__main__":
    main()
