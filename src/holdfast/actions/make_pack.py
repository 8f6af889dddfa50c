"""Makes a pack: what it would reveal first, then the pack itself, streamed to where it goes."""

from __future__ import annotations

import hashlib
import itertools
import os
import re
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from holdfast.actions.choosing import Choice, Gathered, gather_choice, told_zones
from holdfast.actions.clock import now
from holdfast.actions.giving import Offer, fit, is_file, offer, with_words
from holdfast.actions.revealing import (
    OwnDetails,
    Reveal,
    late_reveals,
    masked_fields,
    message_reveals,
    name_reveals,
    own_details,
    split_messages,
    whole_pack_reveals,
)
from holdfast.actions.stretches import find_stretches, read_messages
from holdfast.actions.who_is_who import region_of
from holdfast.model.entry import Kind
from holdfast.model.errors import FileNotThereError
from holdfast.packs.audiences import RULES
from holdfast.packs.content import Audience, OfficerDetails, PackContent, PackMessages, ShownEntry
from holdfast.packs.portal import LockedZip, PortalFolder
from holdfast.packs.verify_html.page import verify_page
from holdfast.packs.writing import Take, take_nothing, write_pack
from holdfast.vault.disk import disk_errors, replace_lasting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from holdfast.actions.choosing import Pin
    from holdfast.actions.opened import OpenedEntries
    from holdfast.model.entry import Entry, JsonValue
    from holdfast.packs.zip_writing import Sink
    from holdfast.vault.casebook import OpenCasebook
    from holdfast.vault.threads import Current

MOST_INITIALS = 5
WITHOUT_NAME = "EX"
PART = ".part"
FOLDER_TAIL = "-to-upload"


class Form(StrEnum):
    """How a pack leaves."""

    ZIP = "zip"
    """One file."""

    PORTAL = "portal"
    """The same file, and beside it a folder for upload sites."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """What a pack would hold and reveal; made from it, the pack is the same."""

    choice: Choice
    """What she chose, pinned."""

    entries: int
    """How many entries of the record are in it, files and amendments included."""

    exhibits: int
    """How many of them are files."""

    messages: int
    """How many messages."""

    absent: int
    """How many entries of the record are not in it."""

    size_bytes: int
    """Of the files that go in; papers and lists come on top."""

    reveals: tuple[Reveal, ...]
    """What a reader learns, and what was left out because she did not allow it."""

    going: tuple[str, ...]
    """Ids of those entries that stand alone, by place in the record."""

    build: Callable[[], PackContent] = field(repr=False)
    """Gives what goes in; it is put together when it is first asked for."""

    standing: Mapping[str, Current] = field(repr=False)
    """The entries that go in as they stand, by id."""

    @property
    def content(self) -> PackContent:
        """What goes in."""
        return self.build()

    @property
    def pin(self) -> Pin | None:
        """The state of the record."""
        return self.choice.pin


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """A finished pack."""

    pack: Path
    """The zip."""

    sha256: str
    """Of the zip, hex."""

    entries: int
    """How many entries of the record are in it."""

    exhibits: int
    """How many of them are files."""

    reveals: tuple[Reveal, ...]
    """What a reader learns."""

    folder: Path | None = None
    """The portal form, when it was made."""

    files: tuple[str, ...] = ()
    """Names of the files in that folder."""

    def to_json(self) -> dict[str, JsonValue]:
        """Give it as `pack --json` prints it."""
        return {
            "pack": str(self.pack),
            "sha256": self.sha256,
            "entries": self.entries,
            "exhibits": self.exhibits,
            "reveals": [each.to_json() for each in self.reveals],
            "folder": str(self.folder) if self.folder else None,
            "files": [*self.files],
        }


def preview(
    book: OpenCasebook,
    choice: Choice,
    *,
    clock: Callable[[], datetime] = now,
    opened: OpenedEntries | None = None,
) -> Preview:
    """Find what a pack would hold and reveal, without making it.

    Args:
        book: the open casebook.
        choice: what she chose. A name, entry or audience that is none raises
            `NoSuchEntryError` or `AudienceNotBuiltError`.
        clock: the device's, asked when nothing is pinned.
        opened: entries that may have been opened before.
    """
    gathered = gather_choice(book, choice, clock(), opened=opened)
    return _Preparing(book, replace(choice, pin=gathered.pin), gathered).preview()


@dataclass(slots=True)
class _Preparing:
    book: OpenCasebook
    choice: Choice
    gathered: Gathered
    own: OwnDetails = field(init=False)
    masked: dict[int, frozenset[str]] = field(default_factory=dict)
    reveals: list[Reveal] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.own = own_details(self.gathered.everything.values(), self.choice.officer)

    def preview(self) -> Preview:
        messages, sources = self._messages()
        sequences = self.gathered.sequences([*sources, *told_zones(self.gathered, self.choice)])
        opened = {each.sequence: each for each in self.gathered.everything.values()}
        for sequence in sequences:
            if sequence in opened:
                self._mask(opened[sequence])
        offers = fit(self._offers(sources), self.choice.size)
        for each in offers:
            self.reveals += each.reveals
        hidden = sum(map(len, self.masked.values()))
        self.reveals += name_reveals(self.gathered, self.masked)
        self.reveals += late_reveals(self.gathered)
        self.reveals += whole_pack_reveals(self.gathered, len(sequences), hidden)
        going = sorted(self.gathered.entries.values(), key=lambda each: each.entry.sequence)
        return Preview(
            choice=self.choice,
            entries=len(sequences),
            exhibits=len(offers),
            messages=sum(len(each.proofs) for each in messages),
            absent=self.gathered.pin.size - len(sequences),
            size_bytes=sum(each.exhibit.size_bytes for each in offers),
            reveals=tuple(self.reveals),
            going=tuple(each.entry.id for each in going),
            build=cache(lambda: self._content(sequences, offers, messages)),
            standing=self.gathered.entries,
        )

    def _messages(self) -> tuple[list[PackMessages], list[str]]:
        found, sources = [], []
        for source, wanted in find_stretches(self.choice, self.gathered).items():
            read = read_messages(self.book, self.gathered, source, wanted)
            if read is None:
                continue
            entry = self.gathered.everything[source]
            kept, reveals = split_messages(read.proofs, entry, self.choice, self.own)
            self.reveals += reveals
            self.reveals += message_reveals(kept, entry)
            found.append(replace(read, proofs=tuple(kept)))
            sources.append(source)
        return sorted(found, key=lambda each: each.exhibit), sources

    def _mask(self, entry: Entry) -> None:
        about = entry.text("of") or entry.id
        self.masked[entry.sequence], reveals = masked_fields(
            entry, self.choice, self.own, about=about
        )
        self.reveals += reveals

    def _offers(self, sources: Iterable[str]) -> list[Offer]:
        shown = set(sources)
        files = [each.entry for each in self.gathered.entries.values() if is_file(each.entry)]
        offers = [
            offer(self.book, entry, self.choice, has_messages=entry.id in shown) for entry in files
        ]
        worded = [with_words(self.book, self.own, each) for each in offers]
        return sorted(worded, key=lambda each: each.exhibit.number)

    def _content(
        self, sequences: list[int], offers: list[Offer], messages: list[PackMessages]
    ) -> PackContent:
        pin, record = self.gathered.pin, self.book.record
        audience = Audience(self.choice.audience)
        name, initials = _name_and_initials(self.gathered, self.masked)
        said = self.choice.said if self.choice.said.name else replace(self.choice.said, name=name)
        return PackContent(
            audience=audience,
            casebook_id=self.book.casebook_id,
            public_key=self.book.public_key,
            sign=self.book.sign,
            checkpoint=pin.checkpoint,
            leaves=tuple(record.leaves()[: pin.size]),
            made_at=pin.made_at,
            initials=initials,
            entries=tuple(self._shown(sequence) for sequence in sequences),
            exhibits=tuple(each.exhibit for each in offers),
            messages=tuple(messages),
            said=said,
            officer=self.choice.officer if RULES[audience].has_officer_only else OfficerDetails(),
            region=region_of(self.book),
            verify_page=verify_page(),
        )

    def _shown(self, sequence: int) -> ShownEntry:
        found = self.book.record.disclosed(sequence)
        masked = self.masked.get(sequence, frozenset())
        return ShownEntry(
            sequence=sequence,
            kind=Kind(found.kind),
            digests=found.digests,
            disclosures=tuple(
                text for name, text in found.disclosures.items() if name not in masked
            ),
        )


def _name_and_initials(gathered: Gathered, masked: dict[int, frozenset[str]]) -> tuple[str, str]:
    """Give her name, when the entry that says it goes in, and her initials in any case."""
    name, shown, initials = "", "", ""
    for each in gathered.everything.values():
        current = gathered.entries.get(each.id)
        fields = current.fields if current else each.fields
        if each.kind is not Kind.PERSON or fields.get("role") != "me":
            continue
        name = str(fields.get("name") or name)
        initials = str(fields.get("initials") or initials)
        if current is not None and "name" not in masked.get(each.sequence, ()):
            shown = name
    letters = re.sub(r"[^A-Z]", "", initials.upper())
    if not letters:
        letters = "".join(re.findall(r"\b[A-Z]", name.upper()))
    return shown, letters[:MOST_INITIALS] or WITHOUT_NAME


def stream_pack(
    book: OpenCasebook, out: Sink, ready: Preview, *, password: str = "", take: Take = take_nothing
) -> None:
    """Write a pack to anything that takes bytes: a file, a browser.

    Args:
        book: the open casebook.
        out: where to.
        ready: what `preview` gave.
        password: locks the zip; not locked when empty.
        take: is handed each paper as it is made, and the one that goes beside the pack.
    """
    if password:
        locked = LockedZip(out, password)
        write_pack(ready.content, locked, take=take)
        locked.close()
    else:
        write_pack(ready.content, out, take=take)
    book.activity.note("export", ready.choice.audience)


def make_pack(
    book: OpenCasebook,
    dest: Path,
    ready: Preview,
    *,
    form: Form | None = None,
    password: str = "",
) -> Made:
    """Make a pack on disk.

    Args:
        book: the open casebook.
        dest: path of the zip; a file of that name is replaced when the new one is whole.
        ready: what `preview` gave.
        form: portal form unless it is for herself, when left out.
        password: locks the zip and the papers beside it; not locked when empty.

    Returns:
        Where it lies. A full or unwilling disk raises `DiskFullError` or `CannotWriteError`, and
        nothing half made stays behind.

    Raises:
        FileNotThereError: the folder it is to lie in does not exist.
    """
    if not dest.parent.is_dir() or dest.is_dir():
        raise FileNotThereError
    is_for_upload = RULES[Audience(ready.choice.audience)].is_for_upload
    chosen = form or (Form.PORTAL if is_for_upload else Form.ZIP)
    part = dest.with_name(dest.name + PART)
    beside = dest.with_name(dest.stem + FOLDER_TAIL + PART)
    with disk_errors(), _removed_on_failure(part, beside):
        folder = _begin_folder(beside, password) if chosen is Form.PORTAL else None
        with part.open("wb") as out:
            take = folder.take if folder else take_nothing
            stream_pack(book, out, ready, password=password, take=take)
            out.flush()
            os.fsync(out.fileno())
        made = Made(
            pack=dest,
            sha256=_hash(part),
            entries=ready.entries,
            exhibits=ready.exhibits,
            reveals=ready.reveals,
        )
        if folder:
            folder.finish(part)
            named = _free_name(dest)
            beside.rename(named)
            made = replace(made, folder=named, files=tuple(folder.names))
        replace_lasting(part, dest)
    return made


def _begin_folder(beside: Path, password: str) -> PortalFolder:
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(mode=0o700)
    return PortalFolder(beside, password)


def _free_name(dest: Path) -> Path:
    """Give a name for the folder that nothing has yet; nothing of hers is ever replaced."""
    plain = dest.with_name(dest.stem + FOLDER_TAIL)
    names = (plain.with_name(f"{plain.name}-{number}") for number in itertools.count(2))
    return plain if not plain.exists() else next(each for each in names if not each.exists())


@contextmanager
def _removed_on_failure(part: Path, beside: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        part.unlink(missing_ok=True)
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _hash(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
