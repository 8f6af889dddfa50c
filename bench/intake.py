"""A whole import: read in the child, sealed, logged, indexed, searchable; and how much memory."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from measuring import folder, peak_mebibytes, say, scaled, seconds

from holdfast.actions.take_in import take_in
from holdfast.vault.making import make_casebook
from holdfast.vault.slots import Derivation

if TYPE_CHECKING:
    from pathlib import Path

MESSAGES = scaled(1_000_000)
ENOUGH_A_SECOND = 40_000
WORDS = (
    "I will be late again", "are you at home", "ok", "see you at the station then",
    "please stop writing to me", "I know where you are", "did you get the parcel",
    "call me when you can", "no", "I saw you with them yesterday evening near the bridge",
)  # fmt: skip


def write_chat(path: Path, messages: int, *, from_year: int = 2019) -> None:
    """Write a made-up Android export."""
    at = datetime(from_year, 1, 31, 8, 0)  # noqa: DTZ001 - a chat states a wall clock
    with path.open("w", encoding="utf-8") as file:
        for number in range(messages):
            at += timedelta(minutes=1 + number % 7)
            sender = ("Alex", "Sam", "+44 7700 900123")[number % 3]
            text = f"{WORDS[number % len(WORDS)]} {number % 997}"
            file.write(f"{at:%d/%m/%Y, %H:%M} - {sender}: {text}\n")


def main() -> None:
    """Print how fast and how large."""
    with folder() as home:
        chat = home / "WhatsApp Chat with Sam.txt"
        write_chat(chat, MESSAGES)
        with make_casebook(home / "book", "bench", derivation=Derivation(t=1, m_kib=8192)) as book:
            before = peak_mebibytes()
            took = seconds(lambda: list(take_in(book, [chat], whose="mine")))
            say(
                "whole intake",
                MESSAGES / took,
                "msg/s",
                "the limit",
                MESSAGES / took / ENOUGH_A_SECOND,
            )
            say("memory of this process, over what it began with", peak_mebibytes() - before, "MiB")
            found = book.index.search("bridge", limit=50)
            assert len(found) == min(50, MESSAGES // 10)


if __name__ == "__main__":
    main()
