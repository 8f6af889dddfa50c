"""The parent's side of reading: asks the child, hands over bytes, believes nothing unchecked.

A `ReadingChild` serves any number of originals one after the other. When its process dies, hangs
or says what our readers never say, that costs the original it was at: `ReaderStoppedError` is
raised, and the next question starts a new process.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, Self

from holdfast.actions.reading.answers import (
    AnswerNotUnderstoodError,
    parse_leftover,
    parse_messages,
    parse_part,
    parse_photo,
    parse_question,
    parse_recording,
    parse_stated_hash,
    unpack_answer,
)
from holdfast.actions.reading.frames import (
    LENGTH_BYTES,
    LONGEST_ANSWER,
    LONGEST_PIECE,
    pack_frame,
)
from holdfast.actions.reading.look_answers import parse_look
from holdfast.actions.reading.open_questions import chat_or_notes, in_words, which_format
from holdfast.actions.reading.pipes import Pipes, PipesEndedError, Why
from holdfast.actions.reading.starting import start_child
from holdfast.model.errors import NotThisFormatError, ReaderStoppedError
from holdfast.readers import READERS
from holdfast.readers.reader import Confidence

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator, Mapping
    from types import TracebackType

    from holdfast.model.message import Found, Part
    from holdfast.readers.call_records_look import Look
    from holdfast.readers.reader import Source

PATIENCE_SECONDS = 10.0
"""A child that says nothing for this long is ended; where the system tells how long the processor
has worked for it, that counts, not the clock (`patience.py`)."""

COULD_BE_NOTES = frozenset({"whatsapp"})
"""Formats that somebody's own notes can look like; when their reader is not sure, it is asked."""


class Recognised(NamedTuple):
    """What one reader says about an original."""

    reader: str
    """A key of `READERS`."""

    confidence: Confidence
    """How sure it is."""


class Reading(NamedTuple):
    """An original being read."""

    reader: str
    """Whose format it is taken for: a key of `READERS`."""

    batches: Iterator[list[Found]]
    """What is found, in file order, a few thousand at a time; raises as `ReadingChild.read`."""


class ReadingChild:
    """The process that reads, started when first needed and again when it died."""

    def __init__(self, *, patience_seconds: float = PATIENCE_SECONDS) -> None:
        """Start nothing yet.

        Args:
            patience_seconds: how long it may say nothing before it is ended.
        """
        self._patience = patience_seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._isolation = ""
        self._pipes: Pipes | None = None

    def __enter__(self) -> Self:
        """Give itself; the process starts when first needed."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process."""
        self.close()

    def begin(self) -> None:
        """Start the process without waiting for it, while there is something else to do."""
        if self._process is None:
            self._process = start_child()
            self._pipes = Pipes(self._process, self._patience)

    def isolation(self) -> str:
        """Tell how far the process is shut off: `no-network`, or `limits-only`."""
        self._started()
        return self._isolation

    def recognise(self, source: Source) -> list[Recognised]:
        """Ask every reader whether an original is its own.

        Args:
            source: the original.

        Returns:
            One for each reader that is at all confident, the surest first. Raises as `read`.
        """
        self._tell("recognise", source.name, source.size)
        match self._next_answer(source):
            case ["recognised", list(said)]:
                return _parse_recognised(said)
            case _:
                raise self._stopped(Why.ANSWER)

    def look(self, source: Source) -> Look | None:
        """Give what the first rows of a table of calls look like, None when it is none.

        Args:
            source: the original.
        """
        self._tell("look", source.name, source.size)
        name, *values = self._next_answer(source)
        try:
            if name == "look":
                return parse_look(values) if values else None
        except AnswerNotUnderstoodError:
            pass
        raise self._stopped(Why.ANSWER)

    def read(
        self, source: Source, *, reader: str, answers: Mapping[str, str]
    ) -> Iterator[list[Found]]:
        """Read an original with one reader.

        Args:
            source: the original.
            reader: a key of `READERS`.
            answers: choices by question id.

        Yields:
            What is found, in file order, a few thousand at a time. The text of a question is in
            the words of words/en/questions.toml.

        Raises:
            NotThisFormatError: the reader says it is not its format. Also `ReaderStoppedError` with
                a `Why` as its place: the reader died, hung or said something odd, and what came
                before is not the whole of the file.
        """
        pairs = [[name, choice] for name, choice in answers.items()]
        self._tell("read", reader, source.name, source.size, pairs)
        finished = False
        try:
            while True:
                name, *values = self._next_answer(source)
                if name == "done":
                    finished = True
                    return
                if name == "not-this-format":
                    finished = True
                    raise NotThisFormatError
                if name == "part":
                    yield [self._part(values, source)]
                else:
                    yield self._parse(str(name), values, source.size)
        finally:
            if not finished:
                self.close()

    def close(self) -> None:
        """End the process, if there is one; the next question starts another."""
        process, self._process, self._pipes = self._process, None, None
        self._isolation = ""
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        process.wait()

    def _parse(self, name: str, values: list[object], size: int) -> list[Found]:
        """Give what a frame holds; the child is ended when it is not understood."""
        try:
            match name:
                case "messages":
                    return list(parse_messages(values, size))
                case "photo":
                    return [parse_photo(values)]
                case "recording":
                    return [parse_recording(values)]
                case "hash":
                    return [parse_stated_hash(values, size)]
                case "leftover":
                    return [parse_leftover(values, size)]
                case "question":
                    return [in_words(parse_question(values))]
                case _:
                    raise self._stopped(Why.ANSWER)
        except AnswerNotUnderstoodError:
            raise self._stopped(Why.ANSWER) from None

    def _part(self, values: list[object], source: Source) -> Part:
        """Give a file inside the original, with the bytes that follow its announcement."""
        try:
            part, follow = parse_part(values, source.size)
        except AnswerNotUnderstoodError:
            raise self._stopped(Why.ANSWER) from None
        content = bytearray()
        while len(content) < follow:
            match self._next_answer(source):
                case ["part-bytes", bytes(piece)] if 0 < len(piece) <= follow - len(content):
                    content += piece
                case _:
                    raise self._stopped(Why.ANSWER)
        return part._replace(content=bytes(content))

    def _next_answer(self, source: Source) -> list[object]:
        """Give the child's next answer, after handing over the bytes it asks for."""
        while True:
            values = self._hear()
            match values:
                case ["need", int(start), int(length)]:
                    if not 0 <= start <= source.size or not 0 < length <= LONGEST_PIECE:
                        raise self._stopped(Why.ANSWER)
                    self._send(pack_frame(["bytes", source.read(start, length)]))
                case _:
                    return values

    def _started(self) -> None:
        """See that the process runs and is ready, started now if there is none."""
        if self._process is not None and self._process.poll() is None and self._isolation:
            return
        if self._process is None or self._isolation:
            self.close()
            self.begin()
        match self._first_words():
            case ["ready", str(isolation)]:
                self._isolation = isolation
            case _:
                raise self._stopped(Why.ANSWER)

    def _first_words(self) -> list[object]:
        """Hear that the child is ready.

        Raises:
            ReaderStoppedError: it says nothing for too long.
            RuntimeError: it ended before it began. No file is to blame, so none is kept unread.
        """
        try:
            return self._hear()
        except ReaderStoppedError as stopped:
            if stopped.place != Why.DIED:
                raise
            what = "the program that reads files does not start"
            raise RuntimeError(what) from None

    def _tell(self, *values: object) -> None:
        """Ask something."""
        self._started()
        self._send(pack_frame(values))

    def _hear(self) -> list[object]:
        """Read a frame, with patience for a child that is at work."""
        pipes = self._open_pipes()
        try:
            length = int.from_bytes(pipes.exactly(LENGTH_BYTES), "big")
            if length <= LONGEST_ANSWER:
                return unpack_answer(pipes.exactly(length))
        except PipesEndedError as ended:
            raise self._stopped(ended.why) from None
        except AnswerNotUnderstoodError:
            pass
        raise self._stopped(Why.ANSWER)

    def _send(self, frame: bytes) -> None:
        """Say a frame; it goes out while we listen."""
        try:
            self._open_pipes().send(frame)
        except PipesEndedError as ended:
            raise self._stopped(ended.why) from None

    def _open_pipes(self) -> Pipes:
        """Give the pipes of the process that runs."""
        if self._pipes is None:
            raise self._stopped(Why.DIED)
        return self._pipes

    def _stopped(self, why: Why) -> ReaderStoppedError:
        """End the process and give the error that says why; nothing of the file is in it."""
        self.close()
        return ReaderStoppedError(why)


def _parse_recognised(said: list[object]) -> list[Recognised]:
    """Give what readers said, those who said no left out, the surest first."""
    found = []
    for each in said:
        match each:
            case [str(reader), 1 | 2 as sure] if reader in READERS:
                found.append(Recognised(reader, Confidence(sure)))
    return sorted(found, key=lambda each: -each.confidence)


def read_original(
    child: ReadingChild,
    source: Source,
    *,
    answers: Mapping[str, str],
    readers: tuple[str, ...] = (),
) -> Reading:
    """Find out what an original is and read it.

    Args:
        child: the process that reads.
        source: the original.
        answers: choices by question id; `format` names the reader to use.
        readers: the only readers to consider; all when empty.

    Returns:
        Who reads it, and what is found; for lines that may be her own notes, with the question
        `format` before what is found. When two readers are sure, the reader is `opaque`, and
        the question `format` and one leftover are what is found. Like the batches, this may raise
        `ReaderStoppedError`, when a reader dies of the file's first bytes.
    """
    said = [each for each in child.recognise(source) if not readers or each.reader in readers]
    sure = [each.reader for each in said if each.confidence is Confidence.YES]
    chosen = answers.get("format", "")
    if chosen in READERS:
        return Reading(chosen, child.read(source, reader=chosen, answers=answers))
    if len(sure) > 1:
        return Reading("opaque", iter([which_format(sure, source)]))
    reader = said[0].reader if said else "opaque"
    batches = child.read(source, reader=reader, answers=answers)
    if reader in COULD_BE_NOTES and not sure and not chosen:
        batches = chain([[chat_or_notes(reader, source)]], batches)
    return Reading(reader, batches)
