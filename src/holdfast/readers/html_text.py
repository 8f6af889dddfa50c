"""Text of HTML: what a browser would show, without fetching or running anything.

Linear in time, and nothing in it can grow deep: see html_tokens.
References: HTML Living Standard, 15.3 flow content.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdfast.readers.html_tokens import TokenKind, attributes_of, tokens, unescape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdfast.readers.html_tokens import Token

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "legend", "li",
    "listing", "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre", "section", "summary",
    "table", "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip
_DROPPED = frozenset({"template", "title"})
# A template with one of these is the inside of its element, and shown: the standard's name, and
# those of Chrome before it was one.
_SHADOW = frozenset({"shadowrootmode", "shadowroot", "shadowmode"})
_MOST_FRAMES = 8
"""Pages that are written into each other (`srcdoc`) beyond these many are not read."""
_CELLS = frozenset({"td", "th"})
_KEEPS_SPACES = frozenset({"pre", "textarea", "xmp", "listing"})
_LAID_OUT = _BLOCKS | _CELLS | _KEEPS_SPACES | {"br"}
# Elements that only dress words up, Skype's own among them, with nothing odd in their tags.
_DRESS = (
    r"</?(?:a|at|b|big|code|e_m|em|FileSize|font|i|legacyquote|location|meta|OriginalName|quote"
    r"|s|small|span|ss|strike|strong|u|URIObject)"
    r"(?:[ \t\n]++[A-Za-z_][A-Za-z0-9_:-]*+=(?:\"[^\"<>]*+\"|'[^'<>]*+'))*+[ \t\n]*+/?>"
)
# What would name a character only without the tag in it.
_CUT_ENTITY = re.compile(r"&[#\w]*<")
_TAG_OF_DRESS = re.compile(_DRESS, re.IGNORECASE | re.ASCII)
_ANY_TAG = re.compile(rb"<[A-Za-z/!?][^>]*+>")
_LONGEST_EMOJI = 12
_WHITE = " \t\n\r\f"
# White space that is not one space already.
_SPACES = re.compile(rf"[\t\n\r\f][{_WHITE}]*| [{_WHITE}]+")
_LINE_END = re.compile(r"\r\n?|\n")


class _Lines:
    """Puts text together as a browser lays it out, as far as lines go."""

    def __init__(self) -> None:
        self._done: list[str] = []
        self._line: list[str] = []
        self._spaced = True

    def words(self, text: str) -> None:
        """Add running text, in which any white space is one space."""
        text = _SPACES.sub(" ", text)
        if self._spaced and text[:1] == " ":
            text = text[1:]
        if text:
            self._line.append(unescape(text))
            self._spaced = text[-1] == " "

    def as_it_stands(self, text: str) -> None:
        """Add text whose line breaks and spaces count."""
        first, *others = _LINE_END.split(unescape(text))
        self._line.append(first)
        for each in others:
            self.line_break()
            self._line.append(each)
        self._spaced = False

    def cell(self) -> None:
        """Begin a cell of a table."""
        if self._line:
            self._line.append("\t")
            self._spaced = True

    def block(self) -> None:
        """Begin a new line unless this one is empty."""
        if self._line and "".join(self._line).strip(_WHITE):
            self.line_break()
        self._line.clear()
        self._spaced = True

    def line_break(self) -> None:
        """End this line, empty or not."""
        self._done.append("".join(self._line).rstrip(_WHITE))
        self._line.clear()
        self._spaced = True

    def page(self, text: str) -> None:
        """Add the words of a page inside this one, which are lines already."""
        self.block()
        for each in text.split("\n"):
            self._line.append(each)
            self.line_break()

    def text(self) -> str:
        """Give everything."""
        self.block()
        return "\n".join(self._done).strip("\n")


def text_of_html(content: bytes | str, encoding: str = "utf-8") -> str:
    """Give the words of an HTML page or fragment, block elements on lines of their own.

    Args:
        content: HTML; of bytes, any encoding in which ASCII stands for itself.
        encoding: a known one; what cannot be decoded is replaced.

    Returns:
        The words with entities decoded; no scripts, styles, templates and title. Of pictures only
        those whose alternative text is an emoji. Text that styles would hide is shown, and so are
        pages in frames that are written into the page itself.
    """
    return _text(content, encoding, _MOST_FRAMES)


def _text(content: bytes | str, encoding: str, frames: int) -> str:
    """Give the words of a page, in which pages may lie in each other so many times."""
    if isinstance(content, str):
        bare = _TAG_OF_DRESS.sub("", content) if "<" in content else content
        if "<" not in bare:
            return _undressed(content, bare)
        content, encoding = content.encode("utf-8", "replace"), "utf-8"
    lines = _Lines()
    keeping: list[str] = []
    for token in _shown(content):
        kind, name, start, end = token
        if kind is TokenKind.TEXT:
            written = content[start:end].decode(encoding, "replace")
            (lines.as_it_stands if keeping else lines.words)(written)
        elif name in _LAID_OUT:
            _lay_out(lines, token, keeping)
        elif name == "img" and kind is TokenKind.OPEN:
            lines.words(_emoji(attributes_of(content, token, encoding).get("alt", "")))
        elif name == "iframe" and kind is TokenKind.OPEN and frames:
            inside = attributes_of(content, token, encoding).get("srcdoc", "")
            if inside:
                lines.page(_text(inside, encoding, frames - 1))
    return lines.text()


def _undressed(content: str, bare: str) -> str:
    """Give the words of a fragment whose tags change nothing about its lines; `bare`: without."""
    if not content.isascii():
        content, bare = (each.encode("utf-8", "replace").decode() for each in (content, bare))
    if "&" not in content or _CUT_ENTITY.search(content) is None:
        text = _SPACES.sub(" ", bare).removeprefix(" ")
        return unescape(text).rstrip(_WHITE).strip("\n")
    lines = _Lines()
    for words in _TAG_OF_DRESS.split(content):
        if words:
            lines.words(words)
    return lines.text()


def _lay_out(lines: _Lines, token: Token, keeping: list[str]) -> None:
    """Follow one tag: a new line, a cell, or spaces that count from here on."""
    if token.name == "br":
        lines.line_break()
    elif token.name in _BLOCKS:
        lines.block()
    elif token.name in _CELLS and token.kind is TokenKind.OPEN:
        lines.cell()
    if token.name in _KEEPS_SPACES:
        if token.kind is TokenKind.CLOSE:
            keeping.clear()
        elif not keeping:
            keeping.append(token.name)


def _emoji(alternative: str) -> str:
    """Give a picture's alternative text when it stands for a character, else nothing."""
    few = 0 < len(alternative) <= _LONGEST_EMOJI
    return alternative if few and not any(map(str.isalnum, alternative)) else ""


def _shown(content: bytes) -> Iterator[Token]:
    """Give the tokens outside of elements that are not shown."""
    dropped, depth = "", 0
    for token in tokens(content):
        if not dropped:
            is_dropped = token[1] in _DROPPED and token[0] is TokenKind.OPEN
            if not is_dropped or _is_shown_template(content, token):
                yield token
            else:
                dropped, depth = token.name, 1
        elif token.name == dropped:
            depth += 1 if token.kind is TokenKind.OPEN else -1
            if depth == 0:
                dropped = ""


def _is_shown_template(content: bytes, token: Token) -> bool:
    """Tell whether a browser shows a template: the inside of an element, written down."""
    return token.name == "template" and not _SHADOW.isdisjoint(attributes_of(content, token))


def hides_words(content: bytes) -> bool:
    """Tell whether anything stands outside of tags, also where no browser would show it.

    Args:
        content: a stretch of a page that may be torn: a style or quotation mark that never ends.
    """
    # Behind the last `>` no tag ends; looked for there, its end would be sought from every `<`.
    last = content.rfind(b">") + 1
    outside = _ANY_TAG.sub(b"", content[:last]) + content[last:]
    return re.search(rb"[^\s<>]", outside) is not None


def title_of_html(content: bytes, encoding: str = "utf-8") -> str:
    """Give a page's title on one line, empty when it has none.

    Args:
        content: the page or its beginning.
        encoding: a known one; what cannot be decoded is replaced.
    """
    inside = False
    for token in tokens(content):
        if inside and token.kind is TokenKind.TEXT:
            written = content[token.start : token.end].decode(encoding, "replace")
            return " ".join(unescape(written).split())
        inside = token.kind is TokenKind.OPEN and token.name == "title"
    return ""
