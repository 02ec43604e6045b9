"""Every hostile server behaviour of the tests, fifty times each; run by hand: `python tests/benchmark/bench_http_chaos.py [times]`.

Prints how many ended after their deadline plus one second, the slowest, what memory grew by, and which threads and open files
are left over. Nothing but loopback is used. Ends with 1 when a bar of the design is missed.
"""

import gc
import os
import resource
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "sources"))

from peers import Peer, peer
from test_fetch_ends_in_time import CHAOS, DEADLINE, GRACE, LIMIT

from daseinswerk.sources.extracted import Refused
from daseinswerk.sources.fetch import Door
from daseinswerk.sources.politeness import Politeness

AT_ONCE = 8


def once(behaviour: str, server: Peer) -> tuple[float, str]:
    """Seconds until the end and the reason; a fetch that brings something or raises anything else is not caught."""
    door = Door(politeness=Politeness(gap=0.0))
    start = time.monotonic()
    try:
        door.fetch(server.root + "/chaos", deadline=DEADLINE, max_bytes=LIMIT)
    except Refused as refused:
        return time.monotonic() - start, refused.reason
    raise AssertionError(behaviour)


def left_over() -> tuple[int, int]:
    gc.collect()
    return threading.active_count(), len(os.listdir("/proc/self/fd"))


def measure(times: int) -> int:
    """Gives how many bars were missed."""
    late, slowest, wrong, begin = 0, 0.0, 0, time.process_time()
    before, memory = left_over(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for behaviour, (make, reason) in CHAOS.items():
        with peer() as server, ThreadPoolExecutor(AT_ONCE) as pool:
            os.environ["DASEINSWERK_FETCH_ALLOW"] = f"127.0.0.1:{server.port}"
            server.acts["/chaos"] = make(server)
            for seconds, said in pool.map(once, [behaviour] * times, [server] * times):
                slowest = max(slowest, seconds)
                late += seconds > DEADLINE + GRACE
                wrong += (reason or "nicht vollständig innerhalb") not in said
    after, grown = left_over(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory
    print(f"{len(CHAOS)} behaviours x {times}: late {late}, with another reason {wrong}, slowest {slowest:.2f} s of {DEADLINE} + {GRACE}")
    print(f"threads {before[0]} -> {after[0]}, open files {before[1]} -> {after[1]}, memory + {grown // 1024} MiB, {time.process_time() - begin:.0f} s CPU")
    return sum((len(CHAOS) < 20, late > 0, wrong > 0, after[0] > before[0], after[1] > before[1], grown > 64 * 1024 * AT_ONCE))


if __name__ == "__main__":
    sys.exit(bool(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 50)))
