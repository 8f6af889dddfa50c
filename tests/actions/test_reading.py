"""The reading child: it reads as the readers do, can do no harm, and costs only its own file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from holdfast.actions.reading import starting
from holdfast.actions.reading.asking import ReadingChild, read_original
from holdfast.model.errors import HoldfastError, NotThisFormatError, ReaderStoppedError
from holdfast.model.message import Leftover, Photo, Question
from holdfast.readers.reader import Confidence
from tests.readers.samples import BytesSource, Case, all_cases, read_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.model.message import Found

CHAT = b"13/02/2024, 10:00 - Anna: one\n14/02/2024, 10:01 - Joe: two\n"
CANARY = "kanarienvogel"
SAYS_READY = (
    "import sys,time,msgpack\n"
    "def say(*values):\n"
    " body=msgpack.packb(values)\n"
    " sys.stdout.buffer.write(len(body).to_bytes(4,'big')+body); sys.stdout.buffer.flush()\n"
    "say('ready','no-network')\n"
)


@pytest.fixture(scope="module")
def child() -> Iterator[ReadingChild]:
    with ReadingChild() as one:
        yield one


@pytest.fixture
def pretending(monkeypatch: pytest.MonkeyPatch) -> PretendingChild:
    return PretendingChild(monkeypatch)


class PretendingChild:
    """Makes the child another program: one that has been taken over by a hostile file."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Note where to put the program."""
        self._monkeypatch = monkeypatch

    def program(self, code: str) -> ReadingChild:
        """Give a child that says that it is ready, runs some code and then hangs."""
        self._monkeypatch.setattr(
            starting, "_PROGRAM", ("-I", "-c", f"{SAYS_READY}{code}\ntime.sleep(60)")
        )
        return ReadingChild(patience_seconds=2.0)


def everything(child: ReadingChild, source: BytesSource, **answers: str) -> list[Found]:
    """Give all that a child finds in an original."""
    reading = read_original(child, source, answers=answers)
    return [each for batch in reading.batches for each in batch]


def without_words(found: list[Found]) -> list[Found]:
    """Give what was found without the words of questions, which the parent puts in."""
    return [each._replace(text="") if isinstance(each, Question) else each for each in found]


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.id)
def test_child_finds_what_the_reader_finds(child: ReadingChild, case: Case) -> None:
    try:
        expected = read_all(case.source, case.format, case.answers)
    except NotThisFormatError:
        with pytest.raises(NotThisFormatError):
            list(child.read(case.source, reader=case.format, answers={}))
        return
    batches = child.read(case.source, reader=case.format, answers=case.answers)

    assert without_words([each for batch in batches for each in batch]) == without_words(expected)


def test_question_arrives_in_words(child: ReadingChild) -> None:
    (question, *_) = everything(child, BytesSource(b"12/9/20, 10:00 - Anna: one\n"))

    assert isinstance(question, Question)
    assert "12/9/20" in question.text
    assert question.text.endswith("?")


def test_what_nobody_knows_is_opaque(child: ReadingChild) -> None:
    source = BytesSource(b"made up bytes", "notes.bin")

    assert child.recognise(source) == []
    (leftover,) = everything(child, source)
    assert isinstance(leftover, Leftover)
    assert leftover.why == "format-unknown"


def test_answer_about_the_format_decides(child: ReadingChild) -> None:
    (leftover,) = everything(child, BytesSource(CHAT), format="opaque")

    assert isinstance(leftover, Leftover)


def test_only_the_readers_asked_for_are_considered(child: ReadingChild) -> None:
    reading = read_original(child, BytesSource(CHAT), answers={}, readers=("photo",))

    assert reading.reader == "opaque"


def test_two_readers_that_both_say_yes_are_a_question(pretending: PretendingChild) -> None:
    with pretending.program("say('recognised',[['photo',2],['whatsapp',2],['x',2]])") as child:
        reading = read_original(child, BytesSource(CHAT), answers={})
        (found,) = list(reading.batches)

    assert reading.reader == "opaque"
    question, leftover = found
    assert isinstance(question, Question)
    assert question.choices == ("photo", "whatsapp", "opaque")
    assert isinstance(leftover, Leftover)


def test_surest_reader_comes_first(pretending: PretendingChild) -> None:
    with pretending.program("say('recognised',[['photo',1],['whatsapp',2]])") as child:
        said = child.recognise(BytesSource(CHAT))

    assert said == [("whatsapp", Confidence.YES), ("photo", Confidence.PERHAPS)]


def test_a_child_that_died_costs_only_its_file(child: ReadingChild) -> None:
    long = BytesSource(CHAT * 200_000)
    reading = read_original(child, long, answers={})
    next(reading.batches)
    process = child._process  # noqa: SLF001  # ended from outside, as the system would
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)
    with pytest.raises(ReaderStoppedError) as stopped:
        list(reading.batches)
    after = everything(child, BytesSource(CHAT))

    assert stopped.value.place == "died"
    assert len(after) == 2


def test_a_reading_given_up_half_way_leaves_no_answers_behind(child: ReadingChild) -> None:
    batches = read_original(child, BytesSource(CHAT * 5_000), answers={}).batches
    next(batches)
    batches.close()  # type: ignore[attr-defined]

    assert len(everything(child, BytesSource(CHAT))) == 2


def test_a_child_that_hangs_is_ended(pretending: PretendingChild) -> None:
    with (
        pretending.program("") as child,
        pytest.raises(ReaderStoppedError) as stopped,
    ):
        child.recognise(BytesSource(CHAT))

    assert stopped.value.place == "hung"


def test_a_child_that_goes_round_in_circles_is_ended(pretending: PretendingChild) -> None:
    with (
        pretending.program("\nwhile True: pass") as child,
        pytest.raises(ReaderStoppedError) as stopped,
    ):
        child.recognise(BytesSource(CHAT))

    assert stopped.value.place == "hung"


def test_a_child_that_takes_nothing_is_ended(pretending: PretendingChild) -> None:
    code = "say('need',0,1<<22)"
    big = BytesSource(b"x" * (8 << 20))
    with pretending.program(code) as child, pytest.raises(ReaderStoppedError) as stopped:
        child.recognise(big)

    assert stopped.value.place == "hung"


def test_a_child_that_asks_and_asks_and_takes_nothing_is_ended(
    pretending: PretendingChild,
) -> None:
    big = BytesSource(b"x" * (4 << 20))
    code = "for _ in range(9): say('need',0,4<<20)"
    with pretending.program(code) as child, pytest.raises(ReaderStoppedError) as stopped:
        child.recognise(big)

    assert stopped.value.place == "answer"


BAD_ANSWERS = {
    "a length that never ends": "sys.stdout.buffer.write(b'\\xff'*4); sys.stdout.buffer.flush()",
    "no msgpack": "sys.stdout.buffer.write(b'\\0\\0\\0\\1\\xc1'); sys.stdout.buffer.flush()",
    "no list": "sys.stdout.buffer.write(b'\\0\\0\\0\\1\\x01'); sys.stdout.buffer.flush()",
    "an empty list": "say()",
    "a name that is none": "say(5)",
    "a word that is none": "say('format-disk')",
    "bytes from before the file": "say('need',-1,10)",
    "bytes from beyond the file": "say('need',1000,10)",
    "more bytes than are handed over": "say('need',0,1<<30)",
}


@pytest.mark.parametrize("code", BAD_ANSWERS.values(), ids=BAD_ANSWERS.keys())
def test_a_child_that_makes_no_sense_is_ended(pretending: PretendingChild, code: str) -> None:
    with pretending.program(code) as child:
        with pytest.raises(ReaderStoppedError) as stopped:
            list(child.read(BytesSource(CHAT), reader="whatsapp", answers={}))

        assert stopped.value.place == "answer"
        assert child._process is None  # noqa: SLF001  # it is gone


def test_a_child_that_never_says_ready_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        starting, "_PROGRAM", ("-I", "-c", SAYS_READY.replace("'ready'", "'hello'"))
    )

    with ReadingChild(patience_seconds=2.0) as child, pytest.raises(ReaderStoppedError):
        child.isolation()


def test_recognition_that_makes_no_sense_is_refused(pretending: PretendingChild) -> None:
    with pretending.program("say('recognised',5)") as child, pytest.raises(ReaderStoppedError):
        child.recognise(BytesSource(CHAT))


def test_the_child_has_no_environment_and_no_other_files(child: ReadingChild) -> None:
    everything(child, BytesSource(CHAT))
    process = child._process  # noqa: SLF001  # looked at from outside
    assert process is not None
    about = Path(f"/proc/{process.pid}")
    try:
        named = about.joinpath("environ").read_bytes()
        files = {str(each.readlink()) for each in about.joinpath("fd").iterdir()}
    except OSError:
        pytest.skip("not run: the system does not let us look into the child")

    assert named == b""
    assert {name.split(":")[0] for name in files} <= {"pipe", "/dev/null"}


def test_the_child_is_found_where_nothing_is_installed(
    child: ReadingChild, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHONPATH", raising=False)
    monkeypatch.chdir("/")
    child.close()

    assert len(everything(child, BytesSource(CHAT))) == 2


def test_isolation_is_told(child: ReadingChild) -> None:
    assert child.isolation() in {"no-network", "limits-only"}


def in_limits(code: str) -> str:
    """Run code after everything was given up, and give what it printed."""
    program = (
        "from holdfast.actions.reading import limits\nisolation = limits.give_up_all()\n" + code
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    return done.stdout.strip()


def test_network_is_out_of_reach_where_it_says_so() -> None:
    said = in_limits(
        "import socket\n"
        "try:\n socket.create_connection(('127.0.0.1', 9), 1)\n"
        "except OSError as error: print(isolation, error.errno)\n"
    )
    if said.startswith("limits-only"):
        pytest.skip("not run: this system keeps the network within reach of an ordinary user")

    assert said.startswith("no-network")
    network_is_unreachable, cannot_assign = 101, 99
    assert int(said.split()[1]) in {network_is_unreachable, cannot_assign}


def test_memory_and_files_are_limited(tmp_path: Path) -> None:
    target = tmp_path / "written"
    said = in_limits(
        "import signal\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "try:\n bytearray(600 << 20)\nexcept MemoryError: print('memory')\n"
        f"try:\n open({str(target)!r}, 'wb', 0).write(b'x')\nexcept OSError: print('files')\n"
    )

    assert said.split() == ["memory", "files"]


def test_time_is_limited_by_size() -> None:
    said = in_limits(
        "import resource\nlimits.allow_time_for(1 << 30)\n"
        "print(resource.getrlimit(resource.RLIMIT_CPU)[0] > 900)\n"
    )

    assert said == "True"


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.id)
def test_no_word_of_a_file_is_in_an_error_or_on_a_stream(
    child: ReadingChild, case: Case, capfd: pytest.CaptureFixture[str]
) -> None:
    content = case.source.content
    planted = content[: len(content) // 2] + CANARY.encode() + content[len(content) // 2 :]
    said = ""
    for reader in ("whatsapp", "photo", "opaque"):
        try:
            source = BytesSource(planted, f"{CANARY}.txt")
            found = [x for b in child.read(source, reader=reader, answers={}) for x in b]
        except HoldfastError as error:
            said += f"{error!r} {error} {error.__cause__!r}"
        else:
            said += " ".join(map(repr, (x for x in found if not isinstance(x, Photo))))
    streams = capfd.readouterr()

    assert CANARY not in said + streams.out + streams.err


def test_a_child_that_cannot_begin_is_our_fault_and_not_the_files(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(starting, "_PROGRAM", ("-I", "-c", "raise SystemExit(1)"))

    with ReadingChild() as child, pytest.raises(RuntimeError, match="does not start"):
        child.recognise(BytesSource(b"anything", "a.txt"))
