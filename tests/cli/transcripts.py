"""Plays a transcript: commands, what they print, how they end. Read by people first.

    # a note                      kept as it is
    @ name words                  a file with these words lies in the folder
    $ holdfast add --what Hello   a command
    < words                       is handed to it on standard input
    Saved as entry 0.             what it prints on standard output
    ! That time can be ...        what it prints on standard error
    ? 2                           how it ends, when not with 0

Ids, hashes, keys and times of writing differ each time; they are shown as `<id>`, `<now>` and so
on.
`python -m tests.cli.transcripts FILE` plays a transcript and writes down what happens: look at the
difference before you keep it.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from holdfast.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Iterator

SETTINGS = {"HOLDFAST_HOME": "casebook", "HOLDFAST_TESTING": "1"}
VARYING = (
    (re.compile(r"\b[0-9a-f]{64}\b"), "<sha256>"),
    (re.compile(r"\b[0-9a-f]{32}\b"), "<id>"),
    (re.compile(r"\b[0-9a-f]{12}\b"), "<sha>"),
    (
        re.compile(r"\b20(?:2[6-9]|[3-9]\d)-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?[+-]\d\d:\d\d"),
        "<now>",
    ),
    (re.compile(r"(destroyed after |As at )\d{4}-\d\d-\d\d"), r"\1<day>"),
    (re.compile(r"\b(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}\b"), "<code>"),
    (re.compile(r"(Written down: )\w+day \d+ \w+ \d{4}"), r"\1<day>"),
    # What is fresh today is stale in a year.
    (re.compile(r"^ +This is older than it should be\..*\n", re.MULTILINE), ""),
    (re.compile(r"\b(?:[0-9a-f]{4}\s+){7}[0-9a-f]{4}\b"), "<key>"),
    (re.compile(r"\b\d{5,} bytes|(?<=command  )\d+ bytes"), "<n> bytes"),
    (re.compile(r"\b\d+ rows"), "<n> rows"),
    (re.compile(r"(written: )\d+(?=\.)"), r"\1<n>"),
)


def play(transcript: str, folder: Path) -> str:
    """Give a transcript with what happens now in place of what it says.

    Args:
        transcript: as written.
        folder: empty; the commands run in it.
    """
    played: list[str] = []
    lines = transcript.splitlines()
    for place, line in enumerate(lines):
        if not line or line.startswith(("# ", "@ ", "$ ")):
            played.append(line)
        if line.startswith("@ "):
            _, name, words = line.split(" ", 2)
            (folder / name).write_text(words + "\n", encoding="utf-8")
        if line.startswith("$ "):
            given = _given(lines[place + 1 :])
            played += [f"< {each}" for each in given]
            played += _run(line.removeprefix("$ holdfast "), "\n".join(given), folder)
    return "\n".join(played) + "\n"


def _given(rest: list[str]) -> list[str]:
    given = []
    for line in rest:
        if not line.startswith("< "):
            break
        given.append(line.removeprefix("< "))
    return given


def _run(command: str, given: str, folder: Path) -> list[str]:
    with _standing_in(folder, given) as (out, err):
        try:
            status = main(shlex.split(command))
        except SystemExit as ended:
            status = int(ended.code or 0)
    told = [f"! {line}".rstrip() for line in _steady(err).splitlines()]
    ended_with = [f"? {status}"] if status else []
    return [*(line or "." for line in _steady(out).splitlines()), *told, *ended_with]


def _steady(stream: io.TextIOWrapper) -> str:
    stream.flush()
    raw = stream.buffer
    text = raw.getvalue().decode() if isinstance(raw, io.BytesIO) else ""
    for pattern, shown in VARYING:
        text = pattern.sub(shown, text)
    return text


@contextmanager
def _standing_in(folder: Path, given: str) -> Iterator[tuple[io.TextIOWrapper, io.TextIOWrapper]]:
    before = (sys.stdin, sys.stdout, sys.stderr, Path.cwd(), dict(os.environ))
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    sys.stdin = io.TextIOWrapper(io.BytesIO(given.encode()), encoding="utf-8")
    sys.stdout, sys.stderr = out, err
    os.chdir(folder)
    os.environ.update(SETTINGS)
    try:
        yield out, err
    finally:
        sys.stdin, sys.stdout, sys.stderr = before[:3]
        os.chdir(before[3])
        os.environ.clear()
        os.environ.update(before[4])


if __name__ == "__main__":
    for name in sys.argv[1:]:
        path = Path(name)
        with tempfile.TemporaryDirectory() as place:
            path.write_text(play(path.read_text(encoding="utf-8"), Path(place)), encoding="utf-8")
