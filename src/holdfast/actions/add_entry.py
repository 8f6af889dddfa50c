"""Write down what happened: one incident with its files, all of it or nothing."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.actions.clock import now
from holdfast.actions.intake import Intake
from holdfast.actions.prepared import Prepared
from holdfast.knowledge.behaviours import codes
from holdfast.model.entry import Entry, Kind
from holdfast.model.errors import NothingSaidError, UsageError
from holdfast.model.moment import UNKNOWN_MOMENT, Moment
from holdfast.vault.writing import Draft

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from holdfast.actions.received import Received
    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook

BASES = ("saw", "told", "notes", "memory")
FEARED = ("yes", "no", "unsure")
FEARED_FOR = ("me", "child", "other")


@dataclass(frozen=True, kw_only=True, slots=True)
class NewIncident:
    """What a person says happened; anything may be left out."""

    what: str = field(default="", repr=False)
    """What happened, in her words."""

    happened: Moment | None = field(default=None, repr=False)
    """When; None when she was not asked or did not say."""

    where: str | None = field(default=None, repr=False)
    """Place or app."""

    who: str | None = field(default=None, repr=False)
    """Who did it."""

    basis: str | None = None
    """How she knows: one of `BASES`."""

    said: str | None = field(default=None, repr=False)
    """Exact words that were said."""

    felt: str | None = field(default=None, repr=False)
    """How it made her feel."""

    effect: str | None = field(default=None, repr=False)
    """What it changed in her days."""

    feared: str | None = None
    """Whether violence was feared: one of `FEARED`, or None for not answered."""

    feared_for: tuple[str, ...] = ()
    """For whom: some of `FEARED_FOR`."""

    behaviours: tuple[str, ...] = ()
    """Codes of words/en/behaviours.toml."""

    witnesses: tuple[str, ...] = field(default=(), repr=False)
    """Who else saw or heard it."""

    exhibits: tuple[str, ...] = ()
    """Ids of entries already in the record."""

    messages: tuple[tuple[str, int], ...] = ()
    """Import entry's id and number of the message in it."""

    asked: tuple[str, ...] = field(default=(), repr=False)
    """The questions she was shown, as shown."""

    def fields(self) -> dict[str, JsonValue]:
        """Give the fields of the entry, those not said left out."""
        given: dict[str, JsonValue] = {
            "what": self.what.strip() or None,
            "happened": dict((self.happened or UNKNOWN_MOMENT).to_json()),
            "where": self.where,
            "who": self.who,
            "basis": self.basis,
            "said": self.said,
            "felt": self.felt,
            "effect": self.effect,
            "feared": self.feared,
            "feared_for": list(self.feared_for),
            "behaviours": list(self.behaviours),
            "witnesses": list(self.witnesses),
            "exhibits": list(self.exhibits),
            "messages": [list(each) for each in self.messages],
            "asked": list(self.asked),
        }
        return {name: value for name, value in given.items() if value not in (None, [])}


@dataclass(frozen=True, kw_only=True, slots=True)
class Added:
    """An entry that is in the record for good."""

    entry: Entry
    """As written."""

    leaf: str
    """Its leaf in the tree, hex."""

    exhibits: tuple[Entry, ...] = ()
    """Entries of the files that came with it, new ones and those held before."""


def add_incident(
    book: OpenCasebook,
    incident: NewIncident,
    files: Sequence[Received] = (),
    *,
    clock: Callable[[], datetime] = now,
    came: tuple[str, str] | None = None,
) -> Added:
    """Write down an incident and seal its files.

    Args:
        book: the open casebook.
        incident: what is said.
        files: sealed and read first, and named by the incident.
        clock: the device's.
        came: who says they wrote it and how it came in, for what was adopted from the in-tray.

    Returns:
        The incident, durable with all its files; `NothingSaidError` when there is neither a word
        nor a file.
    """
    fields = incident.fields()
    if came is not None:
        fields["by"], fields["arrived"] = came
    return add_fields(book, fields, files, clock=clock)


def add_fields(
    book: OpenCasebook,
    fields: Mapping[str, JsonValue],
    files: Sequence[Received] = (),
    *,
    clock: Callable[[], datetime] = now,
) -> Added:
    """Write down an incident that is given by its fields.

    Args:
        book: the open casebook.
        fields: of an incident, as `NewIncident.fields` gives them.
        files: sealed and read first, and named by the incident.
        clock: the device's.

    Returns:
        The incident, durable with all its files.

    Raises:
        NothingSaidError: neither a word nor a file.
    """
    check_choices(fields)
    said = ("what", "said", "messages", "felt", "effect", "exhibits")
    if not files and not any(fields.get(name) for name in said):
        raise NothingSaidError
    return append_with_files(book, Draft(Kind.INCIDENT, fields), files, clock=clock)


def append_with_files(
    book: OpenCasebook,
    draft: Draft,
    files: Sequence[Received],
    *,
    clock: Callable[[], datetime] = now,
) -> Added:
    """Append an entry together with the files it names, in one commit.

    Args:
        book: the open casebook.
        draft: the entry; its field `exhibits` gets the files' ids after those it names already.
        files: on their way in.
        clock: the device's.

    Returns:
        The entry and the exhibits.
    """
    with Intake(book, clock=clock) as intake:
        added = _append_prepared(intake, draft, files)
    book.index.catch_up()
    return added


def _append_prepared(intake: Intake, draft: Draft, files: Sequence[Received]) -> Added:
    with ExitStack() as stack:
        found = [stack.enter_context(intake.prepared(each)) for each in files]
        new = _each_once([each for each in found if isinstance(each, Prepared)])
        held = [each for each in found if isinstance(each, Entry)]
        named = draft.fields.get("exhibits")
        ids = dict.fromkeys(map(str, named if isinstance(named, list) else []))
        ids.update(dict.fromkeys(each.id for each in held))
        ids.update(dict.fromkeys(each.id for each in new))
        last = Draft(draft.kind, {**draft.fields, **({"exhibits": list(ids)} if ids else {})})
        logged = intake.book.record.append(
            [*(each.draft for each in new), last],
            kept=[kept for each in new for kept in each.kept],
            clock=intake.clock,
        )
    *exhibits, entry = logged
    for each, exhibit in zip(new, exhibits, strict=True):
        intake.finish(each, exhibit.entry)
    return Added(
        entry=entry.entry, leaf=entry.leaf, exhibits=(*held, *(each.entry for each in exhibits))
    )


def _each_once(prepared: list[Prepared]) -> list[Prepared]:
    """Leave out a file that was handed over twice in one go."""
    first: dict[str, Prepared] = {}
    for each in prepared:
        first.setdefault(str(each.draft.fields["sha256"]), each)
    return list(first.values())


def check_choices(fields: Mapping[str, JsonValue]) -> None:
    """Refuse codes that mean nothing.

    Args:
        fields: of an incident or an amendment of one.

    Raises:
        UsageError: a code is none of its choices; the place names the field.
    """
    choices = {
        "basis": set(BASES),
        "feared": set(FEARED),
        "feared_for": set(FEARED_FOR),
        "behaviours": set(codes()),
    }
    for name, allowed in choices.items():
        value = fields.get(name)
        given = value if isinstance(value, list) else [] if value is None else [value]
        if not allowed.issuperset(map(str, given)):
            raise UsageError(name)
