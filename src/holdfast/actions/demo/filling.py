"""The story, written down: every telling and every export goes through the action a person uses."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from holdfast.actions.add_entry import Added, NewIncident, add_incident, append_with_files
from holdfast.actions.amend import NewAmendment, amend
from holdfast.actions.contacts import NewContact, add_contact
from holdfast.actions.demo.conversation import Teller
from holdfast.actions.demo.export_form import pack_export, render_chat
from holdfast.actions.demo.pictures import draw_pictures
from holdfast.actions.demo.story import CHATS, Telling, read_chat, read_tellings
from holdfast.actions.intake import Intake
from holdfast.actions.people import NewPerson, add_person
from holdfast.actions.received import Received
from holdfast.actions.take_in import take_in_with
from holdfast.actions.withdraw import withdraw
from holdfast.model.entry import Kind
from holdfast.model.when import parse_when
from holdfast.vault.writing import Draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from holdfast.actions.demo.pictures import PictureFile
    from holdfast.actions.demo.story import Chat
    from holdfast.actions.demo.story_clock import StoryClock
    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook

MOST_MESSAGES = 40_000
"""WhatsApp exports no more of a conversation."""


class Writer:
    """Writes the story into a casebook, remembering which entry tells what."""

    def __init__(self, book: OpenCasebook, clock: StoryClock) -> None:
        """Draw the pictures and stand ready.

        Args:
            book: made just now.
            clock: shows when each thing was written.
        """
        self._book = book
        self._clock = clock
        self._pictures = draw_pictures()
        self._entries: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._imports: dict[str, str] = {}

    def write(self, step: Telling | Chat) -> None:
        """Write one thing.

        Args:
            step: in order of time.
        """
        if not isinstance(step, Telling):
            self._clock.shows = step.taken_in
            self._take_in(step)
            return
        self._clock.shows = step.written
        write: dict[str, Callable[[Telling], str]] = {
            "incident": self._incident,
            "person": self._person,
            "order": self._order,
            "contact": self._contact,
            "amendment": self._amendment,
            "withdrawal": self._withdrawal,
        }
        entry = write[step.kind](step)
        if step.id:
            self._entries[step.id] = entry

    def _incident(self, told: Telling) -> str:
        fields = self._fields(told)
        incident = NewIncident(**fields, messages=tuple(self._messages(told)))  # type: ignore[arg-type]
        return self._added(
            add_incident(self._book, incident, self._received(told), clock=self._clock)
        )

    def _person(self, told: Telling) -> str:
        self._names[told.id] = str(told.words["name"])
        person = NewPerson(**_tuples(told.words))  # type: ignore[arg-type]
        return self._added(add_person(self._book, person, clock=self._clock))

    def _order(self, told: Telling) -> str:
        draft = Draft(Kind.ORDER, told.words)
        return self._added(append_with_files(self._book, draft, (), clock=self._clock))

    def _contact(self, told: Telling) -> str:
        contact = NewContact(**self._fields(told))  # type: ignore[arg-type]
        return self._added(add_contact(self._book, contact, clock=self._clock))

    def _amendment(self, told: Telling) -> str:
        changes: dict[str, JsonValue] = dict(told.words)
        if "happened" in changes:
            moment = parse_when(str(changes["happened"]), now=told.written)
            changes["happened"] = dict(moment.to_json())
        of = self._entries[told.of]
        return self._added(
            amend(self._book, of, NewAmendment(changes=changes, why=told.why), clock=self._clock)
        )

    def _withdrawal(self, told: Telling) -> str:
        of = self._entries[told.of]
        return withdraw(self._book, of, why=told.why, clock=self._clock).id

    def _fields(self, told: Telling) -> dict[str, object]:
        fields = _tuples(told.words)
        if "happened" in fields:
            fields["happened"] = parse_when(str(fields["happened"]), now=told.written)
        if "witnesses" in fields:
            names = told.words["witnesses"]
            fields["witnesses"] = tuple(self._names[str(one)] for one in _listed(names))
        if "about" in fields:
            fields["about"] = tuple(self._entries[str(one)] for one in _listed(told.words["about"]))
        return fields

    def _received(self, told: Telling) -> list[Received]:
        return [_as_file(self._pictures[name]) for name in told.pictures]

    def _messages(self, told: Telling) -> Iterator[tuple[str, int]]:
        for chat, first, last in told.stretches:
            entry = self._imports[chat]
            for row in self._book.index.messages(entry, first=0, last=MOST_MESSAGES):
                if first <= row.message.happened.order_key <= last:
                    yield entry, row.number

    def _take_in(self, chat: Chat) -> None:
        attached = {file: self._pictures[name].content for file, name in chat.attachments.items()}
        export = pack_export(chat, render_chat(chat, Teller(chat).lines()), attached)
        received = _in_pieces(chat.file, export, chat.whose)
        with Intake(self._book, clock=self._clock) as intake:
            for account in take_in_with(intake, [received], whose=chat.whose):
                if account.counts["messages"]:
                    self._imports[chat.name] = account.entry

    def _added(self, added: Added) -> str:
        return added.entry.id


def steps() -> list[Telling | Chat]:
    """Give everything that is written down and taken in, in order of time."""
    chats = [read_chat(name) for name in CHATS]
    return sorted([*read_tellings(), *chats], key=when)


def when(step: Telling | Chat) -> datetime:
    """Tell when she wrote a thing, or took it in.

    Args:
        step: one of `steps()`.
    """
    return step.written if isinstance(step, Telling) else step.taken_in


def _as_file(picture: PictureFile) -> Received:
    return _in_pieces(picture.name, picture.content, None)


def _in_pieces(name: str, content: bytes, whose: str | None) -> Received:
    return Received(
        name=name,
        path=name,
        chunks=lambda: iter(io.BytesIO(content).readlines()),
        size_bytes=len(content),
        whose=whose,
    )


def _tuples(words: object) -> dict[str, object]:
    if not isinstance(words, dict):
        raise TypeError(words)
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in words.items()
    }


def _listed(value: JsonValue) -> list[JsonValue]:
    return value if isinstance(value, list) else []
