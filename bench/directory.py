"""The directory of services: loading it, finding in it, and with a large file beside it."""

from __future__ import annotations

import json
from datetime import datetime

from measuring import percentile, say, seconds

from holdfast.actions.find_help import calendar
from holdfast.insight.finding_help import Wanted, find_help, prepare
from holdfast.knowledge.directory.embedded import areas, bank_holidays, own_services
from holdfast.knowledge.directory.feed import read_feed
from holdfast.knowledge.directory.writing import services_to_json

ROUNDS = 40
COPIES = 60
MS = 1000
SHARE = 0.95
WALL = datetime(2026, 11, 23, 11)  # noqa: DTZ001  # the clock on the wall
ASKED = (
    Wanted(),
    Wanted(need="stalking", area="salford", open_now=True),
    Wanted(words="abuse", age=34, identities=frozenset({"women"})),
)


def load() -> None:
    """Read everything anew."""
    for cached in (own_services, areas, bank_holidays):
        cached.cache_clear()
        cached()


def main() -> None:
    """Measure and say."""
    own = own_services()
    raw = json.dumps(services_to_json([*own] * COPIES)).encode()
    both = (*own, *read_feed(raw, origin="council.json"))
    known = calendar()
    preparing = [seconds(lambda: prepare(both, known)) for _ in range(5)]
    loading = [seconds(load) for _ in range(ROUNDS)]
    say("load, p95", percentile(loading, SHARE) * MS, "ms", "target 100")
    say("made ready once, with a large file", percentile(preparing, SHARE) * MS, "ms", "")
    for services in (own, both):
        ready = prepare(services, known)
        times = [
            seconds(lambda: tuple(find_help(ready, wanted, wall=WALL).found[:60]))  # noqa: B023
            for _ in range(ROUNDS)
            for wanted in ASKED
        ]
        name = f"find in {len(services):,} services, p95"
        say(name, percentile(times, SHARE) * MS, "ms", "target 20")


if __name__ == "__main__":
    main()
