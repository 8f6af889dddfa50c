"""Turns the main part of a page of ours into a small tree, for the paper copy of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

EMPTY = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
"""Elements of HTML that have no end."""

MAIN = "main"


@dataclass(kw_only=True, slots=True)
class Element:
    """One element with what stands in it, texts and elements, in order."""

    tag: str
    """Its name."""

    attributes: dict[str, str] = field(default_factory=dict, repr=False)
    """Its attributes; one without a value has an empty text."""

    inside: list[Element | str] = field(default_factory=list, repr=False)
    """What stands in it."""

    @property
    def classes(self) -> frozenset[str]:
        """Its classes."""
        return frozenset(self.attributes.get("class", "").split())

    @property
    def elements(self) -> list[Element]:
        """The elements in it, without the texts between them."""
        return [each for each in self.inside if isinstance(each, Element)]

    def find_all(self, *tags: str) -> list[Element]:
        """Give every element below it with one of these names, in order.

        Args:
            tags: names.
        """
        found = []
        for each in self.elements:
            found += [each] if each.tag in tags else []
            found += each.find_all(*tags)
        return found


def read_main(html: str) -> Element:
    """Give the main part of a page.

    Args:
        html: a whole page of ours, where every element but the empty ones is closed.

    Returns:
        `main` as a tree; an empty one when the page has none.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return next(iter(reader.root.find_all(MAIN)), Element(tag=MAIN))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element(tag="")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = Element(tag=tag, attributes={name: value or "" for name, value in attrs})
        self._open[-1].inside.append(found)
        if tag not in EMPTY:
            self._open.append(found)

    def handle_endtag(self, tag: str) -> None:
        tags = [each.tag for each in self._open]
        if tag in tags[1:]:
            del self._open[len(tags) - 1 - tags[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(data)
