"""Files inside an original (a mail's attachments, pictures of text messages) into the record.

They are sealed while the original is read, so that none is held in memory, and logged after it as
exhibits that name it and the message. What the casebook holds already is not kept twice.
"""

from __future__ import annotations

from contextlib import ExitStack
from hashlib import sha256
from typing import TYPE_CHECKING

from holdfast.actions.account import FileAccount, account_of
from holdfast.actions.prepared import KeptPart
from holdfast.actions.received import Received
from holdfast.actions.so_far import AtHand, CancelledError, Step
from holdfast.model.entry import CONTRIBUTED_FIELDS, Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from holdfast.actions.prepared import Prepared, Takes
    from holdfast.model.message import Part
    from holdfast.vault.casebook import OpenCasebook
    from holdfast.vault.originals import Originals

INSIDE = "inside"
"""How a file inside another one came in."""

DEEPEST = 5
"""A mail in a mail in a mail: what is deeper stays inside and is not listed."""

TOGETHER = 50
"""So many are logged in one commit."""


class Parts:
    """Seals the files inside one original as they come past."""

    def __init__(self, originals: Originals, held_by: Callable[[str], str | None]) -> None:
        """Begin with none.

        Args:
            originals: where they go.
            held_by: gives the entry that holds bytes of a SHA-256 already, or None.
        """
        self._originals = originals
        self._held_by = held_by
        self._found: dict[str, KeptPart] = {}

    def keep(self, part: Part) -> None:
        """Seal one, unless the same bytes are held or came past before.

        Args:
            part: as the reader found it.
        """
        # Hashed beforehand: a logo below every mail would be made durable a thousand times.
        digest = sha256(part.content).hexdigest()
        if digest in self._found or self._held_by(digest) is not None:
            return
        kept = self._originals.keep([part.content])
        self._found[kept.sha256] = KeptPart(part.name, part.message, kept)

    def taken(self) -> tuple[KeptPart, ...]:
        """Give those that are new, in order; they are the caller's now."""
        found = tuple(self._found.values())
        self._found = {}
        return found

    def forget(self) -> None:
        """Take back what nobody has taken."""
        for each in self.taken():
            self._originals.forget(each.kept)


def log_parts(
    intake: Takes, parts: Sequence[KeptPart], owner: Entry, *, path: str = "", depth: int = 1
) -> tuple[FileAccount, ...]:
    """Log files from inside another.

    Args:
        intake: takes them.
        parts: sealed.
        owner: the entry of the file they lie in.
        path: of that file, as it came in.
        depth: how many files lie around them; what lies in more than `DEEPEST` stays there.

    Returns:
        Their accounts; what could not be logged is taken back when this raises. When she stops the
        import, those that are logged by then: the file around them is in the record already.
    """
    waiting, accounts = list(parts), list[FileAccount]()
    try:
        while waiting and depth <= DEEPEST:
            if depth == 1:
                intake.tell(AtHand(Step.INSIDE, len(accounts), len(parts)))
            logged = _log_group(intake, waiting[:TOGETHER], owner, path)
            # They are the record's now: nothing that happens from here on takes them back.
            del waiting[:TOGETHER]
            for prepared, entry in logged:
                where = f"{path}/{entry.text('name')}"
                inside = intake.finish(prepared, entry, path=where, depth=depth + 1)
                accounts.append(account_of(entry, path=where, inside=inside))
    except CancelledError:
        # The others come in when the same file is taken in again (`is_part_missing`).
        return tuple(accounts)
    finally:
        for each in waiting:
            intake.book.originals.forget(each.kept)
    return tuple(accounts)


def _log_group(
    intake: Takes, group: Sequence[KeptPart], owner: Entry, path: str
) -> list[tuple[Prepared, Entry]]:
    with ExitStack() as stack:
        found = [
            stack.enter_context(intake.prepared(_received(each, owner, path))) for each in group
        ]
        prepared = [each for each in found if not isinstance(each, Entry)]
        logged = intake.book.record.append(
            [each.draft for each in prepared],
            kept=[kept for each in prepared for kept in each.kept],
            clock=intake.clock,
        )
    return [(each, one.entry) for each, one in zip(prepared, logged, strict=True)]


def _received(part: KeptPart, owner: Entry, path: str) -> Received:
    return Received(
        name=part.name,
        path=f"{path}/{part.inside}",
        chunks=lambda: iter(()),
        size_bytes=part.kept.size_bytes,
        how=INSIDE,
        whose=owner.text("whose") or None,
        part_of=(owner.id, part.inside),
        by=owner.text("by") or None,
        arrived=owner.text("arrived") or None,
        contributed={name: owner.fields.get(name) for name in CONTRIBUTED_FIELDS},
        kept=part.kept,
    )


def is_part_missing(book: OpenCasebook, entry: Entry) -> bool:
    """Tell whether an import was ended before all files inside it were logged.

    Args:
        book: the open casebook.
        entry: the import.
    """
    counts = entry.fields.get("counts")
    wanted = counts.get("parts_kept") if isinstance(counts, dict) else None
    if not isinstance(wanted, int) or wanted == 0:
        return False
    book.index.catch_up()
    return book.index.count_inside(entry.id) < wanted
