"""Where the work of a sweep is done: here, in processes of this machine, on a Dask cluster, or any executor given.

Under `sweep`, which asks only for `concurrent.futures.Executor`. Processes and machines are lost on the way: work that
was lost is given out again, first beside others, then alone, so that a piece that kills whatever tries it is known for
that and nothing else falls with it.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import connection, get_context
from queue import Empty, SimpleQueue
from typing import Any, Generic, ParamSpec, TypeVar

from session_planner.errors import OutsideError
from session_planner.words import N_

T = TypeVar("T")
R = TypeVar("R")
P = ParamSpec("P")
_ALONE, _LOST = 2, 4
"""How often a piece of work may be lost before it is tried alone, and before it is given up."""
_HOPELESS = 3
"""How many pieces may be given up before any has succeeded: then it is not the work that is at fault."""
_AHEAD = 1024
"""How much a cluster is given before it has answered: workers that join on the way find something to do."""
_CONNECT_SECONDS = 10
_LOOK_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Engine:
    """Makes executors, again where one is broken. `ahead`: how much work is given out before answers come.

    `shared`: an executor that belongs to whoever gave it is neither made again nor shut down.
    """

    make: Callable[[], Executor]
    ahead: int
    shared: bool = False


def here() -> Engine:
    """One piece of work after the other, in this thread."""
    return Engine(_Here, 1)


def given(executor: Executor) -> Engine:
    """An executor of the caller's own."""
    return Engine(lambda: executor, _AHEAD, shared=True)


def process_pool(workers: int) -> Engine:
    """So many processes of this machine, begun afresh (not forked)."""
    return Engine(lambda: _Pool(workers), 2 * workers)


def dask_cluster(address: str) -> Engine:
    """A Dask cluster by the address of its scheduler (`tcp://…`), whose workers have this package installed."""
    return Engine(lambda: _Cluster(address), _AHEAD)


def carried_out(
    engine: Engine, work: Callable[[T], R], tasks: Iterable[T], stopped: Callable[[], bool]
) -> Iterator[tuple[T, R | None]]:
    """Does `work` for every task, each once; yields each with its result as it comes, None for what was given up.

    Ends early when `stopped`; what then runs is dropped. Raises OutsideError where no more work can be done, or where
    `work` raises (it should not: what it finds wrong is a result).
    """
    flight = _Flight(engine, work, tasks)
    try:
        while flight.on and not stopped():
            flight.fill()
            yield from flight.landed()
    finally:
        flight.over()


class _Flight(Generic[T, R]):
    """What is given out and has not come back, what waits, and what was lost how often."""

    def __init__(self, engine: Engine, work: Callable[[T], R], tasks: Iterable[T]) -> None:
        self.engine, self.work = engine, work
        self.waiting, self.alone = deque(tasks), deque[T]()
        self.flying: dict[Future[R], tuple[T, Executor]] = {}
        self.losses: Counter[T] = Counter()
        self.succeeded, self.given_up = False, 0
        self.back: SimpleQueue[Future[R]] = SimpleQueue()
        self.executor: Executor | None = None

    @property
    def on(self) -> bool:
        """Whether something is still to come."""
        return bool(self.waiting or self.alone or self.flying)

    def fill(self) -> None:
        """Gives out what may be: as much as is allowed ahead; of what was lost twice, one piece and nothing beside."""
        if self.alone:
            if not self.flying:
                self._submit(self.alone)
            return
        while self.waiting and len(self.flying) < self.engine.ahead:
            self._submit(self.waiting)

    def _submit(self, queue: deque[T]) -> None:
        executor = self.executor = self.executor or self.engine.make()
        try:
            future = executor.submit(self.work, queue[0])
        except BrokenExecutor:
            self._renew(executor)
            return
        self.flying[future] = queue.popleft(), executor
        future.add_done_callback(self.back.put)

    def landed(self) -> Iterator[tuple[T, R | None]]:
        """What came back meanwhile; waits a moment where nothing did."""
        with contextlib.suppress(Empty):
            future = self.back.get(timeout=_LOOK_SECONDS)
            while True:
                yield from self._answer(future)
                future = self.back.get_nowait()

    def _answer(self, future: Future[R]) -> Iterator[tuple[T, R | None]]:
        task, executor = self.flying.pop(future)
        error = CancelledError() if future.cancelled() else future.exception()
        if error is None:
            self.succeeded = True
            yield task, future.result()
        elif _is_loss(error):
            if isinstance(error, BrokenExecutor):
                self._renew(executor)
            if self._lost(task):
                yield task, None
        else:
            said = N_("what works for this sweep cannot do its work: {error}")
            raise OutsideError(said, error=f"{type(error).__name__}: {error}") from error

    def _lost(self, task: T) -> bool:
        """Puts what was lost back among what waits; whether it is given up instead."""
        self.losses[task] += 1
        if self.losses[task] < _LOST:
            (self.alone if self.losses[task] >= _ALONE else self.waiting).appendleft(task)
            return False
        self.given_up += 1
        if not self.succeeded and self.given_up >= _HOPELESS:
            raise OutsideError(N_("what works for this sweep ends before its work is done, every time"))
        return True

    def _renew(self, executor: Executor) -> None:
        """Leaves a broken executor; the next piece of work gets a new one."""
        if executor is not self.executor:
            return
        if self.engine.shared:
            raise OutsideError(N_("what works for this sweep is broken and cannot be begun again"))
        executor.shutdown(wait=False)
        self.executor = None

    def over(self) -> None:
        """Lets go of the executor; work that nobody waits for any more is dropped."""
        if self.executor is None:
            return
        if self.engine.shared:
            for future in self.flying:
                future.cancel()
        else:
            self.executor.shutdown(wait=True, cancel_futures=bool(self.flying))


def _is_loss(error: BaseException) -> bool:
    """Whether it was who worked that was lost, and not the work that went wrong."""
    return isinstance(error, BrokenExecutor | CancelledError) or type(error).__module__.startswith("distributed.")


class _Here(Executor):
    """Does the work when it is given."""

    def submit(self, work: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        future: Future[R] = Future()
        try:
            future.set_result(work(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class _Pool(ProcessPoolExecutor):
    """Processes that hear no Ctrl-C, which is for the command alone, and that end when it does, however it does."""

    def __init__(self, workers: int) -> None:
        context = get_context("spawn")
        heard, self._lifeline = context.Pipe(duplex=False)
        super().__init__(workers, mp_context=context, initializer=_begin, initargs=(heard,))

    def submit(self, work: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        with _deaf():  # a process that is begun here is so from its first moment on
            return super().submit(work, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """`cancel_futures`: also work that has begun is dropped at once."""
        if cancel_futures:
            self._lifeline.close()
        super().shutdown(wait, cancel_futures=cancel_futures)


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(heard: connection.Connection) -> None:
    """The first that a process of the pool does: it listens whether the one that began it is still there."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(heard,), daemon=True).start()


def _end_with(heard: connection.Connection) -> None:
    connection.wait([heard])  # nothing is ever sent: it is the end of the other side
    os._exit(1)


class _Cluster(Executor):
    """A Dask cluster. Its scheduler gives lost work to others by itself; what it gives up, or forgets, comes back."""

    def __init__(self, address: str) -> None:
        self.address = address
        try:
            distributed: Any = import_module("distributed")
        except ImportError:
            raise OutsideError(N_("a Dask cluster needs distributed: install `session-planner[dask]`")) from None
        for name in ("distributed", "distributed.client"):  # what is lost and given out again is no news
            logging.getLogger(name).setLevel(logging.CRITICAL)
        try:
            # A client of an address that cannot be read leaves half a client behind, which complains when it goes.
            import_module("distributed.comm").get_address_host_port(address)
            self.client: Any = distributed.Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError, TypeError, NotImplementedError) as error:
            said = N_("there is no Dask scheduler at {address}: {reason}")
            raise OutsideError(said, address=address, reason=str(error)) from error
        self.executor = self.client.get_executor(pure=False)

    def submit(self, work: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        if self.client.status not in ("running", "connecting"):
            raise OutsideError(N_("the Dask scheduler at {address} is gone"), address=self.address)
        future: Future[R] = self.executor.submit(work, *args, **kwargs)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leaves the cluster as it was."""
        del wait, cancel_futures
        with contextlib.suppress(Exception):  # a cluster that is gone cannot be left
            self.executor.shutdown(wait=False)
            self.client.close(timeout=_CONNECT_SECONDS)
