"""Tokens of HTML: text, tags and comments, each with its place.

HTML is cut into tokens in one pass over its bytes, so that every token has its place in the
original, and nothing is built from them that could grow too deep. What a search found is
remembered, so that no input takes more than linear time (the standard library's parser, in the
Python this runs on, does not hold that for comments and tags that never end).
References: HTML Living Standard, 13.2.5 tokenization.
"""

from __future__ import annotations

import html
import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator


class TokenKind(Enum):
    """What a token is."""

    TEXT = "text"
    """Words, with entities as written."""

    OPEN = "open"
    """`<name …>`"""

    CLOSE = "close"
    """`</name>`"""

    COMMENT = "comment"
    """`<!-- … -->`, a doctype, or another declaration."""

    RAW = "raw"
    """What is inside a script or style: not for people."""


class Token(NamedTuple):
    """One piece of HTML; the pieces follow each other without gap."""

    kind: TokenKind
    """What it is."""

    name: str
    """Element's name in lower case; empty for text and comments."""

    start: int
    """Offset of its first byte."""

    end: int
    """Offset just past its last byte."""


RAW_ELEMENTS = frozenset({"script", "style", "iframe", "noembed", "noframes"})
"""Elements whose content is no HTML and is not shown."""

_PLAIN_ELEMENTS = frozenset({"title", "textarea", "xmp"})
_LONGEST_NAME = 64

_TEXT, _OPEN, _CLOSE = TokenKind.TEXT, TokenKind.OPEN, TokenKind.CLOSE
_new = tuple.__new__
# Text and a tag without oddities, in one step: nearly all of them. It never looks beyond the next
# tag, and nothing in it can be matched in two ways. A quotation mark begins a value only behind a
# sign of equality.
_USUAL = re.compile(
    rb"([^<]*+)<(/?)([A-Za-z][A-Za-z0-9]{0,30}+)"
    rb"(?:[\t\n\f\r /](?:[^\"'<>=]++|=[\t\n\f\r ]*+(?:\"[^\"<>]*+\"|'[^'<>]*+')?+)*+)?>"
)
_NAME_END = re.compile(rb"[\t\n\f\r />]")
_IN_TAG = re.compile(rb"=[\t\n\f\r ]*([\"'])|>")
_CLOSES = {
    name: re.compile(rb"</" + name.encode() + rb"(?=[\t\n\f\r />])", re.IGNORECASE)
    for name in RAW_ELEMENTS | _PLAIN_ELEMENTS
}
_COMMENT_END = re.compile(rb"--!?>")
_ATTRIBUTE = re.compile(
    r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]*))?""",
)
# Python refuses to turn more than 4,300 digits into a number; no character has more than 7.
_HUGE_REFERENCE = re.compile(r"&#(?:[0-9]{9,}|[xX][0-9a-fA-F]{9,});?")


class _Cutter:
    """Cuts HTML; no byte is looked at again for each of many signs that begin nothing.

    All but the ends of tags is asked for in rising order, so that the last answer tells the next.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._absent: set[object] = set()
        self._absent_from: dict[bytes, int] = {}
        self._name_end = self._ends_at = -1
        self._in_tag: re.Match[bytes] | None = None
        self._endless = bytearray()

    def find(self, what: bytes, at: int) -> int:
        """Give where a byte occurs next, -1 when it does not."""
        absent_from = self._absent_from.get(what, len(self._content))
        found = self._content.find(what, at, absent_from) if at < absent_from else -1
        if found < 0:
            self._absent_from[what] = min(at, absent_from)
        return found

    def search(self, pattern: re.Pattern[bytes], at: int) -> re.Match[bytes] | None:
        """Give where a pattern occurs next; asked in rising order."""
        if pattern in self._absent:
            return None
        found = pattern.search(self._content, at)
        if found is None:
            self._absent.add(pattern)
        return found

    def name_end(self, at: int) -> int:
        """Give the offset past the name of a tag."""
        if at > self._name_end:
            found = _NAME_END.search(self._content, at)
            self._name_end = len(self._content) if found is None else found.start()
        return self._name_end

    def tag_end(self, at: int) -> int:
        """Give the offset past a tag's `>`, -1 when it never ends."""
        if at > self._ends_at:
            self._ends_at = self.find(b">", at)
        if self._ends_at < 0:
            return -1
        if self._in_tag is None or at > self._in_tag.start():
            self._in_tag = _IN_TAG.search(self._content, at)
        return self._past_values(self._in_tag)

    def _past_values(self, found: re.Match[bytes] | None) -> int:
        """Give the offset past the first `>` that is in no value, -1 when there is none."""
        while found is not None and found[1] is not None:
            if self._is_known(found.start()):
                return -1
            closing = self.find(found[1], found.end())
            # A quote that never ends would swallow all that follows: then it is no quote.
            at = found.end() if closing < 0 else closing + 1
            found = _IN_TAG.search(self._content, at) if self.find(b">", at) >= 0 else None
        return -1 if found is None else found.end()

    def _is_known(self, at: int) -> bool:
        """Tell whether a value was passed before, and remember it.

        Who passes it again began behind a tag that had no end, and has none either.
        """
        if not self._endless:
            self._endless = bytearray(len(self._content) // 8 + 1)
        place, bit = at >> 3, 1 << (at & 7)
        known = bool(self._endless[place] & bit)
        self._endless[place] |= bit
        return known

    def declaration_end(self, at: int) -> int:
        """Give the offset past a comment or declaration that begins at `<!` or `<?`."""
        content = self._content
        if not content.startswith(b"<!--", at):
            end = self.find(b">", at)
            return len(content) if end < 0 else end + 1
        if content.startswith((b"<!-->", b"<!--->"), at):
            return content.index(b">", at) + 1
        found = self.search(_COMMENT_END, at + 4)
        return len(content) if found is None else found.end()

    def inside_end(self, name: str, at: int, *, self_closed: bool) -> int:
        """Give where the closing tag of an element begins whose content is no HTML."""
        found = self.search(_CLOSES[name], at)
        if found is not None:
            return found.start()
        return at if self_closed else len(self._content)


def tokens(content: bytes) -> Iterator[Token]:
    """Cut HTML into text, tags and comments.

    Args:
        content: HTML in UTF-8 or any encoding in which ASCII stands for itself.

    Yields:
        Tokens in order that cover every byte. What looks like a tag but is none is text.
    """
    cutter = _Cutter(content)
    shown = at = 0
    names: dict[bytes, str] = {}
    while True:
        usual = _USUAL.match(content, at)
        if usual is not None:
            start, end = usual.end(1), usual.end()
            kind = _CLOSE if usual[2] else _OPEN
            name = names.get(usual[3]) or names.setdefault(usual[3], usual[3].decode().lower())
            made = _new(Token, (kind, name, start, end))
        else:
            at = cutter.find(b"<", at)
            if at < 0:
                break
            odd = _markup(content, at, cutter)
            if odd is None:
                at += 1
                continue
            start, made = at, odd
        if shown < start:
            yield _new(Token, (_TEXT, "", shown, start))
        yield made
        shown = at = made.end
        if made.kind is _OPEN and made.name in _CLOSES:
            shown = at = yield from _inside(content, made, cutter)
    if shown < len(content):
        yield Token(TokenKind.TEXT, "", shown, len(content))


def _inside(content: bytes, opening: Token, cutter: _Cutter) -> Generator[Token, None, int]:
    """Give what is inside an element whose content is no HTML, and where it ends."""
    self_closed = content[opening.end - 2 : opening.end] == b"/>"
    end = cutter.inside_end(opening.name, opening.end, self_closed=self_closed)
    if opening.end < end:
        raw = opening.name in RAW_ELEMENTS
        yield Token(TokenKind.RAW if raw else TokenKind.TEXT, "", opening.end, end)
    return end


def _markup(content: bytes, at: int, cutter: _Cutter) -> Token | None:
    """Give the tag or comment that begins at a `<`; None when it is only a sign."""
    following = content[at + 1 : at + 2]
    if following in {b"!", b"?"}:
        return Token(TokenKind.COMMENT, "", at, cutter.declaration_end(at))
    is_close = following == b"/"
    begin = at + 2 if is_close else at + 1
    if not content[begin : begin + 1].isalpha():
        return None
    name_end = cutter.name_end(begin)
    end = cutter.tag_end(name_end)
    if end < 0:
        return None
    name = content[begin : min(name_end, begin + _LONGEST_NAME)].decode("latin-1").lower()
    return Token(TokenKind.CLOSE if is_close else TokenKind.OPEN, name, at, end)


def attributes_of(content: bytes, token: Token, encoding: str = "utf-8") -> dict[str, str]:
    """Give the attributes of an opening tag, entities decoded; of two equal names the first.

    Args:
        content: the HTML the token was cut from.
        token: an opening tag.
        encoding: a known one; what cannot be decoded is replaced.
    """
    written = content[token.start + 1 + len(token.name) : token.end - 1]
    found: dict[str, str] = {}
    for each in _ATTRIBUTE.finditer(written.decode(encoding, "replace")):
        value = each[2] or ""
        if value[:1] in {'"', "'"} and value[-1:] == value[:1] and len(value) > 1:
            value = value[1:-1]
        found.setdefault(each[1].lower(), unescape(value))
    return found


def unescape(written: str) -> str:
    """Decode entities; one that names an impossible character becomes U+FFFD.

    Args:
        written: text or attribute value as it stands in HTML.
    """
    if "&" not in written:
        return written
    return html.unescape(_HUGE_REFERENCE.sub("\ufffd", written))
