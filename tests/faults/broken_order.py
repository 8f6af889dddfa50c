"""Holdfast with its order of writing broken on purpose, so that the harness can be seen to notice.

Run as a program: the fault's name, then a command line of ours. Each fault is a mistake that is
easily made: the log names an original that is not in its place yet; the answer is given before
the log has it; the old passphrase goes before the new one is there.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from holdfast.cli.main import main
from holdfast.vault.casebook import OpenCasebook
from holdfast.vault.keys import new_id
from holdfast.vault.record import Record
from holdfast.vault.writing import Draft

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from holdfast.vault.slots import Derivation
    from holdfast.vault.stores import Kept
    from holdfast.vault.writing import Logged

ANSWERS, ERRORS = 1, 2
append = Record.append
change_passphrase = OpenCasebook.change_passphrase


def log_before_original(
    record: Record,
    drafts: Sequence[Draft],
    *,
    kept: Sequence[Kept] = (),
    clock: Callable[[], datetime],
) -> tuple[Logged, ...]:
    """Append as usual, but put the originals into their places afterwards."""
    home = Path(sys.argv[sys.argv.index("--home") + 1])
    places = [home / "blobs" / each.blob[:2] / each.blob for each in kept]
    for place in places:
        place.rename(place.with_suffix(".late"))
    logged = append(record, drafts, kept=kept, clock=clock)
    for place in places:
        place.with_suffix(".late").rename(place)
    return logged


def answer_before_log(
    record: Record,
    drafts: Sequence[Draft],
    *,
    kept: Sequence[Kept] = (),
    clock: Callable[[], datetime],
) -> tuple[Logged, ...]:
    """Answer that it is done, then append."""
    named = [
        Draft(each.kind, {**each.fields, "id": each.fields.get("id") or new_id()})
        for each in drafts
    ]
    os.write(ANSWERS, json.dumps({"entry": named[-1].fields["id"]}).encode() + b"\n")
    os.dup2(ERRORS, ANSWERS)
    return append(record, named, kept=kept, clock=clock)


def old_key_first(book: OpenCasebook, new: str, *, derivation: Derivation | None = None) -> None:
    """Take the old passphrase away, then bring the new one."""
    change_passphrase(book, new_id(), derivation=derivation)
    change_passphrase(book, new, derivation=derivation)


BROKEN = {
    "log-before-original": (Record, "append", log_before_original),
    "answer-before-log": (Record, "append", answer_before_log),
    "old-key-first": (OpenCasebook, "change_passphrase", old_key_first),
}
"""Whose method is broken, which, and what takes its place."""


if __name__ == "__main__":
    setattr(*BROKEN[sys.argv.pop(1)])
    sys.exit(main())
