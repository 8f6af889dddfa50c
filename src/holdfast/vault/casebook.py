"""An open casebook: everything in it at hand, until it is closed."""

from __future__ import annotations

import threading
from functools import cached_property
from typing import TYPE_CHECKING, Self

from holdfast.model.checkpoint import origin_of, sign_line
from holdfast.vault.blobs_folder import FolderBlobs
from holdfast.vault.drawer import Drawer
from holdfast.vault.front import find_front, write_front
from holdfast.vault.in_tray import InTray
from holdfast.vault.index.index import Index
from holdfast.vault.journal import Activity
from holdfast.vault.judging import RowJudge, seal_slots
from holdfast.vault.kit import new_kit
from holdfast.vault.mending import remove_set_aside
from holdfast.vault.originals import Originals, by_id
from holdfast.vault.record import Record
from holdfast.vault.slots import derivation_of, write_kit_slot, write_passphrase_slot
from holdfast.vault.stores import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from holdfast.vault.keys import Keys
    from holdfast.vault.mirrored_log import MirroredLog
    from holdfast.vault.slots import Derivation

WAIT_SECONDS = 30.0
BLOBS = "blobs"
INDEX = "index.db"
IN_TRAY_OPEN = "in_tray_open"


class OpenCasebook:
    """One person's record with the keys to it; a context manager that closes it."""

    def __init__(
        self, home: Path, log: MirroredLog, keys: Keys, clock: Callable[[], datetime]
    ) -> None:
        """Put the parts together; `opening` and `making` do.

        Args:
            home: the casebook's folder.
            log: the engine.
            keys: of the casebook.
            clock: the device's, for the journal.
        """
        self.home = home
        self.log = log
        self.keys = keys
        log.judge = RowJudge(log, keys)
        self.record = Record(log, keys)
        self.activity = Activity(log, keys, clock)
        self.drawer = Drawer(log, keys, log.settle)
        self.changed_while_closed: tuple[str, ...] = ()
        self._making = threading.RLock()

    @property
    def casebook_id(self) -> str:
        """32 hex digits."""
        return self.keys.casebook_id

    @property
    def public_key(self) -> bytes:
        """Of the Ed25519 key that signs checkpoints."""
        return self.keys.public_key

    @property
    def recipient(self) -> str:
        """To which things are sealed while the casebook is locked, `age1…`."""
        return self.keys.recipient

    @cached_property
    def blobs(self) -> FolderBlobs:
        """Where sealed originals lie; what writers that died left there is removed."""
        blobs = FolderBlobs(self.home / BLOBS)
        blobs.sweep(self._is_named)
        return blobs

    def _is_named(self, blob: str) -> bool:
        """Tell whether an entry names a blob, or may: only then is there a key to it."""
        return not self.log.is_absent(Shelf.KEY, blob)

    @cached_property
    def originals(self) -> Originals:
        """Files kept byte for byte."""
        tables = self.record.tables
        return Originals(
            self.blobs,
            self.casebook_id,
            keys=tables.keys,
            held=tables.held,
            name_of=self._exhibit_of,
        )

    def _exhibit_of(self, blob: str) -> str:
        # Not opened for this: an index that is being made may be what asks.
        index: Index | None = self.__dict__.get("_index")
        return by_id(blob) if index is None else index.place_of(blob)

    @property
    def index(self) -> Index:
        """What is derived from the record for finding things, opened when first asked for."""
        with self._making:
            return self._index

    @cached_property
    def _index(self) -> Index:
        key = self.keys.subkey("index")
        return Index(self.home / INDEX, key, self.record, self.originals)

    @cached_property
    def in_tray(self) -> InTray:
        """What arrived while the casebook was locked."""
        return InTray(self.home, self.keys.identity)

    def sign(self, text: bytes) -> bytes:
        r"""Give the signature line of a signed note.

        Args:
            text: UTF-8, ends in LF. The note is `text + b"\n" + sign(text)`.
        """
        return sign_line(text.decode(), origin_of(self.casebook_id), self.keys.seed).encode()

    def change_passphrase(self, new: str, *, derivation: Derivation | None = None) -> None:
        """Wrap the secret under another passphrase; the old one opens nothing any more.

        Args:
            new: the passphrase.
            derivation: how much work a try costs; as before when left out.
        """
        work = derivation or derivation_of(self.log)
        with self.log.writing(WAIT_SECONDS) as writer:
            write_passphrase_slot(
                writer, self.casebook_id, secret=self.keys.secret, text=new, derivation=work
            )
            seal_slots(writer, self.keys)
        self.log.settle()
        self.activity.note("passphrase-changed")

    def make_kit(self) -> str:
        """Make a recovery kit, in place of an older one.

        Returns:
            Twenty words; they are kept nowhere.
        """
        kit_secret, words = new_kit()
        with self.log.writing(WAIT_SECONDS) as writer:
            write_kit_slot(writer, self.casebook_id, self.keys.secret, kit_secret)
            seal_slots(writer, self.keys)
        self.log.settle()
        self.activity.note("kit-made")
        return words

    @property
    def in_tray_open(self) -> bool:
        """Whether the lock page shows the in-tray."""
        return find_front(self.log, IN_TRAY_OPEN) == "1"

    def show_in_tray_while_locked(self, *, shown: bool) -> None:
        """Put the in-tray on the lock page, or take it off.

        Args:
            shown: whether it is there.
        """
        with self.log.writing(WAIT_SECONDS) as writer:
            write_front(writer, IN_TRAY_OPEN, "1" if shown else "0")

    def shred_due(self, now: datetime) -> tuple[str, ...]:
        """Shred what was withdrawn and whose delay has passed, wherever it lies.

        Args:
            now: the device's time, with its zone.

        Returns:
            Ids of entries and blobs that no longer open.
        """
        things = self.record.shred_due(now)
        if things:
            for thing in things:
                self.blobs.remove(thing)
            self.log.settle()
            remove_set_aside(self.home)
            self.activity.note("shredded", str(len(things)))
            self.index.rebuild()
        return things

    def close(self) -> None:
        """Let go of everything; nothing more can be read or written."""
        if "_index" in self.__dict__:
            self._index.close()
        if "blobs" in self.__dict__:
            self.blobs.close(self._is_named)
        self.log.close_in_order(self.keys)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
