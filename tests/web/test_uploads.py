"""Files that come with a form: sealed while they arrive, and only for a form of ours."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from starlette.requests import ClientDisconnect, Request

from holdfast.web.parts import BLOCK_BYTES, FormBrokenError
from holdfast.web.uploads import ForgedFormError, Upload, receive

if TYPE_CHECKING:
    from collections.abc import Callable

    from holdfast.web.forms import Form

BOUNDARY = "boundary"
TOKEN_PART = ("_token", None, b"ours")


def body_of(*parts: tuple[str, str | None, bytes]) -> bytes:
    """Write a multipart body."""
    made = b""
    for name, filename, content in parts:
        said = f'form-data; name="{name}"' + (
            f'; filename="{filename}"' if filename is not None else ""
        )
        made += f"--{BOUNDARY}\r\nContent-Disposition: {said}\r\n\r\n".encode() + content + b"\r\n"
    return made + f"--{BOUNDARY}--\r\n".encode()


def send(
    body: bytes,
    seal: Callable[[Upload], object],
    *,
    piece: int = 4096,
    breaks_at: int | None = None,
) -> tuple[Form, tuple[object, ...]]:
    """Send a body in pieces to `receive`."""
    pieces = [body[start : start + piece] for start in range(0, len(body), piece)][:breaks_at]

    async def arrive() -> dict[str, object]:
        if not pieces:
            return {"type": "http.disconnect"}
        block = pieces.pop(0)
        more = bool(pieces) or breaks_at is not None
        return {"type": "http.request", "body": block, "more_body": more}

    headers = [(b"content-type", f"multipart/form-data; boundary={BOUNDARY}".encode())]
    request = Request({"type": "http", "method": "POST", "headers": headers}, arrive)

    async def run() -> tuple[Form, tuple[object, ...]]:
        with ThreadPoolExecutor(1) as bench:
            return await receive(request, seal, is_token=lambda t: t == "ours", bench=bench)

    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, run()).result()


def take_all(upload: Upload) -> tuple[str, bytes]:
    return upload.name, b"".join(upload.chunks)


@pytest.mark.parametrize("piece", [1, 7, 4096, 1 << 22])
def test_fields_and_files_arrive_whole_however_they_are_cut(piece: int) -> None:
    size = 300 if piece < 10 else BLOCK_BYTES + 17
    photo = bytes(range(256)) * (size // 256 + 1)
    body = body_of(
        TOKEN_PART,
        ("what", None, "é\r\nx".encode()),
        ("files", "写真.jpg", photo),
        ("files", "b", b""),
    )

    form, files = send(body, take_all, piece=piece)

    assert form.raw("what") == "é\nx"
    assert files == (("写真.jpg", photo), ("b", b""))


def test_bytes_are_handed_on_in_blocks_and_never_gathered() -> None:
    sizes: list[int] = []

    def watch(upload: Upload) -> None:
        sizes.extend(len(block) for block in upload.chunks)

    send(body_of(TOKEN_PART, ("files", "a", bytes(5 * BLOCK_BYTES))), watch, piece=65536)

    assert sum(sizes) == 5 * BLOCK_BYTES
    assert max(sizes) < 2 * BLOCK_BYTES


def test_a_field_in_which_nothing_was_chosen_is_no_file() -> None:
    assert send(body_of(TOKEN_PART, ("files", "", b"")), take_all)[1] == ()


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param((("files", "a", b"x"), TOKEN_PART), id="the token comes after the file"),
        pytest.param((("_token", None, b"forged"), ("files", "a", b"x")), id="the token is forged"),
        pytest.param((("what", None, b"x"),), id="no token at all"),
    ],
)
def test_nothing_is_sealed_for_a_form_that_is_not_ours(
    parts: tuple[tuple[str, str | None, bytes], ...],
) -> None:
    sealed: list[str] = []

    with pytest.raises(ForgedFormError):
        send(body_of(*parts), lambda upload: sealed.append(upload.name))

    assert sealed == []


def test_when_the_body_breaks_off_the_sealing_is_told() -> None:
    told: list[str] = []

    def seal(upload: Upload) -> None:
        try:
            for _ in upload.chunks:
                pass
        except FormBrokenError:
            told.append("broken")
            raise

    with pytest.raises(ClientDisconnect):
        send(body_of(TOKEN_PART, ("files", "a", bytes(100_000))), seal, breaks_at=5)

    assert told == ["broken"]


def test_when_sealing_fails_the_upload_stops_with_its_error() -> None:
    def full(upload: Upload) -> None:
        next(upload.chunks)
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - any disk error
        send(body_of(TOKEN_PART, ("files", "a", bytes(9 * BLOCK_BYTES))), full)
