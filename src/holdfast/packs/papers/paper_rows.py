"""What the data of every paper has in common: words, headers, and rows of a label and a text."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypedDict

from holdfast.knowledge.wording import words
from holdfast.packs.papers.plain_text import printable
from holdfast.packs.papers.times import made_date

if TYPE_CHECKING:
    from holdfast.knowledge.table import Table
    from holdfast.model.entry import JsonValue
    from holdfast.packs.content import PackContent, ShownEntry


class Row(TypedDict):
    """A label and what stands beside it."""

    label: str
    text: str
    own: bool
    code: bool


PaperData = dict[str, object]


@cache
def says() -> Table:
    """Give the words of packs."""
    return words("packs")


def row(label: str, text: str, *, own: bool = False) -> Row:
    """Give a row whose text is safe to print.

    Args:
        label: a word of ours.
        text: from anywhere.
        own: True for the person's own words, which are set off.
    """
    return Row(label=label, text=printable(text), own=own, code=False)


def code_row(label: str, text: str) -> Row:
    """Give a row that is to be copied or compared letter by letter, without places to break.

    Args:
        label: a word of ours.
        text: hex digits and the like, made by us or checked to be such.
    """
    is_code = text.isascii() and text.isprintable()
    return Row(label=label, text=text if is_code else printable(text), own=False, code=True)


def frame(content: PackContent, title: str) -> PaperData:
    """Give what every paper needs around its text.

    Args:
        content: of the pack.
        title: of the paper.
    """
    papers = says().table("papers")
    name = printable(content.said.name or content.initials)
    return {
        "w": dict(says().values),
        "title": f"{title}: {name}",
        "author": name,
        "description": papers.text("foot"),
        "header_left": f"{name} · {title}",
        "header_right": papers.text("made").format(day=made_date(content.made_at)),
    }


def value_words(name: str, value: JsonValue) -> str:
    """Give a field's value in words; empty when nothing was said.

    Args:
        name: of the field.
        value: what it holds.
    """
    if value is None or value in ("", []):
        return ""
    if isinstance(value, list):
        return ", ".join(filter(None, (value_words(name, each) for each in value)))
    if isinstance(value, dict):
        return ", ".join(f"{key}: {value_words('', each)}" for key, each in value.items())
    kinds = says().table(name) if name in CODED else None
    if kinds is not None and str(value) in kinds.values:
        return kinds.text(str(value))
    return str(value)


CODED = frozenset({"basis", "feared", "feared_for", "role", "whom", "how", "whose"})
"""Fields that hold codes, each with its words in a table of the same name."""


def field_words(names: tuple[str, ...] | list[str]) -> str:
    """Give names of fields in words.

    Args:
        names: of fields.
    """
    fields = says().table("fields")
    return ", ".join(fields.text(name) for name in names)


def is_named(entry: ShownEntry, role: str) -> bool:
    """Tell whether an entry is about a person in a role.

    Args:
        entry: shown.
        role: `does-it`, `me`, `witness`, `child`, `other`.
    """
    return entry.kind == "person" and entry.text("role") == role
