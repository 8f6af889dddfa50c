"""How fast the XML of SMS Backup & Restore is read, against lxml that does no more than it must.

Usage: python bench/sms.py [--records 100000]

The peer walks the same file with `lxml.etree.iterparse`, clears what it has seen, decodes the
base64 and hashes it: it makes no message, no place and no name. One record in fifteen carries a
picture of 12 KB. Figures are kept in docs/measurements.md.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import time
from importlib.util import find_spec
from statistics import median
from typing import TYPE_CHECKING

from measuring import MEBI, folder, peak_mebibytes, say, scaled

from holdfast.model.message import Message, Part
from holdfast.readers import sms_xml

if TYPE_CHECKING:
    from pathlib import Path

ROUNDS = 5
ENOUGH = 0.5
MOST_MIB = 200
FIRST = 1_400_000_000_123
PICTURE = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 48).decode()
SMS = (
    '  <sms protocol="0" address="+447700900{who:03}" date="{date}" type="{box}" subject="null"'
    ' body="Lorem ipsum dolor sit amet, consectetur &amp; adipiscing elit {number} tempor"'
    ' toa="null" sc_toa="null" service_center="+447700900999" read="1" status="-1" locked="0"'
    ' date_sent="{date}" sub_id="1" readable_date="20 Apr 2024 01:29:22" contact_name="Anna {who}"'
    " />\n"
)
MMS = (
    '  <mms date="{date}" rr="129" sub="null" ct_t="application/vnd.wap.multipart.related" read="1"'
    ' seen="1" msg_box="{box}" address="+447700900{who:03}" m_cls="personal" m_type="132"'
    ' m_size="null" text_only="0" v="18" date_sent="0" readable_date="20 Apr 2024 01:29:22"'
    ' contact_name="Anna {who}">\n    <parts>\n'
    '      <part seq="0" ct="text/plain" name="null" chset="106" cd="null" fn="null" cl="text.txt"'
    ' text="A picture &#55357;&#56832;" />\n'
    '      <part seq="0" ct="image/png" name="null" chset="null" cd="null" fn="null" cl="a.png"'
    ' text="null" data="{picture}" />\n    </parts>\n    <addrs>\n'
    '      <addr address="+447700900{who:03}" type="137" charset="106" />\n'
    '      <addr address="insert-address-token" type="151" charset="106" />\n'
    "    </addrs>\n  </mms>\n"
)


class FileSource:
    """A back-up on the disk."""

    def __init__(self, path: Path) -> None:
        """Open it."""
        self._file = path.open("rb")
        self.name = path.name
        self.size = path.stat().st_size

    def read(self, start: int, length: int) -> bytes:
        """Give up to `length` bytes from `start`."""
        self._file.seek(start)
        return self._file.read(length)


def write_export(path: Path, records: int) -> None:
    """Write a made-up back-up."""
    with path.open("w", encoding="utf-8") as file:
        file.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<smses count="{records}">\n')
        for number in range(records):
            form = MMS if number % 15 == 0 else SMS
            file.write(
                form.format(
                    number=number, who=number % 20, date=FIRST + number * 97_001,
                    box=1 + number % 2, picture=PICTURE,
                )
            )  # fmt: skip
        file.write("</smses>\n")


def ours(path: Path) -> tuple[float, int]:
    """Give seconds, and how many messages were found; the files inside are hashed too."""
    begun = time.perf_counter()
    found = 0
    for each in sms_xml.read(FileSource(path), {}):
        if isinstance(each, Message):
            found += 1
        elif isinstance(each, Part):
            hashlib.sha256(each.content).digest()
    return time.perf_counter() - begun, found


def theirs(path: Path) -> float:
    """Give seconds of the bare loop."""
    from lxml import etree  # noqa: PLC0415  # a peer that may be missing

    begun = time.perf_counter()
    loop = etree.iterparse(
        str(path), tag=("sms", "mms"), huge_tree=True, recover=True, resolve_entities=False
    )
    for _, element in loop:
        for part in element.iter("part"):
            data = part.get("data")
            if data:
                hashlib.sha256(base64.b64decode(data)).digest()
        dict(element.attrib)
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    return time.perf_counter() - begun


def main() -> None:
    """Measure, print, and fail when a bound is not met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=scaled(100_000))
    options = parser.parse_args()
    with folder() as place:
        path = place / "sms-20240420012922.xml"
        write_export(path, options.records)
        has_peer = find_spec("lxml") is not None
        runs, ratios = [], []
        for _ in range(ROUNDS):  # in turn, so that what else the machine does meets both
            runs.append(ours(path)[0])
            if has_peer:
                ratios.append(theirs(path) / runs[-1])
        taken = median(runs)
        say("records read", options.records / taken, "/s", f"{path.stat().st_size // MEBI} MiB")
        say("memory", peak_mebibytes(), "MiB", f"at most {MOST_MIB}")
        if ratios:
            say("speed", 1 / taken, "files/s", "bare lxml with base64 and hash", median(ratios))
        else:
            print("lxml: not run (not installed)")
        assert ours(path)[1] == options.records
        assert peak_mebibytes() < MOST_MIB
        assert not ratios or median(ratios) >= ENOUGH


if __name__ == "__main__":
    main()
