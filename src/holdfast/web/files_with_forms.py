"""Files that come with a form: whose they are, and letting go of them when it is not taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdfast.actions.received import Received, Whose
from holdfast.knowledge.wording import words

if TYPE_CHECKING:
    from holdfast.web.forms import Form
    from holdfast.web.uploads import Received as Uploaded
    from holdfast.web.visit import Visit

FIELD = "whose"


def whose_choices() -> object:
    """Give the answers to whose phone or account files are from, as pairs of value and words."""
    return words("web_take_in").values["whose_choices"]


def said_whose(form: Form) -> str | None:
    """Give whose the files are; None when she did not say.

    Args:
        form: as sent.
    """
    said = form.text(FIELD)
    return said if said in set(Whose) else None


def are_somebody_elses(visit: Visit) -> bool:
    """Say whether files came that she says are from somebody else's phone or account.

    Args:
        visit: the form.
    """
    return bool(visit.files) and said_whose(visit.form) == Whose.THEIRS


def handed_over(visit: Visit) -> list[Received]:
    """Give the files that came with a form as files on their way in.

    Args:
        visit: the form, its files sealed already.
    """
    return [hand_over(each, whose=said_whose(visit.form)) for each in visit.files]


def let_go(visit: Visit) -> None:
    """Forget the files of a form that is shown again: browsers do not give files back.

    Args:
        visit: the form, its files sealed already.
    """
    for uploaded in visit.files:
        visit.book.originals.forget(uploaded.kept)


def hand_over(uploaded: Uploaded, *, whose: str | None = None) -> Received:
    """Give a file that came with a form as one on its way in.

    Args:
        uploaded: sealed while it arrived.
        whose: as she says; None when she was not asked or did not say.
    """
    return Received(
        name=uploaded.name,
        path=uploaded.name,
        chunks=lambda: iter(()),
        size_bytes=uploaded.kept.size_bytes,
        whose=whose,
        kept=uploaded.kept,
    )
