"""Mailboxes: against the standard library's own reader, everything decoded by both; and memory."""

from __future__ import annotations

import base64
import email
import email.policy
import mailbox
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from measuring import MEBI, folder, peak_mebibytes, say, scaled, seconds

from holdfast.model.message import Message, Part
from holdfast.readers import mbox

if TYPE_CHECKING:
    from collections.abc import Callable
    from email.message import EmailMessage

MAILS = scaled(8_000)
LARGE_BYTES = scaled(1_000) * MEBI
ENOUGH_TIMES = 4
MOST_MIB = 200
ROUNDS = 3
FIRST = datetime(2019, 1, 31, 8, 0, tzinfo=UTC)
WORDS = (
    "I know you are reading this.", "Why do you never answer?", "See you at the station.",
    "Grüße aus Köln, wie immer.", "Please stop writing to me.",
)  # fmt: skip
PICTURE = base64.encodebytes(bytes(range(256)) * 24).decode()
HOPS = (
    "Received: from mx{n}.example.org (mx{n}.example.org [192.0.2.{n}])\n"
    "\tby mail.example.net with ESMTPS id abc{n}\n\tfor <anna@example.net>; {date}\n"
    "Received: from [198.51.100.{n}] by smtp.example.org with ESMTPA; {date}\n"
    "Authentication-Results: mail.example.net; dkim=pass header.d=example.org;\n"
    "\tspf=pass smtp.mailfrom=ben@example.org\n"
)


def mail(number: int) -> str:
    """Give one made-up mail: every third has a formatted version, every sixth a picture."""
    date = (FIRST + timedelta(minutes=37 * number)).strftime("%a, %d %b %Y %H:%M:%S +0000")
    words = "\n".join(WORDS[(number + line) % len(WORDS)] for line in range(12))
    head = (
        f"From ben@example.org Thu Jan 31 08:00:{number % 60:02} 2019\n"
        + HOPS.format(n=number % 250, date=date)
        + f"From: =?utf-8?B?QmVuIFTDpHN0?= <ben@example.org>\nTo: anna@example.net\nDate: {date}\n"
        f"Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?= {number}\nMessage-ID: <{number}@example.org>\n"
        "MIME-Version: 1.0\n"
    )
    plain = f'Content-Type: text/plain; charset="utf-8"\n\n{words}\n'
    if number % 3:
        return head + plain + "\n"
    html = (
        'Content-Type: text/html; charset="utf-8"\n\n<html><body><p>'
        + words.replace("\n", "</p>\n<p>") + "</p></body></html>\n"
    )  # fmt: skip
    both = f"--in\n{plain}\n--in\n{html}\n--in--\n"
    kind = 'Content-Type: multipart/alternative; boundary="in"\n\n'
    if number % 6:
        return f"{head}{kind}{both}\n"
    file = (
        "Content-Type: image/png; name=picture.png\nContent-Transfer-Encoding: base64\n"
        f"Content-Disposition: attachment; filename=picture.png\n\n{PICTURE}"
    )
    return (
        f'{head}Content-Type: multipart/mixed; boundary="out"\n\n--out\n{kind}{both}\n'
        f"--out\n{file}\n--out--\n\n"
    )


def write_mailbox(path: Path, mails: int) -> None:
    """Write a made-up mailbox."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for number in range(mails):
            file.write(mail(number))


class FileSource:
    """A mailbox on the disk."""

    def __init__(self, path: Path) -> None:
        """Open it."""
        self._file = path.open("rb")
        self.name = path.name
        self.size = path.stat().st_size

    def read(self, start: int, length: int) -> bytes:
        """Give up to `length` bytes from `start`."""
        self._file.seek(start)
        return self._file.read(length)


def ours(path: Path) -> tuple[int, int]:
    """Give how many mails and files were read."""
    mails = files = 0
    for found in mbox.read(FileSource(path), {}):
        mails += isinstance(found, Message)
        files += isinstance(found, Part)
    return mails, files


def theirs(path: Path) -> tuple[int, int]:
    """Do the same with what comes with Python: headers, bodies and files, all decoded."""

    def parse(file: object) -> EmailMessage:
        return email.message_from_binary_file(file, policy=email.policy.default)  # type: ignore[arg-type]

    mails = files = 0
    for each in mailbox.mbox(path, factory=parse, create=False):  # type: ignore[arg-type]
        mails += 1
        assert each.items()
        for part in each.walk():
            if not part.is_multipart():
                assert part.get_content() is not None  # type: ignore[attr-defined]
                files += part.is_attachment()  # type: ignore[attr-defined]
    return mails, files


def best(task: Callable[[Path], tuple[int, int]], path: Path) -> float:
    """Give the shortest of some rounds."""
    return min(seconds(lambda: task(path)) for _ in range(ROUNDS))


def read_large(path: Path) -> None:
    """Read a mailbox in a process of its own, and say how much memory it took."""
    took = seconds(lambda: ours(path))
    size = path.stat().st_size / MEBI
    say(f"a mailbox of {size:,.0f} MiB", size / took, "MiB/s")
    peak = peak_mebibytes()
    say("memory, the interpreter's included", peak, "MiB", "the limit", peak / MOST_MIB)
    assert peak < MOST_MIB


def main() -> None:
    """Print how fast and how large."""
    if len(sys.argv) > 1:
        read_large(Path(sys.argv[1]))
        return
    with folder() as home:
        path = home / "made-up.mbox"
        write_mailbox(path, MAILS)
        assert ours(path) == theirs(path) == (MAILS, (MAILS + 5) // 6)
        took, peers = best(ours, path), best(theirs, path)
        say("mails, all decoded", MAILS / took, "mails/s", "mailbox", peers / took)
        assert peers / took >= ENOUGH_TIMES
        large = home / "large.mbox"
        write_mailbox(large, LARGE_BYTES * MAILS // path.stat().st_size)
        subprocess.run([sys.executable, __file__, str(large)], check=True)


if __name__ == "__main__":
    main()
