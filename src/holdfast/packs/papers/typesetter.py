"""The program that typesets one paper and ends: `python -m holdfast.packs.papers.typesetter`.

Reads one msgpack value from standard input, `{"template", "data", "pictures", "made_at"}`, and
writes the PDF to standard output. Nothing it is given touches a disk
where the system can hold files in memory only.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from contextlib import contextmanager
from datetime import datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgpack
import typst

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MEMORY_BYTES = 3 << 30
"""Address space, most of which is never touched; the pages of a volume need about a tenth."""

CPU_SECONDS = 300
OPEN_FILES = 4096
IN_MEMORY = Path("/proc/self/fd")


def limit_this_process() -> None:
    """Take away what typesetting never needs: memory without end, time without end, new files."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    _, most_files = resource.getrlimit(resource.RLIMIT_NOFILE)
    files_allowed = min(OPEN_FILES, most_files)
    resource.setrlimit(resource.RLIMIT_NOFILE, (files_allowed, files_allowed))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@contextmanager
def laid_out(pictures: Sequence[bytes]) -> Iterator[tuple[str, list[str]]]:
    """Put pictures where the typesetter can read them.

    Args:
        pictures: JPEG files.

    Yields:
        The folder, and the name of each picture in it.
    """
    if hasattr(os, "memfd_create") and IN_MEMORY.is_dir():
        handles = []
        for picture in pictures:
            handle = os.memfd_create("picture")
            handles.append(handle)
            with os.fdopen(os.dup(handle), "wb") as out:
                out.write(picture)
        yield str(IN_MEMORY), [str(handle) for handle in handles]
        for handle in handles:
            os.close(handle)
        return
    with tempfile.TemporaryDirectory() as folder:
        names = [f"{place}.jpg" for place in range(len(pictures))]
        for name, picture in zip(names, pictures, strict=True):
            (Path(folder) / name).write_bytes(picture)
        yield folder, names


def typeset(
    template: str, data: dict[str, Any], pictures: Sequence[bytes], *, made_at: str
) -> bytes:
    """Make one paper.

    Args:
        template: its name.
        data: what it shows; strings are never markup.
        pictures: JPEG files that `data` points at by place.
        made_at: ISO 8601; the only time that gets into the file.

    Returns:
        The PDF, whose bookmarks have no page numbers yet.

    Raises:
        TypeError: the typesetter gave something that is no PDF.
    """
    here = files("holdfast.packs")
    templates = here.joinpath("papers", "templates")
    source = "\n".join(
        templates.joinpath(f"{name}.typ").read_text("utf-8") for name in ("house", template)
    )
    stamp = int(datetime.fromisoformat(made_at).timestamp())
    with as_file(here.joinpath("fonts")) as fonts, laid_out(pictures) as (root, names):
        data["pictures"] = [{"file": name} for name in names]
        compiler = typst.Compiler(root=root, font_paths=[str(fonts)], ignore_system_fonts=True)
        pdf = compiler.compile(
            input=source.encode(),
            format="pdf",
            pdf_standards=["a-3a", "ua-1"],
            timestamp=stamp,
            sys_inputs={"data": json.dumps(data)},
        )
    if not isinstance(pdf, bytes):
        raise TypeError
    return pdf


def main() -> None:
    """Typeset what standard input asks for."""
    limit_this_process()
    asked = msgpack.unpackb(sys.stdin.buffer.read())
    done = typeset(
        asked["template"], json.loads(asked["data"]), asked["pictures"], made_at=asked["made_at"]
    )
    sys.stdout.buffer.write(done)


if __name__ == "__main__":
    main()
