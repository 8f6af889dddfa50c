"""Files that are in a mail, and are no parts of it: in its words, in a signature, or packed.

References: docs/readers/mail.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.message import LONGEST_PART_BYTES, Part
from holdfast.model.span import Span
from holdfast.readers.head_source import HeadSource
from holdfast.readers.mail_headers import Declared, read_head
from holdfast.readers.mail_names import name_of
from holdfast.readers.mail_signed import MEDIA_TYPES as SIGNED_TYPES
from holdfast.readers.mail_signed import signed_content
from holdfast.readers.mail_structure import Structure
from holdfast.readers.mail_text import AS_IT_STANDS, sort_out, words_of
from holdfast.readers.mail_tnef import MEDIA_TYPES as PACKED_TYPES
from holdfast.readers.mail_tnef import Inside, Unpacked, unpack_tnef
from holdfast.readers.mail_uu import ENCODING, SIGN, files_in
from holdfast.readers.mail_words import decode_text, decode_transfer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from holdfast.readers.mail_headers import Bytes
    from holdfast.readers.mail_structure import Leaf

_PACKED_NAME = "winmail.dat"


class Packed(NamedTuple):
    """What Outlook packed into one of a mail's files, or stands inside its signature."""

    files: tuple[tuple[Inside, Leaf], ...] = ()
    """Each with the part that it stands in."""

    words: str = ""
    """Of the mail."""

    marks: tuple[str, ...] = ()
    """What is in doubt about them."""

    second: str = ""
    """Other words that stand for the same."""

    is_signed: bool = False
    """Whether a file that could have been locked is only signed."""

    @property
    def names(self) -> tuple[str, ...]:
        """Give the names of the files."""
        return tuple(
            each.name or f"packed-{number}.bin" for number, (each, _) in enumerate(self.files, 1)
        )

    def parts(self, base: int, message: int) -> Iterator[Part]:
        """Give the files.

        Args:
            base: offset of the mail in the original.
            message: its number there.
        """
        for name, (inside, leaf) in zip(self.names, self.files, strict=True):
            span = Span(base + leaf.start, leaf.end - leaf.start)
            yield Part(span, name, inside.media_type, inside.content, message)


def packed_in(source: Bytes, files: Iterable[Leaf]) -> Packed:
    """Give what is in `winmail.dat` or in a signature; the file itself stays beside it.

    Args:
        source: the mail.
        files: its files.
    """
    found: list[tuple[Inside, Leaf]] = []
    said, is_signed = Unpacked(), False
    for leaf in files:
        unpack = _unpacker_of(leaf)
        if unpack is None or leaf.end - leaf.start > LONGEST_PART_BYTES:
            continue
        raw = source.read(leaf.start, leaf.end - leaf.start)
        unpacked = unpack(decode_transfer(raw, leaf.declared.encoding))
        is_signed = is_signed or (unpack is _unpack_signed and unpacked != Unpacked())
        found += [(each, leaf) for each in unpacked.files]
        if not said.words:
            said = unpacked
    return Packed(tuple(found), said.words, said.marks, said.second, is_signed)


def _unpacker_of(leaf: Leaf) -> Callable[[bytes], Unpacked] | None:
    """Give what opens a file, None where nothing needs to."""
    media_type = leaf.declared.media_type
    if media_type in PACKED_TYPES or leaf.declared.name.lower() == _PACKED_NAME:
        return unpack_tnef
    return _unpack_signed if media_type in SIGNED_TYPES else None


def _unpack_signed(content: bytes) -> Unpacked:
    """Give the words and files that stand inside a signature."""
    inside = HeadSource(signed_content(content))
    head = read_head(inside, 0, inside.size)
    if not head.fields:
        return Unpacked()
    leaves = list(Structure(inside, inside.size).leaves(head))
    parts = [leaf for leaf in leaves if not leaf.is_outside]
    shown, files = sort_out(parts, is_alone=len(leaves) == 1)
    words = words_of(inside, shown, is_from_mailbox=False)
    found = tuple(
        Inside(
            name_of(inside, leaf, number),
            leaf.declared.media_type,
            decode_transfer(inside.read(leaf.start, leaf.end - leaf.start), leaf.declared.encoding),
        )
        for number, leaf in enumerate(files, 1)
    )
    return Unpacked(found, words.text, words.marks, words.second)


def written_in(source: Bytes, shown: Iterable[Leaf]) -> list[Leaf]:
    """Give the files that stand uuencoded in the words of a mail, as if they were parts of it.

    Args:
        source: the mail.
        shown: its parts that are words.
    """
    found = []
    for leaf in shown:
        if leaf.declared.encoding not in AS_IT_STANDS:
            continue
        raw = source.read(leaf.start, leaf.end - leaf.start)
        for stretch in files_in(raw) if SIGN in raw else ():
            name = decode_text(stretch.name).text
            declared = Declared("application/octet-stream", {}, ENCODING, "attachment", name)
            start, end = leaf.start + stretch.start, leaf.start + stretch.end
            found.append(leaf._replace(declared=declared, start=start, end=end, choice=None))
    return found
