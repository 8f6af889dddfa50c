"""Two cookies: one while it is unlocked, one for the lock page's form.

Each is set under a `__Host-` name, which no other page on this machine can set, and under a plain
name for browsers that refuse the first over http://localhost. Where the first comes back, the
second is not looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

SESSION = "n"
DOOR = "d"
STRICT_PREFIX = "__Host-"


def read_cookie(request: Request, name: str) -> str:
    """Give a cookie's value; empty when the browser sent none.

    Args:
        request: what came.
        name: `SESSION` or `DOOR`.
    """
    sent = request.cookies
    return sent.get(STRICT_PREFIX + name) or sent.get(name) or ""


def set_cookie(response: Response, name: str, value: str) -> None:
    """Give the browser a cookie that scripts cannot read and other sites cannot send.

    Args:
        response: the answer.
        name: `SESSION` or `DOOR`.
        value: random.
    """
    response.set_cookie(STRICT_PREFIX + name, value, secure=True, httponly=True, samesite="strict")
    response.set_cookie(name, value, httponly=True, samesite="strict")


def drop_cookie(response: Response, name: str) -> None:
    """Have the browser forget a cookie.

    Args:
        response: the answer.
        name: `SESSION` or `DOOR`.
    """
    response.delete_cookie(STRICT_PREFIX + name, secure=True, httponly=True, samesite="strict")
    response.delete_cookie(name, httponly=True, samesite="strict")
