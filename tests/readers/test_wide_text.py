"""Text messages in UTF-16: the same as in UTF-8, each with its place in the file's own bytes."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from holdfast.model.message import Leftover, Message, Part
from holdfast.model.span import Span
from holdfast.readers import wide_text
from holdfast.readers.reader import Confidence
from holdfast.readers.sms_xml import recognises
from holdfast.readers.wide_text import NarrowSource
from tests.readers.accounting import faults
from tests.readers.samples import BytesSource, all_cases, read_all

if TYPE_CHECKING:
    from holdfast.model.message import Found
    from tests.readers.samples import Case

WAYS = {
    "little, with its mark": (BOM_UTF16_LE, "utf-16-le"),
    "big, with its mark": (BOM_UTF16_BE, "utf-16-be"),
    "little, without": (b"", "utf-16-le"),
    "big, without": (b"", "utf-16-be"),
}
WHOLE = {"plain", "calls", "entities", "newest", "silence", "no-messages"}
CASES = [case for case in all_cases("sms-xml") if case.folder.name in WHOLE]


def without_places(found: list[Found]) -> list[Found]:
    """Give what was found as if it stood nowhere."""
    return [
        each._replace(span=Span(0, 0)) if isinstance(each, Message | Leftover | Part) else each
        for each in found
    ]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_back_up_in_utf_16_says_the_same(case: Case, way: str) -> None:
    mark, encoding = WAYS[way]
    text = case.source.content.decode("utf-8", "replace").removeprefix("\ufeff").lstrip()
    plain = read_all(BytesSource(text.encode()), "sms-xml")
    wide = mark + text.encode(encoding)

    found = read_all(BytesSource(wide), "sms-xml")

    assert recognises(wide, "x") is recognises(text.encode(), "x") is not Confidence.NO
    assert without_places(found) == without_places(plain)
    assert list(faults("sms-xml", wide, found)) == []


@pytest.mark.parametrize("size", [2, 6, 4096])
def test_pieces_of_any_size_say_the_same(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    body = '<smses>\n<sms address="1" date="1713576562686" type="1" body="ça 🚗 ж" />\n</smses>'
    wide = BOM_UTF16_LE + body.encode("utf-16-le")
    monkeypatch.setattr(wide_text, "PIECE_BYTES", size)

    root, message = read_all(BytesSource(wide), "sms-xml")

    assert isinstance(message, Message)
    assert message.text == "ça 🚗 ж"
    assert (root.span, message.span) == (Span(2, 14), Span(18, len(wide) - 18 - 18))  # type: ignore[union-attr]


def test_every_place_in_the_text_is_led_back_in_order() -> None:
    wide = BOM_UTF16_BE + "<a>é🚗\udc00x".encode("utf-16-be", "surrogatepass") + b"\0"
    source = NarrowSource(BytesSource(wide), "utf-16-be")

    places = [source.span(Span(at, 0)).start for at in range(source.size + 1)]

    assert all(one <= other for one, other in pairwise(places))
    assert (places[0], places[-1]) == (2, len(wide))
    assert source.read(0, 3) == b"<a>"
    assert source.read(source.size, 9) == b""


def test_a_back_up_in_utf_8_with_a_mark_is_read() -> None:
    body = b'\xef\xbb\xbf<smses><sms address="1" date="1713576562686" type="1" body="x" /></smses>'

    _, message = read_all(BytesSource(body), "sms-xml")

    assert recognises(body, "x") is Confidence.YES
    assert isinstance(message, Message)
    assert message.span.start == len(b"\xef\xbb\xbf<smses>")
