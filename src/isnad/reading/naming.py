"""What an address is called, however it was come by, and whether a page may say that it has another."""

import re
from urllib.parse import urlsplit, urlunsplit

_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|igshid|mc_cid|mc_eid)(?:=|$)", re.IGNORECASE)


def plain_address(address: str) -> str:
    """Return an address without its fragment and without what only says from where a reader came. Never raises."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address.strip()
    query = "&".join(part for part in parts.query.split("&") if part and not _TRACKING.match(part))
    return urlunsplit(parts._replace(query=query, fragment=""))


def believed(told: str | None, asked: str) -> str:
    """Return the address that a page tells of itself where its site may tell it, else the one that was asked.

    A page can be in its site under several addresses; that it is in the site of somebody else, its own word does not prove.
    """
    try:
        site = _site(told or "")
        return told if told and site and site == _site(asked) else asked
    except ValueError:
        return asked


def _site(address: str) -> list[str]:
    return (urlsplit(address).hostname or "").lower().split(".")[-2:]
