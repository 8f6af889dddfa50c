"""age files: what we seal opens, and every vector of the age testkit is judged right."""

from __future__ import annotations

import base64
import io
import zlib
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from pyrage import x25519

from holdfast.vault.age_header import MOST_STANZAS, NotForUsError, check_header
from holdfast.vault.age_opening import open_with, seal_to
from tests.corpus import corpus

if TYPE_CHECKING:
    from collections.abc import Iterator

IDENTITY = str(x25519.Identity.generate())
RECIPIENT = str(x25519.Identity.from_str(IDENTITY).to_public())
HYBRID = "AGE-SECRET-KEY-PQ-1"


def sealed(content: bytes) -> bytes:
    outlet = io.BytesIO()
    seal_to(RECIPIENT, [content], outlet)
    return outlet.getvalue()


def opened(file: bytes, identity: str = IDENTITY, step: int = 7_001) -> bytes:
    outlet = io.BytesIO()
    pieces = (file[start : start + step] for start in range(0, len(file), step))
    open_with(identity, pieces, outlet)
    return outlet.getvalue()


def armored(file: bytes, end: bytes = b"\n") -> bytes:
    text = base64.b64encode(file)
    lines = [text[start : start + 64] for start in range(0, len(text), 64)]
    begin, finish = b"-----BEGIN AGE ENCRYPTED FILE-----", b"-----END AGE ENCRYPTED FILE-----"
    return end.join([begin, *lines, finish]) + end


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 300_000])
@pytest.mark.parametrize("step", [1_000, 100_000])
def test_what_is_sealed_opens(size: int, step: int) -> None:
    content = bytes(range(250)) * 2_000

    assert opened(sealed(content[:size]), step=step) == content[:size]


def test_a_file_written_as_text_opens() -> None:
    content = b"x" * 100_000

    assert opened(armored(sealed(content))) == content
    assert opened(b"\n \t\n" + armored(sealed(content), b"\r\n") + b"\n  \n", step=3) == content


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(b"-----BEGIN AGE ENCRYPTED FILE-----x\n", id="more on the first line"),
        pytest.param(b"-----BEGIN AGE ENCRYPTED FILE-----\nAAAA\n", id="no last line"),
        pytest.param(b"-----BEGIN AGE ENCRYPTED FILE-----\nAAAA", id="cut in a line"),
    ],
)
def test_broken_armor_is_refused(file: bytes) -> None:
    with pytest.raises(NotForUsError):
        opened(file)


def test_text_that_never_ends_its_line_is_not_gathered_whole() -> None:
    given: list[int] = []

    def endless() -> Iterator[bytes]:
        yield b"-----BEGIN AGE ENCRYPTED FILE-----\n" + b"A" * 70_000
        while True:
            given.append(1)
            yield b"A" * 1_000

    with pytest.raises(NotForUsError):
        open_with(IDENTITY, endless(), io.BytesIO())

    assert len(given) < 3


def test_a_file_with_too_many_ways_to_open_it_is_refused() -> None:
    stanza = b"-> x y\n\n"
    head, rest = sealed(b"x").split(b"\n", 1)

    assert check_header(head + b"\n" + stanza * (MOST_STANZAS - 3) + rest)
    with pytest.raises(NotForUsError):
        check_header(head + b"\n" + stanza * (MOST_STANZAS * 2) + rest)


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(b"age-encryption.org/v1\n", id="nothing follows"),
        pytest.param(b"age-encryption.org/v1\n-> X25519 a\n", id="no body"),
        pytest.param(b"age-encryption.org/v1\n-> X25519 a\n" + b"A" * 65 + b"\n", id="long line"),
        pytest.param(b"age-encryption.org/v1\n--- \n", id="no key to it"),
        pytest.param(b"age-encryption.org/v1\n--- " + b"A" * 43 + b"\n", id="no stanza"),
        pytest.param(b"age-encryption.org/v1\n--- " + b"A" * 42 + b"B\n", id="not canonical"),
        pytest.param(b"age-encryption.org/v1\n-> X25519 a\n\xff\n", id="no base64"),
        pytest.param(b"age-encryption.org/v1\n-> X25519 a\nAA==\n", id="padded"),
    ],
)
def test_a_broken_head_is_refused(head: bytes) -> None:
    with pytest.raises(NotForUsError):
        check_header(head)


def test_an_error_of_the_taker_passes_through() -> None:
    class Full(io.BytesIO):
        def write(self, piece: object, /) -> int:
            raise MemoryError(piece)

    with pytest.raises(MemoryError):
        open_with(IDENTITY, [sealed(b"x")], Full())


def test_the_age_testkit_is_judged_right() -> None:
    judged = {"opened": 0, "refused": 0, "passphrase": 0, "hybrid": 0}

    for path in sorted(corpus("conformance", "age", "testdata").iterdir()):
        facts, file = _vector(path.read_bytes())
        identity = next((one for one in facts.get("identity", []) if HYBRID not in one), "")
        ours = identity or IDENTITY
        wanted = facts["expect"] == ["success"]
        try:
            content = opened(file, ours)
        except NotForUsError:
            kind = _why_not(facts, identity) if wanted else "refused"
            judged[kind] += 1
        else:
            assert wanted, path.name
            assert sha256(content).hexdigest() == facts["payload"][0], path.name
            judged["opened"] += 1

    # 143 vectors: sealed with a passphrase or to a hybrid key is not for a casebook's identity.
    assert judged == {"opened": 19, "refused": 117, "passphrase": 2, "hybrid": 5}


def _why_not(facts: dict[str, list[str]], identity: str) -> str:
    if "passphrase" in facts:
        return "passphrase"
    assert not identity
    return "hybrid"


def _vector(content: bytes) -> tuple[dict[str, list[str]], bytes]:
    head, _, file = content.partition(b"\n\n")
    facts: dict[str, list[str]] = {}
    for line in head.decode().splitlines():
        name, _, value = line.partition(": ")
        facts.setdefault(name, []).append(value)
    return facts, zlib.decompress(file) if "compressed" in facts else file
