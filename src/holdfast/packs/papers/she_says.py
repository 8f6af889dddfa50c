"""Who is behind a handle, as she says it and as this pack shows it.

Only what the pack itself shows is used: a person who was not chosen, or whose name or numbers are
masked, is named nowhere. A number is compared as E.164 and a name as it is written; nothing is
concluded from a likeness.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.insight.handles import handle_of
from holdfast.model.entry import Kind
from holdfast.packs.papers.order import Numbered, numbered
from holdfast.packs.papers.paper_rows import says, value_words
from holdfast.packs.papers.plain_text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from holdfast.model.entry import JsonValue
    from holdfast.packs.content import PackContent, PackMessages

SENDER, DETAILS = 4, 11
"""Places of the sender and of what else is stated in a message's leaf text."""

CALLED = "to"
"""Code of the detail that names who was called or written to."""


def she_says(content: PackContent, messages: PackMessages) -> list[str]:
    """Give a sentence for each sender of whom she says who it is, in the order they appear.

    Args:
        content: of the pack.
        messages: of one import.
    """
    persons = [_Person(each) for each in numbered(content) if each.entry.kind is Kind.PERSON]
    senders = dict.fromkeys(_senders(messages))
    found = ((sender, _whose(sender, persons, content.region)) for sender in senders)
    return [_sentence(sender, person) for sender, person in found if person is not None]


class _Person:
    """Somebody who stands in the pack, with what its amendments added."""

    def __init__(self, shown: Numbered) -> None:
        self.number = shown.number
        self.fields: dict[str, JsonValue] = shown.fields

    @property
    def name(self) -> str:
        name = self.fields.get("name")
        return name if isinstance(name, str) else ""

    @property
    def handles(self) -> list[str]:
        handles = self.fields.get("handles")
        return [str(each) for each in handles] if isinstance(handles, list) else []


def _senders(messages: PackMessages) -> Iterable[str]:
    for proof in messages.proofs:
        sender = proof.parts[SENDER]
        if isinstance(sender, str) and sender:
            yield sender
        # A call that she made names the other number as the one called.
        for details in proof.parts[DETAILS:]:
            yield from _called(details)


def _called(details: JsonValue) -> Iterable[str]:
    for pair in details if isinstance(details, list) else []:
        if isinstance(pair, list) and pair[:1] == [CALLED]:
            yield from (str(each) for each in pair[1:])


def _whose(sender: str, persons: Sequence[_Person], region: str) -> _Person | None:
    handle = handle_of(sender, region)
    for each in persons:
        if sender in each.handles:
            return each
    for each in persons:
        if handle.is_sure and handle in [handle_of(one, region) for one in each.handles]:
            return each
    return None


def _sentence(sender: str, person: _Person) -> str:
    words = says().table("exhibits")
    role = value_words("role", person.fields.get("role"))
    text = words.text("she_says" if person.name else "she_says_no_name")
    return printable(text.format(handle=sender, name=person.name, role=role, number=person.number))
