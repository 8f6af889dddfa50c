"""The walk through JSON files: every record, every byte offset, and what is broken."""

from __future__ import annotations

import json

import pytest

from holdfast.readers import json_records, json_windows
from holdfast.readers.json_records import BROKEN, Node, lines, records
from tests.readers.samples import BytesSource

DOCUMENT = {
    "title": "Añna 😀",
    "people": [{"name": "Anna"}, {"name": "Bösl"}],
    "chats": {"list": [{"id": 7, "messages": [{"text": "one"}, {"text": "zwei ö 😀"}, 3.5, None]}]},
    "empty": {},
}


def is_message(path: json_records.Path) -> bool:
    return len(path) > 1 and path[-2] == "messages"


def walk(content: bytes, *, start: int = 0) -> list[Node]:
    return list(records(BytesSource(content), is_message, start=start))


@pytest.mark.parametrize("chunk", [1, 2, 3, 7, 50, 1 << 20])
@pytest.mark.parametrize("beginning", [b"", b"\xef\xbb\xbf", b" \n"])
def test_records_and_the_values_around_them_are_given_with_their_bytes(
    chunk: int, beginning: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_windows, "CHUNK_BYTES", chunk)
    content = beginning + json.dumps(DOCUMENT, ensure_ascii=False, indent=1).encode()

    found = walk(content)

    assert [node.path for node in found] == [
        ("title",), ("people",), ("chats", "list", 0, "id"),
        *(("chats", "list", 0, "messages", number) for number in range(4)),
        ("empty",),
    ]  # fmt: skip
    assert [json.loads(content[node.span.start : node.span.end]) for node in found] == [
        node.value for node in found
    ]


@pytest.mark.parametrize("chunk", [1, 2, 3, 7, 50, 1 << 20])
@pytest.mark.parametrize("separator", [",", ", ", " ,\n\t", ",\r\n"])
def test_a_row_of_objects_is_given_one_by_one_whatever_stands_among_them(
    chunk: int, separator: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_windows, "CHUNK_BYTES", chunk)
    row = ['{"a": "ö😀"}', "{}", '{"b": [{}]}', '{"b": }', '{"\\ud83d": 1}', "7", '{"c": "\\""}']
    content = f'{{"messages": [{separator.join(row)}]}}'.encode()

    found = walk(content)

    assert [content[node.span.start : node.span.end].decode() for node in found] == row
    assert [node.path[1] for node in found] == [*range(7)]
    assert [node.value for node in found] == [
        {"a": "ö😀"}, {}, {"b": [{}]}, BROKEN, {"\ufffd": 1}, 7, {"c": '"'},
    ]  # fmt: skip


def test_an_object_among_records_that_is_none_is_walked_past() -> None:
    content = b'{"messages": [{"a": 1}, {"a": 2}, {"a": 3}]}'
    wanted = {("messages", 0), ("messages", 2)}

    found = list(records(BytesSource(content), lambda path: path in wanted))

    assert [(node.path, node.value) for node in found] == [
        (("messages", number), {"a": number + 1}) for number in range(3)
    ]


def test_a_large_value_without_records_is_walked_into(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_records, "SMALL", 8)

    found = walk(b'{"people": [{"name": "Anna"}, 1, {}]}')

    assert [(node.path, node.value) for node in found] == [
        (("people", 0, "name"), "Anna"), (("people", 1), 1), (("people", 2), {}),
    ]  # fmt: skip


def test_a_record_may_stand_deep_in_a_value_with_very_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_records, "MOST_LOOKED_AT", 1)

    found = walk(b'{"a": {"b": {"c": 1}}}')

    assert [(node.path, node.value) for node in found] == [(("a", "b", "c"), 1)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b'{"messages": [1, {"a": }, 3]}', [1, BROKEN, 3], id="one damaged record"),
        pytest.param(b'{"messages": [1, nonsense, 3]}', [1, BROKEN, 3], id="no value"),
        pytest.param(b'{"messages": [1, "x\\q", 3]}', [1, BROKEN, 3], id="unknown escape"),
        pytest.param(b'{"messages": [1, {"a": 2', [1, BROKEN], id="cut in a record"),
        pytest.param(b'{"messages": [1, tru', [1, BROKEN], id="cut in a word"),
        pytest.param(b'{"messages": [1, "ab', [1, BROKEN], id="cut in a text"),
        pytest.param(b'{"messages": [1, ', [1], id="cut after a comma"),
        pytest.param(b'{"messages": [1', [1], id="cut after a value"),
        pytest.param(b'{"messages": [1 2]}', [1, BROKEN], id="comma missing"),
        pytest.param(b'{"messages": [1}, 2]', [1, BROKEN], id="wrong bracket"),
        pytest.param(b'{"messages": [1,], "a": 2,}', [1, 2], id="comma too many"),
        pytest.param(b'{"messages": [1]} x', [1, BROKEN], id="junk after the end"),
        pytest.param(b'{"messages": [1], b: 1}', [1, BROKEN], id="key without quotes"),
        pytest.param(b'{"messages": [1], "b"', [1, BROKEN], id="cut after a key"),
        pytest.param(b'{"messages": [1], "b": ', [1, BROKEN], id="cut after a colon"),
        pytest.param(b'{"messages": [1], "b', [1, BROKEN], id="cut in a key"),
        pytest.param(b'{"messages": [', [], id="cut after a bracket"),
        pytest.param(b"", [], id="empty"),
        pytest.param(b'"alone"', ["alone"], id="one text"),
        pytest.param(b'{"messages": ["\xff\\ud83d"]}', ["\ufffd\ufffd"], id="halves of characters"),
        pytest.param(b'{"messages": ["\\ud83d\\ude00"]}', ["\U0001f600"], id="whole character"),
        pytest.param(
            b'{"messages": [{"\\udc00": [{"a": "\\ud800"}, 2]}]}',
            [{"\ufffd": [{"a": "\ufffd"}, 2]}], id="half a character in a key",
        ),
        pytest.param(b'{"messages": ["a\x00b\n"]}', ["a\x00b\n"], id="control characters"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("chunk", [1, 1 << 20])
def test_damage_costs_what_it_is_in_and_no_more(
    content: bytes, expected: list[object], chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_windows, "CHUNK_BYTES", chunk)

    assert [node.value for node in walk(content)] == expected


def test_a_number_of_thousands_of_digits_is_kept_as_text() -> None:
    digits = "7" * 5_000

    assert walk(b'{"messages": [%s]}' % digits.encode())[0].value == digits
    assert (
        walk(b'{"messages": [{"a": %s}, {"a": %s, 1}]}' % (b"7" * 5_000, b"7" * 5_000))[1].value
        is BROKEN
    )


def test_what_is_nested_too_deep_is_stepped_over() -> None:
    deep = b"[" * 100_000 + b"]" * 100_000

    found = walk(b'{"messages": [1, ' + deep + b', "after"]}')

    assert [node.value for node in found] == [1, BROKEN, "after"]
    assert found[1].span.length == len(deep)


def test_what_is_nested_too_deep_around_records_ends_in_one_broken_node() -> None:
    assert [node.value for node in walk(b"[" * 100_000)] == [BROKEN]
    assert [node.value for node in walk(b'{"a":' * 100_000 + b"1" + b"}" * 100_000)] == [BROKEN]


def test_brackets_around_damage_are_counted_once_and_not_once_a_level(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counted = 0
    count = json_windows.Window._count_brackets  # noqa: SLF001  # counted from outside

    def counting(window: json_windows.Window) -> int | None:
        nonlocal counted
        counted += 1
        return count(window)

    monkeypatch.setattr(json_windows.Window, "_count_brackets", counting)

    found = walk(b'{"a":[1,' * 30 + b"oops" + b"]}" * 30)

    assert [node.value for node in found].count(BROKEN) == 1
    assert counted == 1


def test_what_is_too_long_is_stepped_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_records, "SMALL", 32)
    monkeypatch.setattr(json_windows, "CHUNK_BYTES", 16)
    monkeypatch.setattr(json_records, "LONGEST_VALUE", 64)
    monkeypatch.setattr(json_windows, "LONGEST_VALUE", 4096)

    found = walk(b'{"messages": [1, {"a": ["' + b"x" * 2000 + b'", {}]}, 2]}')

    assert [node.value for node in found] == [1, BROKEN, 2]


def test_a_text_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_windows, "CHUNK_BYTES", 16)
    monkeypatch.setattr(json_windows, "LONGEST_VALUE", 64)
    content = b'{"messages": [1, {"a": "' + b"x" * 1000

    *_, last = walk(content)

    assert (last.value, last.span.end) == (BROKEN, len(content))


def test_a_file_may_begin_with_something_else() -> None:
    content = b'window.YTD.part0 = {"messages": [1]}'

    (found,) = walk(content, start=19)

    assert (found.value, found.span.start) == (1, content.index(b"1]"))


@pytest.mark.parametrize("chunk", [1, 5, 1 << 20])
def test_lines_are_given_one_by_one(chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_windows, "CHUNK_BYTES", chunk)
    content = b'\xef\xbb\xbf{"a": "\xc3\xb6"}\r\n\n nonsense\n1 2\n"\\ud800"\n[1]'

    found = list(lines(BytesSource(content)))

    assert [(node.path, node.value) for node in found] == [
        ((0,), {"a": "ö"}), ((2,), BROKEN), ((3,), BROKEN), ((4,), "\ufffd"), ((5,), [1]),
    ]  # fmt: skip
    assert content[found[1].span.start : found[1].span.end] == b"nonsense"


def test_a_node_shows_no_content() -> None:
    assert "secret" not in repr(walk(b'{"messages": ["secret"]}'))


@pytest.mark.parametrize("chunk", [1, 2, 3, 7, 20])
@pytest.mark.parametrize("indent", [None, 1, 7])
def test_records_are_the_same_however_little_is_read_at_a_time(
    chunk: int, indent: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_windows, "CHUNK_BYTES", chunk)
    monkeypatch.setattr(json_records, "SMALL", chunk)
    content = json.dumps(DOCUMENT, ensure_ascii=False, indent=indent).replace(":", " : ").encode()

    found = walk(content)

    assert [node.value for node in found if is_message(node.path)] == (
        DOCUMENT["chats"]["list"][0]["messages"]  # type: ignore[index]
    )
    assert all(json.loads(content[node.span.start : node.span.end]) == node.value for node in found)


@pytest.mark.parametrize("near", [0, 40, 1 << 16])
@pytest.mark.parametrize("chunk", [50, 300, 1 << 20])
def test_a_long_row_is_the_same_however_near_the_end_of_what_was_read(
    near: int, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_windows, "CHUNK_BYTES", chunk)
    monkeypatch.setattr(json_records, "NEAR_END", near)
    row = [json.dumps({"n": n, "t": "aö😀"[: n % 4]}, ensure_ascii=n % 3 == 0) for n in range(200)]
    content = f'{{"messages": [{", ".join(row)}]}}'.encode()

    found = walk(content)

    assert [content[node.span.start : node.span.end].decode() for node in found] == row
    assert [node.path for node in found] == [("messages", number) for number in range(200)]
    assert [node.value for node in found] == list(map(json.loads, row))


def test_a_list_in_a_list_is_looked_through() -> None:
    assert [node.value for node in walk(b'[[{"messages": [1]}], [2]]')] == [1, [2]]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        pytest.param(rb"\ud83d\ude00", "\U0001f600", id="a pair"),
        pytest.param(rb"\ud83d", "\ufffd", id="a first half"),
        pytest.param(rb"\uDe00", "\ufffd", id="a second half"),
        pytest.param(rb"\ude00\ud83d", "\ufffd\ufffd", id="halves the wrong way round"),
        pytest.param(rb"\ud83d\ud83d\ude00", "\ufffd\U0001f600", id="a half before a pair"),
        pytest.param(rb"\ud83d\ude00\ude00", "\U0001f600\ufffd", id="a half after a pair"),
        pytest.param(rb"\ud83dx\ude00", "\ufffdx\ufffd", id="halves apart"),
        pytest.param(rb"\\ud83d", "\\ud83d", id="a backslash and letters"),
    ],
)
@pytest.mark.parametrize("chunk", [1, 2, 3, 5, 1 << 20])
def test_halves_of_characters_are_replaced_and_whole_ones_are_not(
    written: bytes, read: str, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_windows, "CHUNK_BYTES", chunk)
    (node,) = records(BytesSource(b'["' + written + b'"]'), lambda path: len(path) == 1)

    assert node.value == read
