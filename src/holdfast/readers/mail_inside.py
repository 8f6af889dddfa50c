"""Files that are in a mail, and are no parts of it: in its words, or in what Outlook packed.

References: docs/readers/mail.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.message import LONGEST_PART_BYTES, Part
from holdfast.model.span import Span
from holdfast.readers.mail_headers import Declared
from holdfast.readers.mail_text import AS_IT_STANDS
from holdfast.readers.mail_tnef import MEDIA_TYPES, Inside, unpack_tnef
from holdfast.readers.mail_uu import ENCODING, SIGN, files_in
from holdfast.readers.mail_words import decode_text, decode_transfer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from holdfast.readers.mail_headers import Bytes
    from holdfast.readers.mail_structure import Leaf

_PACKED_NAME = "winmail.dat"


class Packed(NamedTuple):
    """What Outlook packed into one of a mail's files."""

    files: tuple[tuple[Inside, Leaf], ...] = ()
    """Each with the part that it stands in."""

    words: str = ""
    """Of the mail."""

    marks: tuple[str, ...] = ()
    """What is in doubt about them."""

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
    """Give what Outlook packed into `winmail.dat`; the file itself stays beside it.

    Args:
        source: the mail.
        files: its files.
    """
    found: list[tuple[Inside, Leaf]] = []
    words, marks = "", tuple[str, ...]()
    for leaf in files:
        is_packed = leaf.declared.media_type in MEDIA_TYPES
        if not is_packed and leaf.declared.name.lower() != _PACKED_NAME:
            continue
        if leaf.end - leaf.start > LONGEST_PART_BYTES:
            continue
        raw = source.read(leaf.start, leaf.end - leaf.start)
        unpacked = unpack_tnef(decode_transfer(raw, leaf.declared.encoding))
        found += [(each, leaf) for each in unpacked.files]
        if not words:
            words, marks = unpacked.words, unpacked.marks
    return Packed(tuple(found), words, marks)


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
