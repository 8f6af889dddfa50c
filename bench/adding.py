"""One entry: beyond the disk's own fsyncs; and whether the 5,000th costs more than the 50th."""

from __future__ import annotations

import os
from statistics import median

from measuring import folder, percentile, say, scaled, seconds

from holdfast.actions.add_entry import NewIncident, add_incident
from holdfast.vault.making import make_casebook
from holdfast.vault.slots import Derivation

FEW, MANY = 50, scaled(5000)
AROUND = 40
ENOUGH_MS = 15
FSYNCS_AN_ENTRY = 3
"""The log, its second copy, the index."""


def main() -> None:
    """Print what an entry costs."""
    with folder() as home:
        probe = home / "probe"

        def fsync_once() -> None:
            with probe.open("ab") as file:
                file.write(b"x" * 4096)
                file.flush()
                os.fsync(file.fileno())

        disk = median(seconds(fsync_once) for _ in range(50))
        say("the disk's own fsync", disk * 1000, "ms")
        with make_casebook(home / "book", "bench", derivation=Derivation(t=1, m_kib=8192)) as book:
            times = []
            for number in range(MANY + AROUND):
                incident = NewIncident(what=f"He stood at the corner again, the {number}. time.")
                times.append(seconds(lambda incident=incident: add_incident(book, incident)))
        early, late = times[FEW - AROUND : FEW + AROUND], times[-2 * AROUND :]
        beyond = median(times) - FSYNCS_AN_ENTRY * disk
        say("one confirmed entry, median", median(times) * 1000, "ms")
        say("one confirmed entry, p95", percentile(times, 0.95) * 1000, "ms")
        say("beyond the fsyncs", beyond * 1000, "ms", "the limit", beyond * 1000 / ENOUGH_MS)
        say(
            f"around the {MANY}th",
            median(late) * 1000,
            "ms",
            f"the {FEW}th",
            median(late) / median(early),
        )


if __name__ == "__main__":
    main()
