"""Workers: pages cleaned and annotated in several processes, given back in the order in which they came.

Each process gets one page at a time, and only so many pages are under way that memory stays bounded, however many there are.
What comes back is what one process would have found: both are pure functions of the page.
"""

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from types import TracebackType
from typing import NamedTuple, Self, TypeVar

from isnad import annotation
from isnad.cleaning import clean
from isnad.languages.names import UserNames
from isnad.model import Annotations, Document, Page

T = TypeVar("T")
Waiting = deque[tuple[Page | T, Document | None, Future["Made"] | None]]
_AHEAD = 4  # pages under way for each process, so that none waits for the case file
_MOST = 40_000_000  # code points under way: pages beyond wait, but for one alone


class DiedError(Exception):
    """A process ended in the middle of a page: it was killed, or ran out of memory."""

    def __init__(self) -> None:
        super().__init__("The process that read it died: it was killed, or its memory ran out.")


class Made(NamedTuple):
    """A page cleaned, and what is found in it: None where the document is the one that was known already."""

    document: Document
    found: Annotations | None


def made(page: Page, known: Callable[[Page], Document | None], names: UserNames) -> Made:
    """Clean a page, and annotate the document, but for the one that is ``known`` already."""
    document = clean(page)
    return Made(document, None if document == known(page) else annotation.annotate(document, names=names))


class Workers:
    """Some processes that clean and annotate. Use as a context manager."""

    def __init__(self, jobs: int, names: UserNames) -> None:
        annotation.annotate("قال الوزير إن الاتفاق جاهز.")  # so that models are trained once, and not by every process
        self.jobs, self.names = jobs, names
        self._pool = self._started()

    def __enter__(self) -> Self:
        """Return the workers themselves."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End the processes; what they have not begun is left."""
        self._pool.shutdown(cancel_futures=True)

    def _started(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self.jobs, get_context("spawn"), _begin, (self.names,))

    def make(
        self, pages: Iterable[Page | T], known: Callable[[Page], Document | None]
    ) -> Iterator[tuple[Page | T, Callable[[], Made]]]:
        """Yield each page with a function that gives what was made of it, or raises what went wrong; what is no page, as it is.

        ``known`` returns the document that need not be annotated again where cleaning gives it once more.
        """
        waiting: Waiting[T] = deque()
        size = 0
        for page in pages:
            before = known(page) if isinstance(page, Page) else None
            size += _size(page)
            while waiting and (len(waiting) >= self.jobs * _AHEAD or size > _MOST):
                size -= _size(waiting[0][0])
                yield self._next(waiting)
            waiting.append((page, before, self._sent(page, before) if isinstance(page, Page) else None))
        while waiting:
            yield self._next(waiting)

    def _sent(self, page: Page, before: Document | None) -> Future[Made] | None:
        try:
            return self._pool.submit(_made, page, before)
        except BrokenProcessPool:  # found out when the first that it took along is asked for
            return None

    def _next(self, waiting: Waiting[T]) -> tuple[Page | T, Callable[[], Made]]:
        page, before, future = waiting.popleft()
        if not isinstance(page, Page):
            return page, _nothing
        if future is not None and not isinstance(future.exception(), BrokenProcessPool):
            return page, future.result
        return page, self._alone(page, before, waiting)

    def _alone(self, page: Page, before: Document | None, waiting: Waiting[T]) -> Callable[[], Made]:
        """Read a page again, alone, to see whether it is the one on which a process died; then send the others again."""
        self._pool = self._started()
        future = self._pool.submit(_made, page, before)
        died = isinstance(future.exception(), BrokenProcessPool)
        if died:
            self._pool = self._started()
        for _ in range(len(waiting)):
            other, known, sent = waiting.popleft()
            lost = sent is None or isinstance(sent.exception(), BrokenProcessPool)  # all were sent to the pool that broke
            waiting.append((other, known, self._sent(other, known) if lost and isinstance(other, Page) else sent))
        return _dead if died else future.result


def _size(page: object) -> int:
    return len(page.text) if isinstance(page, Page) else 0


def _nothing() -> Made:
    raise LookupError("no page")


def _dead() -> Made:
    raise DiedError


# ---- in the processes

_names = UserNames()


def _begin(names: UserNames) -> None:
    """Prepare a process: Ctrl+C is its parent's to answer."""
    global _names
    _names = names
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _made(page: Page, before: Document | None) -> Made:
    return made(page, lambda _: before, _names)
