"""What she is still writing: in the drawer, never in the log, gone once it is saved or discarded.

A draft is the fields of one form under the form's name. It is saved by the page's script 800 ms
after the last key, by the button "Save for later" without scripts, and from the in-tray when a
form was sent after the casebook had locked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.web.forms import Form

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from holdfast.vault.drawer import Drawer

PREFIX = "draft/"


def keep_draft(drawer: Drawer, name: str, fields: Mapping[str, Sequence[str]]) -> None:
    """Keep what stands in a form now; an empty form is no draft.

    Args:
        drawer: of the open casebook.
        name: the form's name, which is the route that shows it.
        fields: texts by field.
    """
    if any(text.strip() for texts in fields.values() for text in texts):
        drawer.put(PREFIX + name, {field: list(texts) for field, texts in fields.items()})
    else:
        drawer.delete(PREFIX + name)


def find_draft(drawer: Drawer, name: str) -> Form | None:
    """Give the draft of a form, if there is one.

    Args:
        drawer: of the open casebook.
        name: the form's name.
    """
    stored = drawer.get(PREFIX + name)
    if not isinstance(stored, dict):
        return None
    return Form(
        fields={
            field: tuple(str(text) for text in texts)
            for field, texts in stored.items()
            if isinstance(texts, list)
        }
    )


def drop_draft(drawer: Drawer, name: str) -> None:
    """Forget the draft of a form: it was saved for good, or she discarded it.

    Args:
        drawer: of the open casebook.
        name: the form's name.
    """
    drawer.delete(PREFIX + name)


def names_of_drafts(drawer: Drawer) -> tuple[str, ...]:
    """Give the names of forms that have a draft.

    Args:
        drawer: of the open casebook.
    """
    return tuple(name.removeprefix(PREFIX) for name in drawer.names(PREFIX))
