"""What of a page goes on paper: its words, what stands in its forms, and nothing to press."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from holdfast.knowledge.wording import words
from holdfast.packs.papers.blocks import Block, Kind
from holdfast.web.page_reading import Element, read_main
from holdfast.web.screens import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LEFT_OUT = frozenset(
    {"script", "style", "template", "nav", "button", "svg", "audio", "video", "progress", "hr"}
)
LEFT_OUT_CLASSES = frozenset(
    {"govuk-visually-hidden", "govuk-error-summary", "govuk-error-message", "govuk-button",
     "nb-no-print", "nb-draft-status", "nb-masked"}
)  # fmt: skip
BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figcaption",
     "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "input", "label",
     "legend", "li", "main", "ol", "p", "pre", "section", "select", "summary", "table", "textarea",
     "ul"}
)  # fmt: skip
BOXES = frozenset({"nb-box", "nb-note", "nb-said", "govuk-inset-text"})
CHOICES = frozenset({"govuk-checkboxes__item", "govuk-radios__item"})
ON_LINES_OF_THEIR_OWN = frozenset({"nb-call", "nb-calendar__day"})
AS_TYPED = frozenset({"nb-hers"})
TYPED_TYPES = frozenset({"text", "search", "tel", "email", "number", "date", "time", "url", ""})
LINES_OF_AN_AREA = 4
SAID = Words(words("web_print"))


def blocks_of(html: str) -> tuple[Block, ...]:
    """Give what of a page goes on paper.

    Args:
        html: a whole page of ours.
    """
    return tuple(_inside(read_main(html)))


def _is_left_out(element: Element) -> bool:
    attributes = element.attributes
    is_hidden = "hidden" in attributes or attributes.get("aria-hidden") == "true"
    return is_hidden or element.tag in LEFT_OUT or bool(element.classes & LEFT_OUT_CLASSES)


def _inside(element: Element) -> Iterator[Block]:
    kept = [each for each in element.inside if isinstance(each, str) or not _is_left_out(each)]
    is_typed = bool(element.classes & AS_TYPED)
    for is_block, run in groupby(kept, key=_holds_blocks):
        if not is_block:
            text = _joined(list(run), is_typed=is_typed)
            yield from [Block(kind=Kind.PARAGRAPH, text=text)] if text else []
            continue
        for each in run:
            if isinstance(each, Element):
                yield from WAYS.get(each.tag, _container)(each)


def _holds_blocks(part: Element | str) -> bool:
    if isinstance(part, str):
        return False
    return part.tag in BLOCKS or any(map(_holds_blocks, part.inside))


def _joined(parts: list[Element | str], *, is_typed: bool = False) -> str:
    text = "".join(_text(each, is_typed=is_typed) for each in parts)
    lines = (line if is_typed else " ".join(line.split(" ")).strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _text(part: Element | str, *, is_typed: bool) -> str:
    if isinstance(part, str):
        return part if is_typed else re.sub(r"\s+", " ", part)
    if _is_left_out(part):
        return ""
    if part.tag == "br":
        return "\n"
    if part.tag == "img":
        return str(SAID.paper.picture).format(name=part.attributes.get("alt", ""))
    is_typed = is_typed or bool(part.classes & AS_TYPED) or part.tag in {"pre", "textarea"}
    text = "".join(_text(each, is_typed=is_typed) for each in part.inside)
    apart = part.tag in BLOCKS or part.classes & ON_LINES_OF_THEIR_OWN
    return f"\n{text}\n" if apart else text


def _words(element: Element) -> str:
    is_typed = bool(element.classes & AS_TYPED) or element.tag in {"pre", "textarea"}
    text = _joined(element.inside, is_typed=is_typed)
    return text if is_typed else re.sub(r"[ ]{2,}", " ", re.sub(r"\s*\n\s*", "\n", text))


def _container(element: Element) -> Iterator[Block]:
    if element.classes & CHOICES:
        yield from _choice(element)
    elif element.classes & BOXES:
        parts = tuple(_inside(element))
        yield from [Block(kind=Kind.BOX, parts=parts)] if parts else []
    else:
        yield from _inside(element)


def _heading(element: Element) -> Iterator[Block]:
    text = " ".join(_words(element).split())
    if text:
        yield Block(kind=Kind.HEADING, text=text, level=int(element.tag[1]))


def _label(element: Element) -> Iterator[Block]:
    if any(each.tag in {"h1", "h2", "h3"} for each in element.elements):
        yield from _inside(element)
    elif text := _words(element):
        yield Block(kind=Kind.LABEL, text=text)


def _list(element: Element) -> Iterator[Block]:
    rows = [each for each in element.elements if each.tag == "li" and not _is_left_out(each)]
    is_menu = "nb-choices" in element.classes
    items = [tuple(_menu_item(each) if is_menu else _inside(each)) for each in rows]
    parts = tuple(Block(kind=Kind.GROUP, parts=each) for each in items if each)
    if parts:
        is_numbered = element.tag == "ol" and "nb-timeline" not in element.classes
        yield Block(kind=Kind.NUMBERED if is_numbered else Kind.ITEMS, parts=parts)


def _menu_item(item: Element) -> Iterator[Block]:
    for each in item.find_all("strong", "span"):
        kind = Kind.LABEL if each.tag == "strong" else Kind.PARAGRAPH
        yield Block(kind=kind, text=_words(each))


def _pairs(element: Element) -> Iterator[Block]:
    rows: list[tuple[str, str]] = []
    for each in element.find_all("dt", "dd"):
        if each.tag == "dt":
            rows.append((_words(each), ""))
        elif rows:
            label, before = rows[-1]
            rows[-1] = (label, "\n".join(filter(None, (before, _words(each)))))
    if rows:
        yield Block(kind=Kind.PAIRS, rows=tuple(rows))


def _table(element: Element) -> Iterator[Block]:
    rows = [
        [_words(cell) for cell in row.elements if cell.tag in {"th", "td"}]
        for row in element.find_all("tr")
    ]
    widest = max(map(len, rows), default=0)
    even = tuple(tuple(row + [""] * (widest - len(row))) for row in rows)
    caption = " ".join(_words(each) for each in element.find_all("caption")).strip()
    if widest:
        yield Block(kind=Kind.TABLE, text=caption, rows=even)


def _choice(element: Element) -> Iterator[Block]:
    said = [_words(each) for each in element.elements if each.tag != "input"]
    is_ticked = any("checked" in each.attributes for each in element.find_all("input"))
    yield Block(kind=Kind.CHOICE, text="\n".join(filter(None, said)), level=int(is_ticked))


def _input(element: Element) -> Iterator[Block]:
    if element.attributes.get("type", "") in TYPED_TYPES:
        yield _field(element.attributes.get("value", ""), 1)


def _area(element: Element) -> Iterator[Block]:
    yield _field(_words(element), LINES_OF_AN_AREA)


def _select(element: Element) -> Iterator[Block]:
    chosen = [each for each in element.find_all("option") if "selected" in each.attributes]
    yield _field(_words(chosen[0]) if chosen else "", 1)


def _field(text: str, lines: int) -> Block:
    if text.strip():
        return Block(kind=Kind.FILLED, text=text)
    return Block(kind=Kind.BLANK, level=lines)


WAYS: dict[str, Callable[[Element], Iterator[Block]]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    **dict.fromkeys(("label", "legend", "summary"), _label),
    **dict.fromkeys(("ul", "ol"), _list),
    "dl": _pairs,
    "table": _table,
    "input": _input,
    "textarea": _area,
    "select": _select,
}
"""Element and how it goes on paper; every other one is looked into."""
