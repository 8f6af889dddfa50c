"""Published mails: every one is read, and divided as the standard library divides it."""

from __future__ import annotations

import email
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Part
from holdfast.readers import mail, mbox
from holdfast.readers.mail_headers import read_head
from holdfast.readers.mail_message import Memory
from holdfast.readers.mail_structure import Structure
from holdfast.readers.mail_words import decode_transfer
from holdfast.readers.reader import Confidence
from tests.corpus import corpus
from tests.readers.samples import (
    BytesSource,
    assert_every_byte_is_accounted_for,
    messages_of,
    read_all,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message as StandardMessage
    from pathlib import Path

NO_MAILS = {"bsmtp", "bsmtpnull", "msg_19.txt"}
"""A talk with a server, an empty line, and words without any header."""

DIVIDED_OTHERWISE = {
    # Two multiparts share a boundary: the standard library loses parts of the outer one.
    "msg_15.txt", "msg_37.txt", "msg_39.txt",
    # Several parts, and nothing that could divide them: a text.
    "msg_41.txt",
    # What the headers say divides it never comes; what does, does.
    "msg_31.txt",
    # What is no mail within a mail is one file for us.
    "msg_16.txt", "msg_36.txt",
}  # fmt: skip


def mails_in(*place: str) -> list[Path]:
    """Give the files of a corpus folder that are mails as text."""
    files = [path for path in sorted(corpus(*place).rglob("*")) if path.is_file()]
    return [
        path
        for path in files
        if path.name not in {"MANIFEST.md", "SHA256SUMS"}
        and "LICENSE" not in path.name
        and not path.read_bytes().startswith(b"\xd0\xcf\x11\xe0")
    ]


def reader_of(content: bytes, name: str) -> str:
    """Give the reader that knows a file best; `mail` is asked when none does."""
    if mbox.recognises(content[:65_536], name) is Confidence.YES:
        return "mbox"
    return "mail"


def leaves_of(message: StandardMessage) -> Iterator[StandardMessage]:
    """Give what the standard library takes for parts that hold no others."""
    if message.get_content_maintype() == "multipart" and message.is_multipart():
        for part in message.get_payload():
            yield from leaves_of(part)  # type: ignore[arg-type]  # a list when it is multipart
    else:
        yield message


def theirs(content: bytes) -> list[tuple[str, bytes]]:
    """Give types and bytes of the parts as the standard library finds them."""
    found = []
    for leaf in leaves_of(email.message_from_bytes(content)):
        raw = b"" if leaf.is_multipart() else leaf.get_payload(decode=True)
        assert isinstance(raw, bytes)
        found.append((leaf.get_content_type(), plain(raw)))
    return found


def ours(content: bytes) -> list[tuple[str, bytes]]:
    """Give types and bytes of the parts as we find them."""
    source = Memory(content)
    found = []
    for leaf in Structure(source, source.size).leaves(read_head(source, 0, source.size)):
        if leaf.is_outside:
            continue
        raw = source.read(leaf.start, leaf.end - leaf.start)
        is_nested = leaf.declared.media_type.startswith("message/")
        decoded = b"" if is_nested else decode_transfer(raw, leaf.declared.encoding)
        found.append((leaf.declared.media_type, plain(decoded)))
    return found


def plain(raw: bytes) -> bytes:
    """Give bytes with LF only, none at the end."""
    return raw.replace(b"\r\n", b"\n").rstrip()


@pytest.mark.parametrize(
    ("place", "count"),
    [("cpython-test_email", 48), ("spamassassin", 182), ("langchain-community", 1)],
)  # fmt: skip
def test_every_published_mail_is_read(place: str, count: int) -> None:
    read, refused = 0, set()
    for path in mails_in("samples", "email", place):
        content = path.read_bytes()
        try:
            found = read_all(BytesSource(content, path.name), reader_of(content, path.name))
        except NotThisFormatError:
            refused.add(path.name)
            continue
        assert_every_byte_is_accounted_for(found, len(content))
        read += len(messages_of(found))

    assert refused <= NO_MAILS
    assert read + len(refused) == count


def test_every_published_mail_is_recognised_by_exactly_one_reader() -> None:
    sure = Counter[bool]()
    for path in mails_in("samples", "email"):
        content = path.read_bytes()[:65_536]
        yes = [each.recognises(content, path.name) is Confidence.YES for each in (mail, mbox)]
        assert not all(yes)
        sure[any(yes)] += path.name not in NO_MAILS

    assert sure[True] == 225
    assert sure[False] == 1


def test_parts_are_those_of_the_standard_library() -> None:
    compared = 0
    for path in mails_in("samples", "email"):
        content = path.read_bytes()
        if not mail.recognises(content[:65_536], path.name) or path.name in DIVIDED_OTHERWISE:
            continue
        parts = ours(content)
        if parts:  # else nothing divides it, and it is shown as it stands
            compared += 1
            assert [path.name, parts] == [path.name, theirs(content)]
    assert compared > 150


def test_a_mailbox_with_a_message_that_quotes_from_has_three_mails() -> None:
    content = corpus("samples", "email", "spamassassin", "nice.mbox").read_bytes()

    found = messages_of(read_all(BytesSource(content), "mbox"))

    assert [each.happened.iso for each in found] == [
        "2001-05-15T17:31:22-04:00", "1991-10-08T10:25:36-04:00", "2002-09-04T19:07:34-07:00",
    ]  # fmt: skip


def test_hostile_mails_are_read_or_refused_with_nothing_lost() -> None:
    read = 0
    for path in mails_in("hostile", "eml"):
        content = path.read_bytes()
        for reader in ("mail", "mbox"):
            try:
                found = read_all(BytesSource(content, path.name), reader)
            except NotThisFormatError:
                continue
            read += 1
            assert_every_byte_is_accounted_for(found, len(content))
            for each in found:
                assert not isinstance(each, Part) or 0 <= each.span.start <= each.span.end
    assert read > 400


def test_an_attachment_is_taken_out_whole() -> None:
    path = corpus("samples", "email", "langchain-community", "fake-email-attachment.eml")

    found = read_all(BytesSource(path.read_bytes(), path.name), "mail")

    (part,) = [each for each in found if isinstance(each, Part)]
    (message,) = messages_of(found)
    assert message.attachments == (part.name,)
    assert message.text
    assert part.message == 0
