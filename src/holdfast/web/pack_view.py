"""What a pack would reveal, as she sees it before it is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.actions.giving import count_by_hash
from holdfast.knowledge.wording import words
from holdfast.web.entry_view import label_of, rows_of, show_size
from holdfast.web.paging import part_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from holdfast.actions.make_pack import Preview
    from holdfast.actions.revealing import Reveal
    from holdfast.vault.casebook import OpenCasebook
    from holdfast.web.forms import Form
    from holdfast.web.pack_look import Look
    from holdfast.web.paging import Part

ALWAYS_SHOWN = frozenset({"number", "sha256", "size_bytes"})
"""Fields that the pack's own proofs need."""

TICKED = ("own-details", "hidden-details")
LISTS = ("own", "hidden", "late", "parts")
"""The lists that are shown in parts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Turned:
    """Which parts of the long lists are shown."""

    own: int = 1
    """Of her own details."""

    hidden: int = 1
    """Of files with hidden details."""

    late: int = 1
    """Of what was written late."""

    parts: int = 1
    """Of the entries of which more can be left out."""

    find: str = field(default="", repr=False)
    """Words that those entries must have."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Boxes:
    """One part of a list of things that stay out unless they are ticked."""

    part: Part[tuple[str, list[Reveal]]]
    """The part."""

    boxes: tuple[tuple[str, str, bool], ...] = field(repr=False)
    """What to tick, what it would show, whether it does."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OnePart:
    """An entry of the pack with what may be left out of it."""

    id: str
    """Of the entry."""

    label: str = field(repr=False)
    """The line that stands for it."""

    fields: tuple[tuple[str, str], ...]
    """What to tick, and the label of that field."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """What the page shows of a preview."""

    ready: Preview = field(repr=False)
    """The preview."""

    size: str
    """Of the files."""

    by_hash: int
    """Of how many files with messages only the fingerprint goes in."""

    names: list[str] = field(repr=False)
    """People named in it."""

    senders: list[tuple[str, int]] = field(repr=False)
    """Whose messages, and how many."""

    masked: int
    """How many fields are left out."""

    late: Part[Reveal]
    """What was written late."""

    late_lines: tuple[tuple[str, str, int], ...] = field(repr=False)
    """Of that part: id, label, days."""

    ticks: dict[str, Boxes]
    """What stays out unless ticked, by kind."""

    part: Part[str]
    """The entries of which more can be left out."""

    parts: tuple[OnePart, ...]
    """Those of that part."""

    whole: int
    """How many there are, whatever is looked for."""


def show_preview(book: OpenCasebook, look: Look, turned: Turned) -> Shown:
    """Give what the page shows of a preview; of long lists, one part.

    Args:
        book: the open casebook.
        look: the preview.
        turned: which parts.
    """
    ready = look.ready
    by_kind: dict[str, list[Reveal]] = {}
    for each in ready.reveals:
        by_kind.setdefault(each.kind, []).append(each)
    late = part_of(sorted(by_kind.get("late", ()), key=lambda each: -each.count), turned.late)
    numbers = {"own-details": turned.own, "hidden-details": turned.hidden}
    names = _names_of_parts(book, look, turned.find.casefold().split())
    part = part_of(names, turned.parts)
    return Shown(
        ready=ready,
        size=show_size(ready.size_bytes),
        by_hash=count_by_hash((each.entry for each in ready.standing.values()), ready.choice),
        names=sorted({each.text for each in by_kind.get("name", ())}),
        senders=_senders(by_kind.get("messages", ())),
        masked=sum(each.count for each in by_kind.get("masked", ())),
        late=late,
        late_lines=tuple(
            (each.entry, _label(book, look, each.entry), each.count) for each in late.items
        ),
        ticks={
            kind: _ticks(book, look, by_kind.get(kind, ()), number)
            for kind, number in numbers.items()
        },
        part=part,
        parts=tuple(_one_part(book, look, name) for name in part.items),
        whole=len(_names_of_parts(book, look, [])),
    )


def _senders(reveals: Iterable[Reveal]) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for each in reveals:
        counts[each.text] = counts.get(each.text, 0) + each.count
    return [(name, count) for name, count in counts.items() if name]


def _ticks(book: OpenCasebook, look: Look, reveals: Iterable[Reveal], number: int) -> Boxes:
    """Give a box for each entry: what to tick, what it would show, whether it does."""
    fields = words("web_entry").table("fields")
    found: dict[str, list[Reveal]] = {}
    for each in reveals:
        found.setdefault(each.allow, []).append(each)
    part = part_of(list(found.items()), number)
    boxes = []
    for allow, group in part.items:
        # Of a file itself nothing is to be said but its name, which the label has already.
        shown = dict.fromkeys(
            f"{fields.values.get(each.named, each.named)}: {each.text}"
            for each in group
            if each.named
        )
        label = _label(book, look, group[0].entry) + (f" ({'; '.join(shown)})" if shown else "")
        boxes.append((allow, label, all(each.included for each in group)))
    return Boxes(part=part, boxes=tuple(boxes))


def _label(book: OpenCasebook, look: Look, name: str) -> str:
    known = look.labels.get(name)
    if known is None:
        current = look.ready.standing.get(name)
        if current is None:
            entry = book.record.entry(name)
            current = book.record.current(entry.text("of") or entry.id)
        known = look.labels[name] = label_of(current.entry, current.fields)
    return known


def _names_of_parts(book: OpenCasebook, look: Look, sought: Sequence[str]) -> list[str]:
    """Give ids of the entries that can be left out, or parts of them.

    Those that are left out altogether stand first, so that they can be taken in again.
    """
    names = [*sorted(look.ready.choice.without), *look.ready.going]
    return [name for name in names if not sought or _has(_label(book, look, name), sought)]


def _has(label: str, sought: Sequence[str]) -> bool:
    folded = label.casefold()
    return all(word in folded for word in sought)


def _one_part(book: OpenCasebook, look: Look, name: str) -> OnePart:
    current = look.ready.standing.get(name)
    rows = rows_of(current.entry.kind, current.fields) if current else ()
    shown = (row for row in rows if row.name not in ALWAYS_SHOWN)
    fields = tuple((f"{name}/{row.name}", row.label) for row in shown)
    return OnePart(id=name, label=_label(book, look, name), fields=fields)


def boxes_elsewhere(values: Form, shown: Shown) -> list[tuple[str, str]]:
    """Give what is ticked but not in the parts of the lists that are shown, to be sent along.

    Args:
        values: of the form.
        shown: what `show_preview` gave.
    """
    # A tick for all of a kind has a box of its own.
    boxes = {("allowed", kind) for kind in TICKED}
    for each in shown.ticks.values():
        boxes |= {("allowed", allow) for allow, _, _ in each.boxes}
    for part in shown.parts:
        boxes.add(("without", part.id))
        boxes |= {("masked", pair) for pair, _ in part.fields}
    ticked = [
        (name, value) for name in ("without", "masked", "allowed") for value in values.texts(name)
    ]
    return [each for each in ticked if each not in boxes]
