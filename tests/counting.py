"""What a text costs, counted: the same on every machine and day, where seconds are not."""

import sys
from collections.abc import Callable
from types import FrameType, ModuleType
from typing import Any


def steps(text: str, work: Callable[[str], object]) -> int:
    """Return how many calls of functions, ours and those of C, some work on a text takes."""
    count = 0

    def counted(_frame: FrameType, event: str, _of: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work(text)
    finally:
        sys.setprofile(before)
    return count


def lines(text: str, work: Callable[[str], object], *modules: ModuleType) -> int:
    """Return how many lines of some modules run in some work on a text, one again for each turn of a loop."""
    count, files = 0, {module.__file__ for module in modules}

    def line(_frame: FrameType, event: str, _of: object) -> Any:
        nonlocal count
        count += event == "line"
        return line

    before = sys.gettrace()
    sys.settrace(lambda frame, _event, _of: line if frame.f_code.co_filename in files else None)
    try:
        work(text)
    finally:
        sys.settrace(before)
    return count
