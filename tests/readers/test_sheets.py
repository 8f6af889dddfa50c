"""Workbooks: what their cells show, how programs write them, and what is wrong with some."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from holdfast.model.errors import NotThisFormatError
from holdfast.model.message import Leftover, Message, Question
from holdfast.model.span import Span
from holdfast.readers import call_records, sheet_parts, sheets
from holdfast.readers.reader import Confidence
from holdfast.readers.sheet_cells import shown
from tests.readers.samples import BytesSource, messages_of, read_all

BOOK = (
    '<workbook><workbookPr date1904="{days}"/><sheets><sheet name="one" r:id="r1" '
    'xmlns:r="x"/></sheets></workbook>'
)
WAYS = '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'
HEADING = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Date</t></is></c><c r="B1" t="inlineStr"><is>'
    '<t>Number called</t></is></c><c r="C1" t="inlineStr"><is><t>Duration</t></is></c></row>'
)
ROW = (
    '<row r="2"><c r="A2" t="str"><v>2026-03-04 09:30</v></c>'
    '<c r="B2"><v>4.47700900123E11</v></c><c r="C2"><v>65</v></c></row>'
)


def workbook(rows: str = HEADING + ROW, **parts: str) -> bytes:
    """Give a workbook of one sheet; a part with nothing in it is left out."""
    inside = {
        "xl/workbook.xml": parts.get("book", BOOK.format(days=0)),
        "xl/_rels/workbook.xml.rels": parts.get("ways", WAYS),
        "xl/sharedStrings.xml": parts.get("texts", ""),
        "xl/styles.xml": parts.get("styles", ""),
        "xl/worksheets/sheet1.xml": parts.get("sheet", f"<worksheet>{rows}</worksheet>"),
    }
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        for name, text in inside.items():
            if text:
                file.writestr(name, text)
    return content.getvalue()


def table_of(content: bytes) -> list[str]:
    """Give the lines of the table that a workbook makes."""
    table = sheets.open_workbook(BytesSource(content))
    assert table is not None
    return table.read(0, table.size).decode().splitlines()


@pytest.mark.parametrize(
    ("written", "code", "text"),
    [
        ("46085", "dd/mm/yyyy", "2026-03-04"),
        ("46085.395833333336", "dd/mm/yyyy\\ hh:mm", "2026-03-04 09:30"),
        ("46085.395844907405", "dd/mm/yyyy hh:mm", "2026-03-04 09:30:01"),
        ("46085.395833333336", "[$-809]d mmm yyyy h:mm:ss", "2026-03-04 09:30:00"),
        ("46085.395833333336", "dd/mm/yyyy", "2026-03-04 09:30"),
        ("0.395833333333333", "h:mm AM/PM", "9:30"),
        ("7.5231481481481482E-4", "mm:ss", "00:01:05"),
        ("7.5231481481481482E-4", "h:mm", "00:01:05"),
        ("1.0416666666666667", "[h]:mm:ss", "25:00:00"),
        ("0.5", "dd/mm/yyyy", "12:00:00"),
        ("7700900123", "00000000000", "07700900123"),
        ("4.47700900123E11", "", "447700900123"),
        ("0.12", '"£"0.00', "0.12"),
        ("3", '0 "days"', "3"),
        ("12345678901234567", "", "12345678901234567"),
        ("-1", "dd/mm/yyyy", "-1"),
        ("9999999", "dd/mm/yyyy", "9999999"),
        ("NaN", "dd/mm/yyyy", "NaN"),
        ("what", "", "what"),
    ],
)  # fmt: skip
def test_a_number_is_given_as_its_format_shows_it(written: str, code: str, text: str) -> None:
    assert shown(written, code, is_1904=False) == text


def test_days_of_old_macs_count_from_1904() -> None:
    assert shown("44623", "d/m/y", is_1904=True) == "2026-03-04"
    styles = '<s><cellXfs><xf numFmtId="14"/></cellXfs><xf numFmtId="3"/></s>'
    book = BOOK.format(days="true")

    lines = table_of(workbook('<row><c s="0"><v>44623</v></c></row>', book=book, styles=styles))

    assert lines == ["2026-03-04"]


def test_cells_are_found_however_they_are_written() -> None:
    texts = "<sst><si><r><t>Sm</t></r><r><t>ith</t></r><rPh><t>sumisu</t></rPh></si></sst>"
    rows = (
        '<x:row xmlns:x="y"><x:c t="s"><x:v>0</x:v></x:c><x:c t="b"><x:v>1</x:v></x:c></x:row>'
        '<row r="7"><c r="C7" t="inlineStr"><is><t>a, b</t><rPh><t>no</t></rPh></is></c>'
        '<c r="AA7" s="9"><f>1+1</f><v>2</v></c></row><row r="8"><c r="A8"/></row>'
        '<row r="9"><c r="B9"><v>2</v></c><c r="A9"><v>1</v></c></row>'
    )

    lines = table_of(workbook(rows, texts=texts))

    assert lines == ["Smith,1", ',,"a, b"' + "," * 24 + "2", "1,2" + "," * 25]


def test_sheets_are_found_without_a_list_of_where_they_are() -> None:
    (call,) = messages_of(read_all(BytesSource(workbook(ways="")), "call-records"))

    assert (call.span, call.happened.stated) == (Span(0, 0, "sheet1:2"), "2026-03-04T09:30")
    assert dict(call.details)["to"] == "447700900123"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(workbook()[:-40], id="cut short"),
        pytest.param(workbook(book="<workbook>"), id="a part that does not end"),
        pytest.param(
            workbook(sheet='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), id="a word that stands in"
        ),
        pytest.param(workbook('<row><c t="s"><v>5</v></c></row>'), id="a text that is not there"),
        pytest.param(workbook(book=""), id="no list of sheets"),
        pytest.param(
            workbook(texts='<?xml version="1.0" encoding="U-8"?><sst/>'), id="letters of no kind"
        ),
        pytest.param(workbook("<row><c><v>1</v></c></row>"), id="no table of calls"),
        pytest.param(workbook(""), id="nothing in it"),
    ],
)
def test_what_is_no_list_of_calls_is_refused(content: bytes) -> None:
    assert call_records.recognises(content, "a.xlsx") is Confidence.PERHAPS
    with pytest.raises(NotThisFormatError):
        read_all(BytesSource(content), "call-records")


@pytest.mark.parametrize(
    ("module", "limit"),
    [(sheets, "LARGEST_BYTES"), (sheets, "MOST_XML_BYTES"), (sheets, "MOST_TEXT_BYTES"),
     (sheets, "MOST_SHEETS"),
     (sheet_parts, "MOST_TEXT_BYTES")],
)  # fmt: skip
def test_a_workbook_that_holds_too_much_is_kept(
    module: object, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, limit, 0 if limit == "MOST_SHEETS" else 20)
    texts = f"<sst><si><t>{'long' * 9}</t></si></sst>"

    found = read_all(BytesSource(content := workbook(texts=texts)), "call-records")

    assert found == [Leftover(Span(0, len(content)), "too-large")]
    assert sheets.opened(BytesSource(content)) is None


def test_a_workbook_whose_last_column_is_mostly_empty_is_read() -> None:
    heading = HEADING.replace("</row>", '<c r="D1" t="str"><v>Forwarded to</v></c></row>')
    forwarded = ROW.replace("</row>", '<c r="D2"><v>447700900999</v></c></row>')
    source = BytesSource(workbook(heading + ROW + ROW + forwarded + ROW))

    found = messages_of(read_all(source, "call-records", {"duration-unit": "seconds"}))

    assert [(each.conversation, each.duration_seconds) for each in found] == [
        ("447700900123", 65)
    ] * 4
    assert ("column", "Forwarded to: 447700900999") in found[2].details


def test_a_diary_in_a_workbook_is_asked_about_and_is_no_list_of_calls() -> None:
    cells = (
        ("Date", "Time", "Who", "What happened"),
        ("2026-03-04", "09:12", "Sam", "stood there"),
    )
    rows = "".join(
        "<row>" + "".join(f'<c t="str"><v>{each}</v></c>' for each in row) + "</row>"
        for row in cells
    )
    source = BytesSource(workbook(rows))

    asked, left = read_all(source, "call-records")
    told = messages_of(read_all(source, "call-records", {"format": "call-records"}))

    assert asked == Question("format", "Date, Time, Who, What happened", ("call-records", "opaque"))
    assert left == Leftover(Span(0, source.size), "not-stated")
    assert [each.conversation for each in told] == ["Sam"]


def test_until_the_columns_are_named_the_whole_file_is_left_over() -> None:
    rows = '<row><c t="str"><v>2026-03-04</v></c><c t="str"><v>07700900123</v></c></row>' * 3

    found = read_all(BytesSource(content := workbook(rows)), "call-records")

    assert [each.span for each in found if isinstance(each, Message | Leftover)] == [
        Span(0, len(content))
    ]
