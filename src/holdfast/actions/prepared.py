"""What stands between reading a file and logging it: its sums, and the entry to be written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from holdfast.actions.media_fields import media_fields
from holdfast.actions.telling_folders import told_on_arrival
from holdfast.model.entry import Entry, Kind
from holdfast.readers import load_reader
from holdfast.vault.keys import new_id
from holdfast.vault.writing import Draft

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager
    from datetime import datetime

    from holdfast.actions.account import FileAccount
    from holdfast.actions.media_fields import Media
    from holdfast.actions.received import Received
    from holdfast.actions.so_far import AtHand
    from holdfast.actions.tally import Tally
    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook
    from holdfast.vault.stores import Kept

FORMAT_UNKNOWN = "format-unknown"
"""Why the opaque reader leaves a whole file over; an exhibit needs no other account."""


class KeptPart(NamedTuple):
    """A file from inside an original, sealed and not logged yet."""

    name: str
    """As written."""

    message: int | None
    """Number of the message that carries it."""

    kept: Kept
    """Where it lies."""

    def __repr__(self) -> str:
        """Tell the blob only."""
        return f"KeptPart({self.kept.blob})"

    @property
    def inside(self) -> str:
        """Its place in the original: the message's number, if it has one, and its name."""
        return self.name if self.message is None else f"{self.message}/{self.name}"


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadResult:
    """What was read from an original, sealed as a batch where there were messages."""

    reader: str
    """Whose format it is."""

    tally: Tally
    """The sums."""

    batch: Kept | None
    """The sealed messages; None when there were none."""

    leaves: int = 0
    """Number of messages in the batch."""

    root: str = ""
    """Merkle root over them, hex."""

    parts: tuple[KeptPart, ...] = ()
    """Files inside it that the casebook did not hold, sealed."""

    def fields(self, answers: Mapping[str, str]) -> dict[str, JsonValue]:
        """Give the fields of a reading.

        Args:
            answers: the choices it was read with.
        """
        version = load_reader(self.reader).VERSION
        sums = self.tally.fields()
        counts = sums["counts"]
        if self.parts and isinstance(counts, dict):
            counts["parts_kept"] = len(self.parts)
        return {
            "reader": f"{self.reader} {version}",
            "answers": dict(answers),
            **sums,
            "batch": self.batch.blob if self.batch else None,
            "leaves": self.leaves,
            "root": self.root or None,
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class Prepared:
    """A file that is sealed and read, with the entry that will name it."""

    draft: Draft
    """The exhibit or import, with its id."""

    kept: tuple[Kept, ...]
    """The original and, where there is one, the batch."""

    photo: Media | None = field(default=None, repr=False)
    """What a picture or recording says, with copies for screen and print."""

    parts: tuple[KeptPart, ...] = ()
    """Files inside it, to be logged once it is."""

    @property
    def id(self) -> str:
        """Of the entry to be."""
        return str(self.draft.fields["id"])


class Takes(Protocol):
    """Whoever takes files in: `Intake`."""

    book: OpenCasebook
    """The open casebook."""

    clock: Callable[[], datetime]
    """The device's."""

    tell: Callable[[AtHand], None]
    """Told how far the file at hand is."""

    def prepared(self, received: Received) -> AbstractContextManager[Prepared | Entry]:
        """Seal and read a file; what is surely not logged inside the block is taken back."""
        ...

    def finish(
        self, prepared: Prepared, entry: Entry, *, path: str = "", depth: int = 1
    ) -> tuple[FileAccount, ...]:
        """Do what is left once the file itself is logged."""
        ...


def prepare(
    received: Received, kept: Kept, result: ReadResult, *, now_written: datetime
) -> Prepared:
    """Give the entry that names a file.

    Args:
        received: the file.
        kept: its sealed bytes.
        result: what was read.
        now_written: by the device's clock.
    """
    photo = result.tally.photo
    is_import = photo is None and _has_more_than_bytes(result)
    fields: dict[str, JsonValue] = {
        "id": new_id(),
        "sha256": kept.sha256,
        "size_bytes": kept.size_bytes,
        "name": received.name,
        "blob": kept.blob,
        "how": received.how,
        "received": now_written.isoformat(timespec="seconds"),
        "whose": received.whose,
        "format": result.reader,
        "part_of": list(received.part_of) if received.part_of else None,
        "by": received.by,
        "arrived": received.arrived,
        **(received.contributed or {}),
        **(result.fields(told_on_arrival(received)) if is_import else media_fields(photo)),
    }
    return Prepared(
        draft=Draft(Kind.IMPORT if is_import else Kind.EXHIBIT, fields),
        kept=(kept,) if result.batch is None else (kept, result.batch),
        photo=photo,
        parts=result.parts,
    )


def _has_more_than_bytes(result: ReadResult) -> bool:
    tally = result.tally
    return bool(
        result.batch or tally.questions or tally.stated or set(tally.leftovers) - {FORMAT_UNKNOWN}
    )
