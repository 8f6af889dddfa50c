"""What a person does, each as a command, and what must be true when it was killed half way."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.faults.places import (
    MESSAGES,
    NEW,
    OLD,
    Place,
    Seen,
    added,
    environment,
    look,
    lost,
    unnamed,
)
from tests.faults.strace import run

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.strace import Outcome


REFUSED = "the back-up cannot be restored"


@dataclass(frozen=True, kw_only=True)
class Workflow:
    """One command and how to judge what it left."""

    name: str
    """Of the command."""

    arguments: Callable[[Place], list[str]]
    """From the command's name on."""

    judge: Callable[[Place, Seen, Outcome], list[str]]
    """Gives what is wrong after the command ended, in whatever way."""


def judge_add(place: Place, before: Seen, outcome: Outcome) -> list[str]:
    """An incident comes in with its file, or neither does."""
    after = look(place.home)
    faults = [*lost(before, after), *after.faults, *_confirmed(after, outcome)]
    if list(added(before, after)) not in ([], ["exhibit", "incident"]):
        faults.append(f"half of it is there: {added(before, after)}")
    return [*faults, *_works_again(place, add)]


def judge_import(place: Place, before: Seen, outcome: Outcome) -> list[str]:
    """Started again, the import ends with every file once."""
    after = look(place.home)
    faults = [*lost(before, after), *after.faults, *_rows_confirmed(after, outcome)]
    faults += _works_again(place, take_in)
    whole = look(place.home)
    faults += [*lost(after, whole), *whole.faults]
    faults += [f"{times} times {name}" for name, times in Counter(whole.sums).items() if times > 1]
    if (len(whole.sums), whole.messages) != (len(before.sums) + 4, MESSAGES):
        faults.append(f"resumed to {len(whole.sums)} files and {whole.messages} messages")
    return faults


def judge_mail(place: Place, before: Seen, outcome: Outcome) -> list[str]:
    """The mail is there or it is not; taken in again, it ends with what was inside it, once."""
    after = look(place.home)
    faults = [*lost(before, after), *after.faults, *_rows_confirmed(after, outcome)]
    came = list(added(before, after))
    if came and came[0] != "import":
        faults.append(f"what was inside is there and the mail is not: {came}")
    faults += [f"no entry names blob {name}" for name in unnamed(place.home)]
    faults += _works_again(place, take_in_mail)
    whole = look(place.home)
    faults += [*lost(after, whole), *whole.faults]
    if Counter(added(before, whole)) != {"import": 1, "exhibit": 2} or whole.messages != 1:
        faults.append(f"resumed to {added(before, whole)} and {whole.messages} messages")
    return faults


def judge_amend(place: Place, before: Seen, outcome: Outcome) -> list[str]:
    """The amendment is there or it is not; what it is about stays."""
    after = look(place.home)
    faults = [*lost(before, after), *after.faults, *_confirmed(after, outcome)]
    if list(added(before, after)) not in ([], ["amendment"]):
        faults.append(f"half of it is there: {added(before, after)}")
    return [*faults, *_works_again(place, lambda _: ["amend", "2", "--felt", "better"])]


def judge_pack(place: Place, before: Seen, outcome: Outcome) -> list[str]:
    """A file with the pack's name is a whole pack; the record is untouched."""
    after = look(place.home)
    faults = [*lost(before, after), *after.faults, *map("added: {}".format, added(before, after))]
    pack = place.folder / "made" / "pack.zip"
    if outcome.status == 0 and not pack.exists():
        faults.append("the pack was confirmed and is not there")
    if pack.exists():
        checked = run(
            [*place.command("verify")[:3], "verify", "--json", str(pack)], environment(place)
        )
        if checked.status:
            faults.append(f"half a pack is there: {checked.err}")
    return [*faults, *_works_again(place, pack_police)]


def judge_back_up(place: Place, before: Seen, outcome: Outcome) -> list[str]:
    """What can be restored is whole; what is not whole is refused."""
    after = look(place.home)
    faults = [*lost(before, after), *after.faults]
    copies = sorted((place.folder / "made").glob("copy*"))
    if outcome.status == 0 and not copies:
        faults.append("the back-up was confirmed and is not there")
    for copy in copies:
        restored = _restored(place, before, str(copy))
        refused = outcome.status != 0 and any(REFUSED in fault for fault in restored)
        faults += [] if refused else restored
    return [*faults, *_works_again(place, back_up)]


def judge_change(place: Place, before: Seen, outcome: Outcome) -> list[str]:
    """One passphrase opens it: the new one once that was confirmed.

    Killed between the two files of the log, either may open it once: the first opening brings the
    files level.
    """
    look(place.home)
    opened = {words: look(place.home, words) for words in (OLD, NEW)}
    good = [words for words, seen in opened.items() if not seen.faults]
    faults = []
    if len(good) != 1:
        faults = [f"{len(good)} passphrases open it", *opened[OLD].faults, *opened[NEW].faults]
    if outcome.status == 0 and NEW not in good:
        faults.append("the change was confirmed and did not last")
    for words in good:
        faults += lost(before, opened[words])
    return faults


def _restored(place: Place, before: Seen, copy: str) -> list[str]:
    target = place.folder / "restored"
    head = place.command("restore")[:3]
    done = run([*head, "restore", "--home", str(target), "--json", copy], environment(place))
    if done.status:
        return [f"{REFUSED}: {done.err}"]
    after = look(target)
    return [*lost(before, after), *after.faults]


def _works_again(place: Place, arguments: Callable[[Place], list[str]]) -> list[str]:
    again = run(place.command(*arguments(place)), environment(place))
    return [f"does not work again: {again.status} {again.err}"] if again.status else []


def _confirmed(after: Seen, outcome: Outcome) -> list[str]:
    document = _document(outcome)
    entry = document.get("entry")
    if outcome.status == 0 and entry is None:
        return ["it ended well and said nothing"]
    return [] if entry is None or entry in after.entries else ["what was confirmed is lost"]


def _rows_confirmed(after: Seen, outcome: Outcome) -> list[str]:
    rows = _document(outcome).get("files")
    if not isinstance(rows, list):
        return []
    named = [row["sha256"] for row in rows if row["sha256"]]
    return [f"confirmed and lost: {name}" for name in named if name not in after.sums]


def _document(outcome: Outcome) -> dict[str, object]:
    try:
        found = json.loads(outcome.out)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def add(place: Place) -> list[str]:
    """Write down an incident with a picture."""
    return ["add", "--what", "kumquatwren at the gate", "--file", str(place.outside / "third.jpg")]


def take_in(place: Place) -> list[str]:
    """Take in an export with a conversation and two pictures."""
    return ["import", "--whose", "mine", str(place.outside / "export.zip")]


def take_in_mail(place: Place) -> list[str]:
    """Take in a mail with two pictures."""
    return ["import", "--whose", "mine", str(place.outside / "mail.eml")]


def amend(_place: Place) -> list[str]:
    """Say more about an incident."""
    return ["amend", "2", "--said", "kumquatwren, he said"]


def pack_police(place: Place) -> list[str]:
    """Make a pack; an older one of that name makes way first."""
    made = place.folder / "made"
    made.mkdir(exist_ok=True)
    (made / "pack.zip").unlink(missing_ok=True)
    return ["pack", str(made / "pack.zip"), "--for", "police"]


def back_up(place: Place) -> list[str]:
    """Make a sealed copy under a name of its own."""
    made = place.folder / "made"
    made.mkdir(exist_ok=True)
    return ["back-up", str(made / f"copy{len(list(made.iterdir()))}")]


def change_passphrase(place: Place) -> list[str]:
    """Change the passphrase."""
    return ["change-passphrase", "--new-passphrase-file", str(place.outside / "new")]


WORKFLOWS = (
    Workflow(name="add", arguments=add, judge=judge_add),
    Workflow(name="import", arguments=take_in, judge=judge_import),
    Workflow(name="mail", arguments=take_in_mail, judge=judge_mail),
    Workflow(name="amend", arguments=amend, judge=judge_amend),
    Workflow(name="pack", arguments=pack_police, judge=judge_pack),
    Workflow(name="back-up", arguments=back_up, judge=judge_back_up),
    Workflow(name="change-passphrase", arguments=change_passphrase, judge=judge_change),
)
