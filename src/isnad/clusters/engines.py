"""Engines: where work is done. Each takes a function and its arguments, and gives back what came of them, in their order."""

import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager
from importlib import import_module
from importlib.util import find_spec
from multiprocessing import get_context
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

T = TypeVar("T")
R = TypeVar("R")
_MOST = 256  # processes of one machine
_TRIES = 20  # times that one piece of work is begun, where each time its process dies


class Engine(AbstractContextManager["Engine"], Protocol):
    """Something that does pieces of work that do not need one another. Use as a context manager."""

    def each(self, work: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
        """Yield what ``work`` makes of each item, in the order of the items; where a process dies, it is begun again.

        ``work`` is a function of a module, and writes no more than files that it writes whole. What it raises is raised here.
        """
        ...


class Processes:
    """An engine of some processes of this machine."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._pool = self._started()

    def __enter__(self) -> Self:
        """Return the engine itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End the processes."""
        self._pool.shutdown(cancel_futures=True)

    def _started(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self.jobs, get_context("spawn"))

    def each(self, work: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
        """Yield what ``work`` makes of each item, as :meth:`Engine.each` says."""
        done, tried = 0, 0
        while done < len(items):
            try:
                for future in [self._pool.submit(work, item) for item in items[done:]]:
                    made = future.result()
                    done, tried = done + 1, 0
                    yield made
            except BrokenProcessPool:
                tried += 1
                if tried == _TRIES:
                    raise
                self._pool = self._started()


class Ray:
    """An engine that is a Ray cluster: its data sets spread the work, begin anew what is lost, and keep the order."""

    def __init__(self, address: str | None) -> None:
        self._address = address
        self._joined = False
        self._ray: Any = None

    def __enter__(self) -> Self:
        """Join the cluster, or start one on this machine where no address says otherwise. Raises ValueError."""
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is told to anybody
        try:
            self._ray = import_module("ray")
            data = import_module("ray.data")
        except ImportError as error:
            raise ValueError("A cluster is used where «isnad[ray]» is installed.") from error
        self._joined = not self._ray.is_initialized()
        if self._joined:
            try:
                self._ray.init(self._address, log_to_driver=False, logging_level="error", **_local(self._address))
            except (ConnectionError, RuntimeError, OSError) as error:
                raise ValueError(f"The cluster {self._address or 'ray'} cannot be joined: {str(error)[:160]}.") from error
        context = data.DataContext.get_current()
        context.enable_progress_bars = False
        context.execution_options.preserve_order = True
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Leave the cluster, where the program was not in one before; one that was started here ends."""
        if self._joined:
            self._ray.shutdown()

    def each(self, work: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
        """Yield what ``work`` makes of each item, as :meth:`Engine.each` says."""
        if not items:
            return
        given = self._ray.data.from_items([{"item": item} for item in map(_packed, items)], override_num_blocks=len(items))
        for row in given.map(_Packed(work), max_retries=_TRIES).iter_rows():
            yield _unpacked(row["made"])


class _Packed:
    """A piece of work that takes and gives bytes: the columns of a data set hold no objects of ours."""

    def __init__(self, work: Callable[[Any], Any]) -> None:
        self.work = work

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        return {"made": _packed(self.work(_unpacked(row["item"])))}


def _packed(value: object) -> bytes:
    return pickle.dumps(value)


def _unpacked(value: bytes) -> Any:
    return pickle.loads(value)


def _local(address: str | None) -> dict[str, Any]:
    """Return the settings of a cluster that is started on this machine."""
    return {} if address or os.environ.get("RAY_ADDRESS") else {"include_dashboard": False}


def engine(on: str) -> Engine:
    """Return the engine that a name means. Raises ValueError where it is none.

    «ray» is the cluster of RAY_ADDRESS, or one that is started here; «ray://host:port» that one; «processes:4» are some of this
    machine.
    """
    if find_spec("pyarrow") is None:
        raise ValueError("Engines hand over Parquet files, and are used where «isnad[ray]» or «isnad[parquet]» is installed.")
    if on == "ray":
        return Ray(None)
    if on.startswith("ray://"):
        return Ray(on)
    name, _, jobs = on.partition(":")
    if name == "processes" and jobs.isdecimal() and 0 < int(jobs) <= _MOST:
        return Processes(int(jobs))
    raise ValueError(f"«{on}» is no engine: «ray», «ray://host:port», or «processes:4».")
