"""What of each file goes into a pack: the original, a copy without hidden details, or its hash."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from holdfast.actions.choosing import Size
from holdfast.actions.revealing import HIDDEN_DETAILS, Reveal
from holdfast.actions.stated import compare_stated
from holdfast.knowledge.media_words import is_recording
from holdfast.model.entry import Entry, Kind
from holdfast.packs.content import Given, PackExhibit, WhyNot
from holdfast.packs.stripping import strip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from holdfast.actions.choosing import Choice
    from holdfast.actions.revealing import OwnDetails
    from holdfast.vault.casebook import OpenCasebook
    from holdfast.vault.sealed_file import SealedFile

HEAD_BYTES = 4096
LARGEST_STRIPPED = 48 * 1024 * 1024
"""Pictures larger than this are not taken apart in memory."""

STARTS = {
    b"\xff\xd8\xff": "jpg",
    b"\x89PNG\r\n\x1a\n": "png",
    b"%PDF": "pdf",
    b"PK\x03\x04": "zip",
    b"GIF8": "gif",
    b"OggS": "ogg",
    b"ID3": "mp3",
    b"SQLite format 3\x00": "sqlite",
    b"#!AMR": "amr",
    b"fLaC": "flac",
    b"caff": "caf",
    b"\x1a\x45\xdf\xa3": "webm",
    b"0&\xb2u\x8ef\xcf\x11": "wmv",
    b".snd": "au",
    b"FLV\1": "flv",
    b"\0\0\1\xba": "mpg",
    b"\xff\xfb": "mp3",
    b"\xff\xf3": "mp3",
    b"\xff\xf1": "aac",
    b"\xff\xf9": "aac",
}
BRANDS = {b"heic": "heic", b"heix": "heic", b"mif1": "heic", b"qt  ": "mov", b"M4A ": "m4a"}
PHONE_MOVIES = (b"3gp", b"3g2")
BARE = frozenset({"amr"})
"""Formats that have no place for anything but sound."""

PICTURES = frozenset({"jpg", "png", "webp", "heic"})
TEXT_ENDINGS = frozenset({"txt", "csv", "json", "html", "eml", "vcf", "xml"})
MOST_WORDS = 2_000
"""Characters of what a program read in a picture; more would push the picture off its page."""

FOR_PAPERS = 1_500_000
"""Bytes set aside for papers and lists when a pack has to fit a size."""


class Offer(NamedTuple):
    """An exhibit with its file, and what that reveals."""

    exhibit: PackExhibit
    """For the pack."""

    reveals: tuple[Reveal, ...]
    """What its file reveals, or would."""


def ending_of(head: bytes, name: str) -> str:
    """Give the ending of a file's name in a pack, by its content.

    Args:
        head: its first bytes.
        name: as received; consulted for kinds of text only.
    """
    for start, ending in STARTS.items():
        if head.startswith(start):
            return ending
    if head[:4] == b"RIFF":
        return {b"WEBP": "webp", b"WAVE": "wav", b"AVI ": "avi"}.get(head[8:12], "bin")
    if head[4:8] == b"ftyp":
        if head[8:11] in PHONE_MOVIES:
            return "3gp"
        return BRANDS.get(head[8:12], "mp4")
    if is_plain_text(head):
        said = name.rpartition(".")[2].lower()
        return said if said in TEXT_ENDINGS else "txt"
    return "bin"


def is_plain_text(head: bytes) -> bool:
    """Tell whether a file begins as plain text, which carries nothing but its words.

    Args:
        head: its first bytes.
    """
    try:
        text = head.decode()
    except UnicodeDecodeError as error:
        # A letter may be cut where the head ends.
        return error.start > len(head) - 4 and b"\x00" not in head
    return "\x00" not in text


def offer(book: OpenCasebook, entry: Entry, choice: Choice, *, has_messages: bool) -> Offer:
    """Decide what of an exhibit's file goes in, and say what it reveals.

    Args:
        book: the open casebook.
        entry: of kind exhibit or import.
        choice: what she chose.
        has_messages: whether messages of it are shown by themselves.
    """
    number = entry.fields.get("number")
    numbered = number if isinstance(number, int) else 0
    sealed = book.originals.open(entry.text("blob"))
    head = sealed.read(0, HEAD_BYTES)
    ending = ending_of(head, entry.text("name"))
    picture, stated = _picture(book, entry), _stated(book, entry, choice)

    def made(given: Given, why: WhyNot = WhyNot.NONE) -> PackExhibit:
        return PackExhibit(
            sequence=entry.sequence,
            number=numbered,
            given=given,
            why_not=why,
            ending=ending,
            size_bytes=sealed.size if given is Given.ORIGINAL else 0,
            chunks=sealed.chunks if given is Given.ORIGINAL else None,
            picture=picture,
            stated=stated,
        )

    if entry.id in choice.kept_back:
        return Offer(made(Given.HASH_ONLY, WhyNot.NOT_CHOSEN), ())
    if _holds_messages(entry, has_messages=has_messages):
        if entry.id in choice.originals or choice.for_herself:
            return Offer(made(Given.ORIGINAL), ())
        why = WhyNot.MESSAGES_ONLY if has_messages else WhyNot.NO_MESSAGE
        return Offer(made(Given.HASH_ONLY, why), ())
    if choice.for_herself or _is_bare(head, ending):
        return Offer(made(Given.ORIGINAL), ())
    return _offer_file(entry, choice, made, _Found(sealed, ending, picture))


def _is_bare(head: bytes, ending: str) -> bool:
    """Tell whether a file carries nothing but its words or its sound."""
    return ending in BARE or (is_plain_text(head) and ending in TEXT_ENDINGS)


class _Found(NamedTuple):
    sealed: SealedFile
    ending: str
    picture: Callable[[], bytes | None] | None


def count_by_hash(entries: Iterable[Entry], choice: Choice) -> int:
    """Count the files with messages of which a pack holds the hash, and only messages chosen.

    Args:
        entries: that go in.
        choice: what she chose.
    """
    if choice.for_herself:
        return 0
    kept = choice.kept_back | choice.originals
    return sum(
        is_file(each) and _holds_messages(each, has_messages=False) and each.id not in kept
        for each in entries
    )


def _holds_messages(entry: Entry, *, has_messages: bool) -> bool:
    leaves = entry.fields.get("leaves")
    return has_messages or (isinstance(leaves, int) and leaves > 0)


def _offer_file(
    entry: Entry, choice: Choice, made: Callable[..., PackExhibit], found: _Found
) -> Offer:
    data = None
    if found.ending in PICTURES and found.sealed.size <= LARGEST_STRIPPED:
        data = b"".join(found.sealed.chunks())
    stripped = strip(data) if data is not None else None
    if stripped is not None and stripped == data:
        return Offer(made(Given.ORIGINAL), ())
    allowed = choice.allows(HIDDEN_DETAILS, entry.id)
    reveal = Reveal(
        kind=HIDDEN_DETAILS,
        entry=entry.id,
        sequence=entry.sequence,
        text=entry.text("name"),
        included=allowed,
        allow=f"{HIDDEN_DETAILS}:{entry.id}",
    )
    if allowed:
        return Offer(made(Given.ORIGINAL), (reveal,))
    if stripped is not None:
        size = len(stripped)
        return Offer(_copy(made, found.ending, size, _stripper(found.sealed)), (reveal,))
    # A still is no copy of a video, and an outline is no copy of a sound.
    is_still = is_recording(entry.fields.get("picture"))
    shown = found.picture() if found.picture and not is_still else None
    if shown is not None and found.picture is not None:
        return Offer(_copy(made, "jpg", len(shown), found.picture), (reveal,))
    return Offer(made(Given.HASH_ONLY, WhyNot.HIDDEN_DETAILS), (reveal,))


def with_words(book: OpenCasebook, own: OwnDetails, offered: Offer) -> Offer:
    """Add the words that a program read in a picture, where the picture goes in.

    Args:
        book: the open casebook.
        own: her own details; words that hold one of them stay out.
        offered: an exhibit's file.
    """
    exhibit = offered.exhibit
    if exhibit.given is Given.HASH_ONLY or exhibit.picture is None:
        return offered
    entry = book.record.at(exhibit.sequence)
    read = book.index.get_machine_text(entry.id) if isinstance(entry, Entry) else None
    if read is None or own.find(read.text):
        return offered
    cut = read.text if len(read.text) <= MOST_WORDS else read.text[:MOST_WORDS] + " …"
    return offered._replace(exhibit=replace(exhibit, machine_text=cut))


def _stripper(sealed: SealedFile) -> Callable[[], bytes | None]:
    return lambda: strip(b"".join(sealed.chunks()))


def _copy(
    made: Callable[..., PackExhibit], ending: str, size: int, give: Callable[[], bytes | None]
) -> PackExhibit:
    bare = made(Given.HASH_ONLY)
    return PackExhibit(
        sequence=bare.sequence,
        number=bare.number,
        given=Given.COPY,
        why_not=WhyNot.HIDDEN_DETAILS,
        ending=ending,
        size_bytes=size,
        chunks=lambda: [give() or b""],
        picture=bare.picture,
        stated=bare.stated,
    )


def _stated(book: OpenCasebook, entry: Entry, choice: Choice) -> tuple[int, int, int] | None:
    if not entry.fields.get("stated"):
        return None
    found = compare_stated(book, entry.id, before=choice.pin.size if choice.pin else None)
    if found is None:
        return None
    return len(found.matches), len(found.differs), len(found.missing)


def _picture(book: OpenCasebook, entry: Entry) -> Callable[[], bytes | None] | None:
    if book.index.get_picture(entry.id, "print") is None:
        return None
    return lambda: book.index.get_picture(entry.id, "print")


def fit(offers: Iterable[Offer], size: Size) -> list[Offer]:
    """Keep files back that would make a pack too large; smaller numbers go first.

    Args:
        offers: of all exhibits, by number.
        size: how large it may become.

    Returns:
        The offers; of what does not fit only the hash.
    """
    if size is Size.EVERYTHING:
        return list(offers)
    left = size - FOR_PAPERS
    fitted = []
    for each in offers:
        exhibit = each.exhibit
        picture = exhibit.picture() if exhibit.picture else None
        left -= len(picture or b"")
        if exhibit.size_bytes <= left:
            left -= exhibit.size_bytes
            fitted.append(each)
        else:
            fitted.append(Offer(_too_large(exhibit), each.reveals))
    return fitted


def _too_large(exhibit: PackExhibit) -> PackExhibit:
    return PackExhibit(
        sequence=exhibit.sequence,
        number=exhibit.number,
        given=Given.HASH_ONLY,
        why_not=WhyNot.TOO_LARGE,
        ending=exhibit.ending,
        picture=exhibit.picture,
        stated=exhibit.stated,
    )


def is_file(entry: Entry) -> bool:
    """Tell whether an entry has a file.

    Args:
        entry: any.
    """
    return entry.kind in {Kind.EXHIBIT, Kind.IMPORT}
