"""Bytes of saved pages: out of their packing, and into characters."""

from __future__ import annotations

import codecs
import re
import zlib

MOST_UNPACKED = 32 << 20
"""Of one body that is packed; one that grows further is a bomb, and stays packed."""

_ENCODINGS = frozenset({
    "utf-8", "ascii", "cp1252", "iso8859-1", "iso8859-2", "iso8859-3", "iso8859-4", "iso8859-5",
    "iso8859-6", "iso8859-7", "iso8859-8", "iso8859-9", "iso8859-10", "iso8859-11", "iso8859-13",
    "iso8859-14", "iso8859-15", "iso8859-16", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255",
    "cp1256", "cp1257", "cp1258", "cp874", "cp866", "koi8-r", "koi8-u", "gbk", "gb2312", "gb18030",
    "big5", "big5hkscs", "shift_jis", "cp932", "euc_jp", "iso2022_jp", "euc_kr", "cp949", "utf-16",
    "utf-16-le", "utf-16-be", "mac-roman",
})  # fmt: skip
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_META = re.compile(
    rb"<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE
)
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_META_WITHIN = 4_096
# What browsers take Latin 1 to be, because pages that say so mean it.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "shift_jis": "cp932"}


def decode(body: bytes, charset: str = "", *, in_html: bool = False) -> str:
    """Give the characters of a text; what cannot be decoded is replaced.

    Args:
        body: the bytes.
        charset: as declared outside of it; one that we do not know counts as none.
        in_html: whether the text may declare it itself.

    Returns:
        By byte order mark, declaration, then UTF-8 where it fits, then Windows-1252.
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    declared = known_encoding(charset)
    if not declared and in_html and (found := _META.search(body[:_META_WITHIN])):
        # A page that can be searched for ASCII is not in UTF-16, whatever it says.
        declared = known_encoding(found[1].decode("ascii"))
        declared = "utf-8" if declared.startswith("utf-16") else declared
    if declared and declared != "utf-8":
        return body.decode(declared, "replace")
    try:
        return body.decode()
    except UnicodeDecodeError:
        return body.decode("utf-8" if declared else "cp1252", "replace")


def known_encoding(charset: str) -> str:
    """Give Python's name of an encoding that pages are in, empty when it is none.

    Args:
        charset: as declared.
    """
    try:
        name = codecs.lookup(charset.strip()).name if charset else ""
    except (LookupError, ValueError):
        return ""
    return _MEANT.get(name, name) if name in _ENCODINGS else ""


def unpack(body: bytes, packings: str) -> bytes | None:
    """Undo `Content-Encoding`.

    Args:
        body: as sent.
        packings: `gzip`, `deflate`, both, or nothing.

    Returns:
        The bytes; None when the packing is unknown, damaged or grows too far. What was unpacked
        before a body breaks off is given.
    """
    for packing in reversed([each.strip().lower() for each in packings.split(",")]):
        if packing in {"", "identity"}:
            continue
        unpacked = _inflate(body) if packing in {"gzip", "x-gzip", "deflate"} else None
        if unpacked is None:
            return None
        body = unpacked
    return body


def is_plain_text(body: bytes) -> bool:
    """Tell whether a body is text as it stands, whatever packing was declared.

    Args:
        body: as sent.
    """
    if _CONTROLS.search(body):
        return False
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def _inflate(body: bytes) -> bytes | None:
    """Unpack gzip or deflate, with or without its header."""
    for window in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        stream = zlib.decompressobj(window)
        try:
            unpacked = stream.decompress(body, MOST_UNPACKED)
        except zlib.error:
            continue
        return None if stream.unconsumed_tail else unpacked
    return None


def without_chunks(body: bytes) -> bytes:
    """Undo `Transfer-Encoding: chunked`.

    Args:
        body: as sent.

    Returns:
        The bytes; the same when they are not in chunks at all, although they were declared to be.
    """
    pieces, at = [], 0
    while found := _CHUNK.match(body, at):
        length = int(found[1], 16)
        if length == 0:
            break
        pieces.append(body[found.end() : found.end() + length])
        at = found.end() + length
        at += len(body[at : at + 2]) - len(body[at : at + 2].lstrip(b"\r\n"))
    return b"".join(pieces) if pieces else body
