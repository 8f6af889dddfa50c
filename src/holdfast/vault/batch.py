"""A message batch: what was read from one original, as one blob that a Merkle root commits to.

A batch is lines of UTF-8 that end in LF. The first is `holdfast-batch/1 <seed, 64 hex digits>`;
each other is the compact JSON of one message: `[original's SHA-256, number, kind, conversation,
sender, text, happened, [start, length, path], attachments, marks, duration in seconds]`. The salt
of message i is the first 16 bytes of HMAC-SHA256(seed, "message i"); its leaf is
SHA-256(0x00 || salt || line without LF). So ten messages can be proved without the rest.
"""

from __future__ import annotations

import json
import secrets
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from holdfast.model.errors import CasebookDamagedError
from holdfast.model.merkle import Frontier, Tree
from holdfast.model.message import Message
from holdfast.model.moment import Moment
from holdfast.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

HEADING = b"holdfast-batch/1 "
SEED_BYTES = 32
SALT_BYTES = 16
PIECE_BYTES = 1 << 20
HASH_BLOCK_BYTES = 64
INNER_PAD, OUTER_PAD = 0x36, 0x5C
MOST_REMEMBERED = 4096
"""Names and kinds of times repeat by the thousand; no more than so many are kept at hand."""

Line = tuple[
    str,
    int,
    str,
    str,
    str | None,
    str,
    dict[str, str | int | bool | None],
    tuple[int, int, str],
    list[str],
    list[str],
    int | None,
    list[list[str]],
]
"""The values of a message's line: original, number, kind, conversation, sender, text, happened,
span, attachments, marks, duration in seconds, details."""

LINE_VALUES = 12
WITHOUT_DETAILS = LINE_VALUES - 1
"""Most messages have no details, and their line ends before them."""

_quote: Callable[[str], str] = json.encoder.encode_basestring
_load = json.JSONDecoder().raw_decode
_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Proof(NamedTuple):
    """Shows that one message is among those an import entry commits to."""

    number: int
    """Place of the message in the file, counted from 0."""

    salt: bytes
    """16 bytes."""

    text: str
    """The line that was hashed, as it stands."""

    path: tuple[bytes, ...]
    """Inclusion path in the tree of the batch."""

    def __repr__(self) -> str:
        """Tell the number only."""
        return f"Proof({self.number})"


class BatchWriter:
    """Turns messages into a batch in one pass; its size does not depend on their number."""

    def __init__(self, original_sha256: str, *, seed: bytes | None = None) -> None:
        """Begin a batch.

        Args:
            original_sha256: of the file the messages were read from, hex.
            seed: 32 bytes that all salts come from; random when left out.
        """
        self._seed = secrets.token_bytes(SEED_BYTES) if seed is None else seed
        self._line = _Lines(original_sha256)
        self._tree = Frontier()

    @property
    def leaves(self) -> int:
        """How many messages went in so far."""
        return self._tree.size

    @property
    def root(self) -> str:
        """Merkle root over them, hex."""
        return self._tree.root().hex()

    def chunks(self, messages: Iterable[Message]) -> Iterator[bytes]:
        """Give the batch in pieces of about 1 MiB, to be sealed.

        Args:
            messages: in file order.
        """
        yield HEADING + self._seed.hex().encode() + b"\n"
        salt_of, push, line = Salts(self._seed).salt, self._tree.push, self._line.of
        waiting: list[bytes] = []
        gathered = 0
        for number, message in enumerate(messages, self._tree.size):
            text = line(number, message)
            push(sha256(b"\0" + salt_of(number) + text).digest())
            waiting.append(text)
            gathered += len(text)
            if gathered >= PIECE_BYTES:
                yield b"\n".join(waiting) + b"\n"
                waiting, gathered = [], 0
        if waiting:
            yield b"\n".join(waiting) + b"\n"


class _Lines:
    """Writes a message as canonical JSON; the same as `json.dumps`, four times as fast."""

    def __init__(self, original_sha256: str) -> None:
        self._head = "[" + _quote(original_sha256) + ","
        self._names: dict[tuple[str, str, str | None], str] = {}
        self._times: dict[tuple[object, ...], str] = {}

    def of(self, number: int, message: Message) -> bytes:
        kind, conversation, sender, text, happened, span, attachments, marks, duration, details = (
            message
        )
        who = (kind, conversation, sender)
        names = self._names.get(who) or self._remember_names(who)
        written, stated, *rest = happened
        zone = tuple(rest)
        time_tail = self._times.get(zone) or self._remember_times(zone, happened)
        time_head = _quote(written)
        if stated is not None:
            time_head += ',"stated":' + _quote(stated)
        start, length, path = span
        line = (
            f'{self._head}{number}{names}{_quote(text)},{{"as_written":{time_head}{time_tail}'
            f",[{start},{length},{_quote(path)}],"
            f"{_dump(attachments) if attachments else '[]'},{_dump(marks) if marks else '[]'},"
            f"{'null' if duration is None else duration}{',' + _dump(details) if details else ''}]"
        )
        try:
            return line.encode()
        except UnicodeEncodeError:
            return _without_halves(line).encode()

    def _remember_names(self, who: tuple[str, str, str | None]) -> str:
        if len(self._names) >= MOST_REMEMBERED:
            self._names.clear()
        kind, conversation, sender = who
        quoted = "null" if sender is None else _quote(sender)
        self._names[who] = f",{_quote(kind)},{_quote(conversation)},{quoted},"
        return self._names[who]

    def _remember_times(self, zone: tuple[object, ...], happened: Moment) -> str:
        if len(self._times) >= MOST_REMEMBERED:
            self._times.clear()
        rest = happened.to_json()
        del rest["as_written"]
        rest.pop("stated", None)
        # Moments with a precision always have more fields, so the cut brace is a comma.
        self._times[zone] = "," + _dump(rest)[1:] if rest else "}"
        return self._times[zone]


def _without_halves(line: str) -> str:
    """Replace halves of surrogate pairs, which UTF-8 has no bytes for."""
    return line.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class Salts:
    """Gives the salt of each message: HMAC-SHA256 with the two fixed blocks hashed only once."""

    def __init__(self, seed: bytes) -> None:
        """Prepare the two blocks.

        Args:
            seed: 32 bytes.
        """
        block = seed.ljust(HASH_BLOCK_BYTES, b"\0")
        self._inner = sha256(bytes(byte ^ INNER_PAD for byte in block))
        self._outer = sha256(bytes(byte ^ OUTER_PAD for byte in block))

    def salt(self, number: int) -> bytes:
        """Give the salt of one message.

        Args:
            number: its place in the file.
        """
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update(b"message %d" % number)
        outer.update(inner.digest())
        return outer.digest()[:SALT_BYTES]


class Batch:
    """Reads a batch back."""

    def __init__(self, chunks: Callable[[], Iterator[bytes]], *, place: str) -> None:
        """Stand ready to read.

        Args:
            chunks: begins the batch anew at each call (`SealedFile.chunks`).
            place: named in errors: the import.
        """
        self._chunks = chunks
        self._place = place

    def lines(self) -> Iterator[bytes]:
        """Give the line of each message, in order, as it was hashed."""
        lines = self._all_lines()
        self._seed_in(next(lines, b""))
        return lines

    def messages(self) -> Iterator[Message]:
        """Give the messages, in order."""
        return map(message_of, self.values())

    def values(self) -> Iterator[Line]:
        """Give the JSON values of each message, in order.

        Raises:
            CasebookDamagedError: a line is no JSON list of so many values.
        """
        for line in self.lines():
            try:
                text = line.decode()
                values, end = _load(text)
            except ValueError as broken:
                raise CasebookDamagedError(self._place) from broken
            if isinstance(values, list) and len(values) == WITHOUT_DETAILS:
                values.append([])
            whole = isinstance(values, list) and len(values) == LINE_VALUES
            if not whole or end != len(text):
                raise CasebookDamagedError(self._place)
            # What is in the list is ours: the seal vouches for it.
            yield tuple(values)

    def prove(self, numbers: Iterable[int]) -> list[Proof]:
        """Give proofs for chosen messages, in order of their numbers.

        Args:
            numbers: places in the file; those that do not exist are left out.

        Returns:
            A proof for each, against the root in the import entry.
        """
        chosen = set(numbers)
        texts: dict[int, bytes] = {}
        leaves: list[bytes] = []
        lines = self._all_lines()
        salt_of = Salts(self._seed_in(next(lines, b""))).salt
        for number, line in enumerate(lines):
            leaves.append(sha256(b"\0" + salt_of(number) + line).digest())
            if number in chosen:
                texts[number] = line
        tree = Tree(leaves)
        return [
            Proof(number, salt_of(number), line.decode(), tuple(tree.inclusion_path(number)))
            for number, line in texts.items()
        ]

    def root(self) -> tuple[int, str]:
        """Give the number of leaves and the root over what the blob holds now."""
        lines = self._all_lines()
        salt_of = Salts(self._seed_in(next(lines, b""))).salt
        tree = Frontier()
        for number, line in enumerate(lines):
            tree.push(sha256(b"\0" + salt_of(number) + line).digest())
        return tree.size, tree.root().hex()

    def _all_lines(self) -> Iterator[bytes]:
        rest = b""
        for chunk in self._chunks():
            *whole, rest = (rest + chunk).split(b"\n")
            yield from whole
        if rest:
            raise CasebookDamagedError(self._place)

    def _seed_in(self, heading: bytes) -> bytes:
        try:
            seed = bytes.fromhex(heading.removeprefix(HEADING).decode())
        except ValueError as broken:
            raise CasebookDamagedError(self._place) from broken
        if not heading.startswith(HEADING) or len(seed) != SEED_BYTES:
            raise CasebookDamagedError(self._place)
        return seed


def message_of(line: Line) -> Message:
    """Make a message from the JSON values of its line.

    Args:
        line: as `Batch.values` gives it.
    """
    _, _, kind, conversation, sender, text, happened, span, files, marks, duration, details = line
    return Message(
        kind=kind,
        conversation=conversation,
        sender=sender,
        text=text,
        happened=Moment.from_json(happened),
        span=Span(*span),
        attachments=tuple(files),
        marks=tuple(marks),
        duration_seconds=duration,
        details=tuple((code, said) for code, said in details),
    )
