"""Errors turned into pages: what happened, what is safe, what to do next.

One of the two places where the words of an error are looked up, and where a fault of ours is
caught so that the next request goes on.
"""

from __future__ import annotations

import traceback
from types import MappingProxyType
from typing import TYPE_CHECKING

from holdfast.knowledge.wording import error_words
from holdfast.model.errors import (
    CannotWriteError,
    CasebookDamagedError,
    CasebookInUseError,
    DiskFullError,
    HoldfastError,
    NoSuchEntryError,
    PersonCanFixError,
)
from holdfast.web.forms import FormTooLargeError
from holdfast.web.parts import FormBrokenError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.responses import Response

    from holdfast.web.visit import Visit

NOT_FOUND = 404
BAD_REQUEST = 400
TOO_LARGE = 413
UNPROCESSABLE = 422
FAULT = 500

STATUS: Mapping[type[HoldfastError], int] = MappingProxyType(
    {
        NoSuchEntryError: NOT_FOUND,
        CasebookInUseError: 503,
        DiskFullError: 507,
        CannotWriteError: 507,
        CasebookDamagedError: FAULT,
        PersonCanFixError: UNPROCESSABLE,
    }
)
"""Status of an error; the first class that it belongs to counts."""


def answer_error(visit: Visit, error: HoldfastError) -> Response:
    """Give the page of an error we raised on purpose.

    Args:
        visit: during which.
        error: what was raised.
    """
    status = next((number for kind, number in STATUS.items() if isinstance(error, kind)), FAULT)
    return visit.show("error.html", status=status, said_of=error_words()[error.code])


def answer_not_here(visit: Visit) -> Response:
    """Say that an address leads nowhere any more.

    Args:
        visit: to the front page, of the session that asked.
    """
    return visit.show("not-here.html", status=NOT_FOUND)


async def guard(visit: Visit, serve: Callable[[], Awaitable[Response]]) -> Response:
    """Serve a page, turning whatever goes wrong into a page.

    Args:
        visit: whose.
        serve: gives the page.
    """
    try:
        return await serve()
    except HoldfastError as error:
        return answer_error(visit, error)
    except FormTooLargeError:
        return visit.show("error.html", status=TOO_LARGE, said_of=error_words()["person-can-fix"])
    except FormBrokenError:
        return visit.show("error.html", status=BAD_REQUEST, said_of=error_words()["person-can-fix"])
    # The shell: one calm sentence, a trace without content, and the next request goes on.
    except Exception as fault:  # noqa: BLE001
        report = where_it_happened(fault)
        said_of = error_words()["fault"]
        return visit.show("error.html", status=FAULT, said_of=said_of, report=report)


def where_it_happened(fault: BaseException) -> str:
    """Give places in our code and no content: no message, no values, no paths of hers.

    Args:
        fault: what was raised.

    Returns:
        The kind of fault and `module:line` of each step, innermost last.
    """
    steps = [
        f"{frame.filename.rpartition('holdfast/')[2].rpartition('site-packages/')[2]}:{frame.lineno}"
        for frame in traceback.extract_tb(fault.__traceback__)
    ]
    return f"{type(fault).__name__} at " + " > ".join(steps)
