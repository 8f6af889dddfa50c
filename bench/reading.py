"""How fast WhatsApp exports are read in the child, handing over included, and in how much memory.

Usage: python bench/reading.py [--messages 100000] [--whatstk PYTHON] [--chat-miner PYTHON]

`PYTHON` is the interpreter of an environment of its own with the peer (whatstk is under the GPL,
so never one of ours). All read the same file in the same run, whatstk with its header given.
Figures are kept in docs/measurements.md.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

from holdfast.actions.reading.asking import ReadingChild, read_original

RUNS = 5
ENOUGH_PER_SECOND = 100_000
MOST_MIB = 150
FIRST = datetime(2016, 3, 14, 8, 0)  # noqa: DTZ001  # an export states no zone
PEOPLE = ("Anna Example", "Ben Sample", "+44 7700 900123", "Joe")
FORMS = {
    "android": ("%d/%m/%Y, %H:%M - ", "\n", "<Media omitted>", "%d/%m/%Y, %H:%M - %name:"),
    "ios": ("[%d/%m/%y, %H:%M:%S] ", "\r\n", "\u200eimage omitted", "[%d/%m/%y, %H:%M:%S] %name:"),
}
"""Heading, line end, a media line, and the heading as whatstk is told it."""

WHATSTK = (
    "import sys, time\n"
    "from whatstk import WhatsAppChat\n"
    "start = time.perf_counter()\n"
    "chat = WhatsAppChat.from_source(sys.argv[1], hformat=sys.argv[2])\n"
    "print(len(chat.df) / (time.perf_counter() - start))\n"
)

CHAT_MINER = (
    "import sys, time\n"
    "from chatminer.chatparsers import WhatsAppParser\n"
    "start = time.perf_counter()\n"
    "parser = WhatsAppParser(sys.argv[1])\n"
    "parser.parse_file()\n"
    "chat = parser.parsed_messages.get_df()\n"
    "print(len(chat) / (time.perf_counter() - start))\n"
)
TIMES_CHAT_MINER = 5


class FileSource:
    """An export on the disk."""

    def __init__(self, path: Path) -> None:
        """Open it."""
        self._file = path.open("rb")
        self.name = path.name
        self.size = path.stat().st_size

    def read(self, start: int, length: int) -> bytes:
        """Give up to `length` bytes from `start`."""
        self._file.seek(start)
        return self._file.read(length)


def write_export(path: Path, form: str, messages: int) -> None:
    """Write a made-up export: one message in ten has two lines, one in twenty is a picture."""
    heading, line_end, media, _ = FORMS[form]
    with path.open("w", encoding="utf-8", newline="") as file:
        for number in range(messages):
            when = (FIRST + timedelta(seconds=97 * number)).strftime(heading)
            words = f"Lorem ipsum dolor sit amet, consectetur adipiscing elit {number} tempor"
            if number % 20 == 0:
                words = media
            elif number % 10 == 0:
                words += "\nand a second line of it 😀"
            file.write(f"{when}{PEOPLE[number % 4]}: {words}{line_end}")


def peak_mib(pid: int) -> float:
    """Give the most memory that a process has used so far."""
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def ours(path: Path) -> tuple[float, float, int]:
    """Give messages a second, MiB of the child, and how many were found."""
    with ReadingChild() as child:
        child.isolation()
        start = time.perf_counter()
        reading = read_original(child, FileSource(path), answers={})
        found = sum(len(batch) for batch in reading.batches)
        rate = found / (time.perf_counter() - start)
        process = child._process  # noqa: SLF001  # measured from outside
        return rate, peak_mib(process.pid) if process else 0.0, found


def theirs(python: str, program: str, path: Path, form: str) -> float:
    """Give messages a second of a peer, its own start not counted."""
    told = FORMS[form][3]
    done = subprocess.run(
        [python, "-c", program, str(path), told], capture_output=True, text=True, check=True
    )
    return float(done.stdout.split()[-1])


def main() -> None:
    """Measure, print, and fail when a bound is not met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--whatstk", default="")
    parser.add_argument("--chat-miner", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for form in FORMS:
            path = Path(folder) / f"{form}.txt"
            write_export(path, form, options.messages)
            ratios, miner, runs = [], [], []
            for _ in range(RUNS):  # in turn, so that what else the machine does meets both
                runs.append(ours(path))
                if options.whatstk:
                    ratios.append(runs[-1][0] / theirs(options.whatstk, WHATSTK, path, form))
                if options.chat_miner:
                    rate = theirs(options.chat_miner, CHAT_MINER, path, form)
                    miner.append(runs[-1][0] / rate)
            rate, memory = median(run[0] for run in runs), max(run[1] for run in runs)
            line = f"{form}: {rate:,.0f} messages/s, child {memory:.0f} MiB"
            peer = f"{median(ratios):.2f} times whatstk" if ratios else "whatstk not run"
            other = f"{median(miner):.1f} times chat-miner" if miner else "chat-miner not run"
            print(f"{line}, {peer}, {other}")
            assert runs[0][2] == options.messages
            assert memory < MOST_MIB
            assert rate >= ENOUGH_PER_SECOND
            assert not ratios or median(ratios) > 1
            assert not miner or median(miner) >= TIMES_CHAT_MINER


if __name__ == "__main__":
    main()
