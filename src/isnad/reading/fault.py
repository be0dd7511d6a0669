"""What could not be read, and why, in words for the person who asked for it."""

from msgspec import Struct


class Fault(Struct, frozen=True):
    """One thing that could not be read: its name (as a page's would be) and a sentence that says why."""

    name: str
    reason: str


class Unreadable(Exception):  # noqa: N818 - a state of the bytes, told to the person as a Fault
    """Bytes that are no article. Its message is the fault's reason."""
