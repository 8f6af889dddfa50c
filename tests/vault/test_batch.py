"""A batch holds every message as it was read, and any of them can be proved without the rest."""

from __future__ import annotations

import hmac
import json
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.model.errors import CasebookDamagedError
from holdfast.model.merkle import Tree, verify_inclusion
from holdfast.model.message import Message
from holdfast.model.moment import Moment
from holdfast.model.span import Span
from holdfast.vault import batch as batch_module
from holdfast.vault.batch import Batch, BatchWriter

if TYPE_CHECKING:
    from collections.abc import Iterable

ORIGINAL = "0a" * 32
SEED = bytes(range(32))

texts = st.text(st.characters(codec="utf-8"), max_size=30)
times = st.sampled_from(["2026", "2026-03", "2026-03-04", "2026-03-04T17:30", None])
moments = st.builds(
    Moment,
    as_written=texts,
    stated=times,
    precision=st.sampled_from(["minute", "day", "unknown"]),
    zone_source=st.sampled_from(["in-file", "unknown"]),
    offset_minutes=st.sampled_from([None, 0, 60, -330]),
    until=times,
    about=st.booleans(),
)
messages = st.builds(
    Message,
    kind=st.sampled_from(["message", "call", "event", "post"]),
    conversation=texts,
    sender=texts | st.none(),
    text=texts,
    happened=moments,
    span=st.builds(Span, st.integers(0, 2**40), st.integers(0, 2**40), texts),
    attachments=st.lists(texts, max_size=3).map(tuple),
    marks=st.lists(st.sampled_from(["deleted", "edited"]), max_size=2).map(tuple),
    duration_seconds=st.none() | st.integers(0, 10_000),
)


def text_message(text: str, minute: int = 0) -> Message:
    when = Moment(f"04/03/2026, 17:{minute:02}", f"2026-03-04T17:{minute:02}", "minute")
    return Message("message", "Chat with Sam", "Sam", text, when, Span(minute, 10))


def written(found: Iterable[Message]) -> tuple[BatchWriter, bytes]:
    writer = BatchWriter(ORIGINAL, seed=SEED)
    return writer, b"".join(writer.chunks(found))


def read(content: bytes, size: int = 7) -> Batch:
    pieces = [content[start : start + size] for start in range(0, len(content), size)]
    return Batch(lambda: iter(pieces), place="import 3")


@given(found=st.lists(messages, max_size=5), size=st.integers(1, 2_000))
def test_messages_come_back_as_they_were_read(found: list[Message], size: int) -> None:
    writer, content = written(found)

    batch = read(content, size)

    assert list(batch.messages()) == found
    assert batch.root() == (writer.leaves, writer.root) == (len(found), writer.root)


@given(found=messages)
def test_a_line_is_the_same_as_the_json_library_writes(found: Message) -> None:
    _, content = written([found])

    line = content.split(b"\n")[1].decode()

    assert line == json.dumps(
        [
            ORIGINAL,
            0,
            found.kind,
            found.conversation,
            found.sender,
            found.text,
            found.happened.to_json(),
            list(found.span),
            list(found.attachments),
            list(found.marks),
            found.duration_seconds,
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def test_leaves_and_salts_are_those_of_the_record_format() -> None:
    writer, content = written([text_message("one"), text_message("two")])

    _, *lines = content.splitlines()
    leaves = [
        sha256(
            b"\0" + hmac.digest(SEED, f"message {number}".encode(), "sha256")[:16] + line
        ).digest()
        for number, line in enumerate(lines)
    ]

    assert writer.root == Tree(leaves).root().hex()


def test_chosen_messages_are_proved_and_the_rest_is_not_needed() -> None:
    writer, content = written(text_message(f"message {n}", n % 60) for n in range(11))

    proofs = read(content).prove([10, 0, 4, 99])

    assert [proof.number for proof in proofs] == [0, 4, 10]
    for proof in proofs:
        assert f"message {proof.number}" in proof.text
        assert "message" not in repr(proof)
        leaf = sha256(b"\0" + proof.salt + proof.text.encode()).digest()
        root = bytes.fromhex(writer.root)
        assert verify_inclusion(leaf, proof.number, size=11, path=proof.path, root=root)


def test_half_a_surrogate_pair_becomes_a_replacement_character() -> None:
    _, content = written([text_message("a\ud83dz \ud83d\ude00")])

    assert [each.text for each in read(content).messages()] == ["a\ufffdz 😀"]


def test_a_large_batch_is_given_in_pieces() -> None:
    writer = BatchWriter(ORIGINAL)

    pieces = list(writer.chunks(text_message("x" * 1_000) for _ in range(3_000)))

    assert len(pieces) > 3
    assert max(map(len, pieces)) < 2 * batch_module.PIECE_BYTES
    assert read(b"".join(pieces), 100_000).root() == (3_000, writer.root)


def test_names_and_times_that_never_repeat_are_not_all_remembered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(batch_module, "MOST_REMEMBERED", 2)
    found = [
        text_message("x")._replace(
            sender=f"S{number}", happened=Moment("", "2026", offset_minutes=number)
        )
        for number in range(7)
    ]

    _, content = written(found)

    assert list(read(content).messages()) == found


def test_a_batch_may_be_written_in_stretches() -> None:
    writer = BatchWriter(ORIGINAL, seed=SEED)
    whole, _ = written([text_message("one"), text_message("two")])

    list(writer.chunks([text_message("one")]))
    list(writer.chunks([text_message("two")]))

    assert writer.root == whole.root


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"holdfast-batch/2 " + b"00" * 32 + b"\n", id="another version"),
        pytest.param(b"holdfast-batch/1 " + b"00" * 31 + b"\n", id="short seed"),
        pytest.param(b"holdfast-batch/1 " + b"zz" * 32 + b"\n", id="no hex"),
        pytest.param(b"holdfast-batch/1 " + b"00" * 32 + b"\n[1", id="last line cut"),
        pytest.param(b"holdfast-batch/1 " + b"00" * 32 + b"\n[1\n", id="no json"),
        pytest.param(b"holdfast-batch/1 " + b"00" * 32 + b"\n{}\n", id="no list"),
        pytest.param(b"holdfast-batch/1 " + b"00" * 32 + b"\n[1]\n", id="too short a list"),
        pytest.param(
            b"holdfast-batch/1 " + b"00" * 32 + b"\n[1,2,3,4,5,6,7,8,9,10,11] \n", id="more behind"
        ),
    ],
)
def test_what_is_no_batch_is_damage_and_the_import_is_named(content: bytes) -> None:
    with pytest.raises(CasebookDamagedError) as caught:
        list(read(content).values())

    assert caught.value.place == "import 3"
