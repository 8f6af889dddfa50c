"""Characters of a mail: charsets, encoded words, parameters, transfer encodings.

Nothing here raises: a mail that breaks the rules is decoded as far as it can be, and said so.
References: RFC 2045 to 2047, RFC 2231, RFC 6532; docs/readers/mail.md.
"""

from __future__ import annotations

import binascii
import codecs
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_DECODED = 200_000
"""Characters of a header in which encoded words are looked for; no real one is longer."""

_CHARSET = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:+()-]{0,39}", re.ASCII)
# Names that mail programs write, and what they mean; a superset where the declared one is narrower.
_MEANS: Mapping[str, str] = MappingProxyType({
    "ansi_x3.4-1968": "ascii", "us-ascii": "ascii", "ascii": "ascii", "utf8": "utf-8",
    "iso-8859-8-i": "iso-8859-8", "iso-8859-8-e": "iso-8859-8", "iso-8859-6-i": "iso-8859-6",
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "hz-gb-2312": "hz",
    "ks_c_5601-1987": "cp949", "ks_c_5601": "cp949", "euc-kr": "cp949", "windows-949": "cp949",
    "shift_jis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932", "shift-jis": "cp932",
    "big5": "cp950", "x-x-big5": "cp950", "x-mac-roman": "mac_roman", "macintosh": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic", "windows-874": "cp874", "unicode-1-1-utf-7": "utf-7",
    "dos-874": "cp874", "cp-850": "cp850", "latin-1": "iso-8859-1", "win-1252": "cp1252",
})  # fmt: skip
# Declared, but what stands there is often one of these: Japanese programs of the nineties.
_MISTAKEN_FOR: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "iso2022_jp": ("euc_jp", "cp932"), "cp932": ("euc_jp",), "euc_jp": ("cp932",),
})  # fmt: skip
# Codecs that are no charset of text, or whose work grows faster than their input.
_REFUSED = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})
_CONTROLS = re.compile(rb"[\x80-\x9f]")
_WORD = re.compile(
    r"=\?([A-Za-z0-9._:+()-]{1,40})(?:\*[A-Za-z0-9-]{0,20})?\?([bBqQ])\?"
    r"((?:[^?]|\?(?!=)){0,1000})\?="
)
_FOLD = re.compile(r"[\r\n]+[ \t]*")
_PARAMETER = re.compile(
    r';\s{0,200}([^\s=;"*]{1,100})(\*\d{1,3})?(\*)?\s{0,20}=\s{0,20}("(?:[^"\\]|\\.)*"|[^;]*)',
    re.DOTALL,
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_PERCENT = re.compile(rb"%([0-9A-Fa-f]{2})")
_NOT_BASE64 = bytes(
    set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
)
_QUANTUM = 4
_BLANK_LINE, _LONGEST_LINE = re.compile(rb"\n(?:[ \t]*\r?\n)+"), 1_000


class Decoded(NamedTuple):
    """Bytes as text, with what is in doubt about it."""

    text: str
    """The characters."""

    marks: tuple[str, ...] = ()
    """`charset-guessed` or `bytes-replaced`."""


def find_codec(charset: str) -> str | None:
    """Give Python's name of a charset, None when it names none we decode.

    Args:
        charset: as declared.
    """
    if not _CHARSET.fullmatch(charset):
        return None
    name = _MEANS.get(charset.lower(), charset)
    try:
        found = codecs.lookup(name)
        "".encode(found.name)
    except (LookupError, ValueError):
        return None
    return None if found.name.replace("-", "_") in _REFUSED else found.name


def decode_text(raw: bytes, charset: str = "") -> Decoded:
    """Give bytes as text.

    Args:
        raw: after the transfer encoding.
        charset: as declared; empty when nothing is.

    Returns:
        Text by the declared charset where that fits. Else UTF-8 where it fits, else the Western
        charset of Windows, and marked; what a declared charset cannot say is replaced and marked.
    """
    if raw.isascii() and charset.lower() in {"", "us-ascii", "utf-8", "iso-8859-1", "windows-1252"}:
        return Decoded(raw.decode("ascii"))
    codec = find_codec(charset) if charset else None
    if codec is not None:
        if codec in {"iso8859-1", "latin-1"} and _CONTROLS.search(raw):
            codec = "cp1252"
        try:
            text = raw.decode(codec)
        except UnicodeError:
            pass
        else:
            # UTF-7 can say half a character, which no other text can hold.
            is_whole = codec != "utf-7" or _is_whole(text)
            return Decoded(text) if is_whole else Decoded(raw.decode("ascii", errors="replace"))
    return _guess(raw, None if codec == "utf-7" else codec)


def _is_whole(text: str) -> bool:
    """Tell whether a text holds whole characters only."""
    return not any("\ud800" <= each <= "\udfff" for each in text)


def _guess(raw: bytes, codec: str | None) -> Decoded:
    """Give text for bytes whose declared charset is missing, unknown or wrong."""
    for other in _MISTAKEN_FOR.get(codec or "", ()):
        try:
            return Decoded(raw.decode(other), ("charset-guessed",))
        except UnicodeDecodeError:
            continue
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        if codec == "utf-8" and _is_mostly_right(text := raw.decode(errors="replace")):
            return Decoded(text, ("bytes-replaced",))
        if codec is not None and codec not in {"ascii", "utf-8"}:
            return Decoded(raw.decode(codec, errors="replace"), ("bytes-replaced",))
        text = raw.decode("cp1252", errors="replace")
        return Decoded(text, ("bytes-replaced" if "\ufffd" in text else "charset-guessed",))
    is_plain = codec is None or raw.isascii()
    return Decoded(text, () if is_plain else ("charset-guessed",))


def _is_mostly_right(text: str) -> bool:
    """Tell whether UTF-8 was the right guess, and only some characters are cut or damaged."""
    wrong = text.count("\ufffd")
    return sum(not each.isascii() for each in text) > 2 * wrong


def decode_header(raw: bytes) -> str:
    """Give a header's value as text on one line, encoded words decoded.

    Args:
        raw: the bytes after the colon, folded lines and all.
    """
    text = raw.decode("ascii") if raw.isascii() else decode_text(raw).text
    if "\n" in text or "\r" in text:
        text = _FOLD.sub(" ", text)
    text = text.strip(" \t\r\n")
    return decode_words(text) if "=?" in text and len(text) <= LONGEST_DECODED else text


def decode_words(text: str) -> str:
    """Give a text with its encoded words decoded; one that cannot be is left as written.

    Args:
        text: a header's value on one line.
    """
    found: list[str] = []
    waiting, waiting_for, done = b"", "", 0
    for word in _WORD.finditer(text):
        between = text[done : word.start()]
        # White space between encoded words is no part of the text; a character may be cut in two.
        is_joined = bool(found or waiting_for) and not between.strip() and done > 0
        charset, content = word[1].lower(), _word_bytes(word[2], word[3])
        if waiting_for and not (is_joined and charset == waiting_for):
            found.append(decode_text(waiting, waiting_for).text)
            waiting = b""
        if not is_joined:
            found.append(between)
        waiting, waiting_for, done = waiting + content, charset, word.end()
    if waiting_for:
        found.append(decode_text(waiting, waiting_for).text)
    found.append(text[done:])
    return "".join(found)


def _word_bytes(encoding: str, content: str) -> bytes:
    """Give the bytes of an encoded word."""
    raw = content.encode(errors="replace")
    found = decode_base64(raw) if encoding in "bB" else binascii.a2b_qp(raw, header=True)
    # What is no base64 at all is left as it is written.
    return found or raw


def parse_parameters(raw: bytes) -> dict[str, bytes]:
    """Give the parameters after a header's first value, names in small letters.

    Args:
        raw: the whole value, as bytes.

    Returns:
        Name to bytes; values in several pieces joined, those with a charset given as UTF-8.
    """
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for match in _PARAMETER.finditer(_FOLD.sub(" ", raw.decode("latin-1"))):
        value = match[4].strip()
        if value.startswith('"'):
            value = _ESCAPED.sub(r"\1", value[1:-1] if value.endswith('"') else value[1:])
        number = int(match[2][1:]) if match[2] else 0
        pieces.setdefault(match[1].lower(), []).append((number, match[3] is not None, value))
    return {name: _joined(found) for name, found in pieces.items()}


def _joined(pieces: list[tuple[int, bool, str]]) -> bytes:
    """Give a parameter's value from its pieces."""
    if len(pieces) == 1 and not pieces[0][1]:
        return pieces[0][2].encode("latin-1")
    # A plain `name=` beside `name*=` is for old programs; the numbered or extended one counts.
    is_extended = any(extended for _, extended, _ in pieces)
    numbers = {number for number, _, _ in pieces}
    if len(numbers) < len(pieces):
        pieces = [piece for piece in pieces if piece[1]] if is_extended else pieces[:1]
    pieces = sorted(pieces)
    if not is_extended:
        return b"".join(value.encode("latin-1") for _, _, value in pieces)
    number, extended, first = pieces[0]
    charset, quote, rest = first.partition("'")
    if extended and quote:
        pieces[0] = (number, True, rest.partition("'")[2])
    raw = b"".join(
        _unpercented(value) if extended else value.encode("latin-1")
        for _, extended, value in pieces
    )
    return decode_text(raw, charset if quote else "").text.encode()


def _unpercented(value: str) -> bytes:
    """Give the bytes of a value written with per cent signs."""
    return _PERCENT.sub(lambda match: bytes([int(match[1], 16)]), value.encode("latin-1"))


def decode_transfer(raw: bytes, encoding: str) -> bytes:
    """Give a body's bytes as they were before they were made fit for mail.

    Args:
        raw: as they stand.
        encoding: of `Content-Transfer-Encoding`, in small letters; unknown ones change nothing.
    """
    match encoding:
        case "base64":
            return decode_base64(raw)
        case "quoted-printable":
            return binascii.a2b_qp(raw)
        case "x-uuencode" | "uuencode" | "x-uue" | "uue":
            return decode_uu(raw)
        case _:
            return raw


def base64_end(raw: bytes) -> int:
    """Give where base64 ends: lists put plain words behind it, after an empty line.

    Args:
        raw: with line breaks.
    """
    for blank in _BLANK_LINE.finditer(raw):
        line = raw[blank.end() : blank.end() + _LONGEST_LINE].split(b"\n", 1)[0].strip()
        if line.strip(b"=").translate(None, _NOT_BASE64) != line.strip(b"="):
            return blank.start()
    return len(raw)


def decode_base64(raw: bytes) -> bytes:
    """Give what base64 says, as far as it goes.

    Args:
        raw: with line breaks, and possibly characters that do not belong there.
    """
    raw = raw[: base64_end(raw)]
    try:
        return binascii.a2b_base64(raw)
    except binascii.Error:
        kept = raw.split(b"=", 1)[0].translate(None, _NOT_BASE64)
        whole = len(kept) - (len(kept) % _QUANTUM == 1)
        return binascii.a2b_base64(kept[:whole] + b"=" * (-whole % _QUANTUM))


def decode_uu(raw: bytes) -> bytes:
    """Give what uuencoding says; what stands outside `begin` and `end` is not looked at.

    Args:
        raw: the lines.
    """
    found: list[bytes] = []
    begin = re.search(rb"^begin [0-7]{3,4} [^\n]*\n", raw, re.MULTILINE)
    for line in raw[begin.end() if begin else 0 :].splitlines():
        if line.strip() == b"end":
            break
        found.append(_uu_line(line))
    return b"".join(found)


def _uu_line(line: bytes) -> bytes:
    """Give one line's bytes; some programs write more characters than its length says."""
    if not line:
        return b""
    wanted = (((line[0] - 32) & 63) * 4 + 5) // 3
    for written in (line, line[:wanted]):
        try:
            return binascii.a2b_uu(written)
        except binascii.Error:
            continue
    return b""
