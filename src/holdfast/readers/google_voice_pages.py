"""The two kinds of pages that Google Voice's Takeout is made of, cut into what they show.

| element                                | is                                        |
| -------------------------------------- | ----------------------------------------- |
| `div.hChatLog > div.message`           | one text message                          |
| `abbr.dt[title]`, `abbr.published`     | its time, with an offset                  |
| `cite.sender a.tel[href] .fn`          | who wrote it                              |
| `abbr.fn`                              | the owner (`Me`, in English)              |
| `q`                                    | the words, with `<br>`                    |
| `img`, `audio`, `video`, `a.vcard`, …  | a file beside the page                    |
| `div.haudio`                           | one call or voicemail                     |
| `div.contributor a.tel`                | the other side of the call                |
| `.full-text`, `abbr.duration[title]`   | the transcript; the length                |
| `a[rel=tag]`                           | what it is: `#missed`, `#voicemail`, …    |
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.readers.html_text import text_of_html
from holdfast.readers.html_tokens import TokenKind, attributes_of, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdfast.readers.html_tokens import Token

_MEDIA = frozenset({"img", "audio", "video", "source"})
_FILE_CLASSES = frozenset({"vcard", "video", "audio", "image"})
_WORDS = frozenset({"q", "full-text", "fn", "deletedStatusContainer"})


@dataclass(slots=True)
class Block:
    """A message, a call, or what stands around them; filled as the page is gone through."""

    kind: str
    """`message`, `haudio`, `participants`, or empty for the rest of the page."""

    start: int
    """Where its first byte stands."""

    end: int = 0
    """Where it ends."""

    when: str = field(default="", repr=False)
    """The time as written."""

    number: str | None = field(default=None, repr=False)
    """Telephone number; empty when it was withheld, None when no link to one is there."""

    name: str = field(default="", repr=False)
    """Name shown for it."""

    words: str = field(default="", repr=False)
    """What was written, or said according to the transcript."""

    title: str = field(default="", repr=False)
    """Heading of a call."""

    files: list[str] = field(default_factory=list, repr=False)
    """Names of files, as written."""

    length: str = ""
    """Length of a call as written (`PT3S`)."""

    labels: list[str] = field(default_factory=list)
    """Ends of the label links (`missed`)."""

    people: list[tuple[str, str]] = field(default_factory=list, repr=False)
    """Number and name of each participant."""

    is_deleted: bool = False
    """Whether the owner deleted it in the app."""

    is_own: bool = False
    """Whether it is marked as the owner's; others have a `span` where the owner has an `abbr`."""


class _Page:
    """Goes through the tokens of one page."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._depth = 0
        self._opened_at = 0
        self._block: Block | None = None
        self.rest = Block("", 0)
        self._taking = ""
        self._taking_from = 0

    def blocks(self) -> Iterator[Block]:
        """Give the blocks in order, then the rest of the page."""
        for token in tokens(self._content):
            done = self._follow(token)
            if done is not None:
                yield done
        if self._block is not None:
            # The page was cut inside a block.
            self._end_words(len(self._content))
            self._block.end = len(self._content)
            yield self._block
        yield self.rest

    def _follow(self, token: Token) -> Block | None:
        """Take in one token; give the block it ends."""
        if token.kind is TokenKind.OPEN:
            attributes = attributes_of(self._content, token)
            classes = frozenset(attributes.get("class", "").split())
            if token.name == "div":
                self._open_div(token, classes)
            self._note(token, attributes, classes)
        elif token.kind is TokenKind.CLOSE:
            self._close_words(token)
            if token.name == "div":
                return self._close_div(token)
        return None

    def _open_div(self, token: Token, classes: frozenset[str]) -> None:
        """Count the nesting; begin a block."""
        self._depth += 1
        kinds = classes & {"message", "haudio", "participants"}
        if self._block is None and kinds:
            self._block = Block(next(iter(kinds)), token.start)
            self._opened_at = self._depth

    def _close_div(self, token: Token) -> Block | None:
        """Count the nesting; end the block that began here."""
        block = self._block
        is_end = block is not None and self._depth <= self._opened_at
        self._depth = max(0, self._depth - 1)
        if block is None or not is_end:
            return None
        self._end_words(token.start)
        self._block = None
        block.end = token.end
        return block

    def _note(self, token: Token, attributes: Mapping[str, str], classes: frozenset[str]) -> None:
        """Take in what an opening tag says."""
        block = self._block or self.rest
        if token.name == "abbr" and classes & {"dt", "published"}:
            block.when = block.when or attributes.get("title", "")
        elif token.name == "abbr" and "duration" in classes:
            block.length = attributes.get("title", "")
        elif token.name == "abbr" and "fn" in classes:
            block.is_own = True
        elif token.name == "a" and "tel" in classes:
            number = attributes.get("href", "").removeprefix("tel:")
            block.number = number if block.number is None else block.number
            block.people.append((number, ""))
        elif token.name == "a" and attributes.get("rel") == "tag":
            block.labels.append(attributes.get("href", "").rpartition("#")[2])
        elif token.name in _MEDIA or (token.name == "a" and self._is_file(attributes, classes)):
            file = attributes.get("src") or attributes.get("href") or ""
            # A sound is named twice, by its player and by a link inside it.
            if file and block.files[-1:] != [file]:
                block.files.append(file)
        wanted = ({token.name} | classes) & _WORDS
        if wanted and not self._taking and token.end > token.start:
            self._taking, self._taking_from = next(iter(wanted)), token.end
            self._taking_tag = token.name

    @staticmethod
    def _is_file(attributes: Mapping[str, str], classes: frozenset[str]) -> bool:
        """Tell whether a link leads to a file of the message."""
        return bool(classes & _FILE_CLASSES) or attributes.get("rel") == "enclosure"

    def _close_words(self, token: Token) -> None:
        """End the stretch of words that a closing tag ends."""
        if self._taking and token.name == self._taking_tag:
            self._end_words(token.start)

    def _end_words(self, end: int) -> None:
        """Put the words taken so far where they belong."""
        if not self._taking:
            return
        words = text_of_html(self._content[self._taking_from : end])
        block, taken = self._block or self.rest, self._taking
        self._taking = ""
        if taken in {"q", "full-text"}:
            block.words = block.words or words
        elif taken == "deletedStatusContainer":
            block.is_deleted = words.rpartition(" ")[2] == "True"
        elif block.people:
            number, _ = block.people[-1]
            block.people[-1] = (number, words)
            block.name = block.name or words
        else:
            block.title = block.title or words


def read_page(content: bytes) -> list[Block]:
    """Give the blocks of a page in order; the last stands for all that is around them.

    Args:
        content: the page.
    """
    return list(_Page(content).blocks())
