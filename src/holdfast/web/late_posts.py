"""A form sent after the casebook locked by itself is not lost: it is sealed, and offered back.

The process that gets such a form has no keys. It knows the hash of the cookie of the session that
locked, so it can tell that the form comes from her own still open page, and seals it to the
casebook's public half. After the next unlock the text becomes a draft of its form again; files
that came with it wait in the in-tray.
"""

from __future__ import annotations

from functools import partial
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

HOW = "kept-at-lock"
FORM = "form"
FIELDS = "fields"


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
    is_ours = partial(shell.is_token, cookie)
    try:
        if request.headers.get("content-type", "").startswith("multipart/"):
            seal = partial(_seal_file, shell)
            form, _ = await receive(request, seal, is_token=is_ours, bench=shell.bench)
        else:
            form = await read_form(request)
    except (ForgedFormError, FormBrokenError, FormTooLargeError):
        return False
    if not is_ours(form.raw(TOKEN)) or not _is_kept(shell, form):
        return False
    note = _note(shell, "\n\n".join(text for name in form.hers for text in form.texts(name)))
    note |= {FORM: form.raw(NAME), FIELDS: {name: list(said) for name, said in form.hers.items()}}
    shell.late.append(await shell.run_long(lambda: shell.door.put_in(zip_chunks(note), HOW)))
    return True


def bring_back(shell: Shell, book: OpenCasebook) -> str:
    """Turn late forms that this process, or the one before it, sealed into drafts again.

    One that a still earlier process sealed stays in the in-tray, where she finds its text.

    Args:
        shell: the process, which knows what was sealed and cannot read it by itself.
        book: the casebook, just opened.

    Returns:
        The name of the form that has a draft again; empty when there is none.
    """
    name = ""
    for capture_id in shell.late:
        with book.in_tray.open(capture_id) as capture:
            note = capture.note
        form, fields = note.get(FORM), note.get(FIELDS)
        if isinstance(form, str) and isinstance(fields, dict):
            texts = {
                key: [str(text) for text in said]
                for key, said in fields.items()
                if isinstance(said, list)
            }
            keep_draft(book.drawer, form, texts)
            book.in_tray.discard(capture_id)
            name = form
    shell.late.clear()
    return name


def _seal_file(shell: Shell, upload: Upload) -> str:
    chunks = zip_chunks(_note(shell, ""), [(upload.name, upload.chunks)])
    return shell.door.put_in(chunks, HOW)


def _is_kept(shell: Shell, form: Form) -> bool:
    route = shell.routes.get(form.raw(NAME))
    return route is not None and route.kept and any(form.texts(name) for name in form.hers)


def _note(shell: Shell, what: str) -> dict[str, JsonValue]:
    return {"what": what, "made": shell.clock.now().isoformat(), "by": "me", "how": HOW}
