"""A load of requests on a server of this machine, in a process of its own: `python load.py` with one JSON argument.

Some connections, each asking again as soon as it has its answer; with `rate` no more than so many requests a second in
all, for the times that answers take where there is room. Answers are of one size; the first says which.
"""

from __future__ import annotations

import json
import selectors
import socket
import sys
import time
from collections import deque


def load(port: int, request: str, seconds: float, connections: int, rate: float = 0) -> dict[str, float]:
    """Requests a second, and how long the slowest of a hundred takes (seconds)."""
    asked = request.encode()
    with socket.create_connection(("127.0.0.1", port)) as first:
        size = _size(first, asked)
    chosen = selectors.DefaultSelector()
    idle: deque[socket.socket] = deque()
    for _ in range(connections):
        one = socket.create_connection(("127.0.0.1", port))
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        idle.append(one)
    got, began, times = dict.fromkeys(idle, 0), dict.fromkeys(idle, 0.0), []
    start = time.perf_counter()
    for one in idle:
        chosen.register(one, selectors.EVENT_READ)
    sent = 0
    while (now := time.perf_counter()) < start + seconds:
        while idle and (not rate or sent < (now - start) * rate):
            one = idle.popleft()  # in turn: a server closes a connection that nobody uses for some seconds
            got[one], began[one] = 0, time.perf_counter()
            one.sendall(asked)
            sent += 1
        for key, _ in chosen.select(min(0.05, 0.5 / rate) if rate else 0.05):
            one = key.fileobj  # type: ignore[assignment]
            got[one] += len(one.recv(1 << 18))
            if got[one] >= size:
                times.append(time.perf_counter() - began[one])
                idle.append(one)
    for one in got:
        one.close()
    times.sort()
    return {"a second": len(times) / seconds, "p99": times[int(len(times) * 0.99)], "bytes": size}


def _size(one: socket.socket, asked: bytes) -> int:
    """The bytes of a whole answer; raises RuntimeError for one that is none of those wanted."""
    one.sendall(asked)
    data = b""
    while b"\r\n\r\n" not in data:
        data += one.recv(1 << 18)
    head, _, _ = data.partition(b"\r\n\r\n")
    if head.split(b" ", 2)[1] not in (b"200", b"304"):
        raise RuntimeError(head.decode("latin-1"))
    lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    body = int(lengths[0].partition(b":")[2]) if lengths and b" 304 " not in head[:16] else 0
    return len(head) + 4 + body


if __name__ == "__main__":
    print(json.dumps(load(**json.loads(sys.argv[1]))))
