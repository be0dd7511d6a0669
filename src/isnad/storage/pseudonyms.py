"""The names under which the members of private chats and letters stand in a case."""

import hmac
from secrets import token_bytes

from isnad.storage.file import CaseFile


def pseudonym(file: CaseFile, name: str) -> str:
    """Return what somebody is called in this case: always the same, and without the case's own key not to be guessed back.

    The key is made at random when it is first wanted, and never leaves the case file.
    """
    with file.transaction():
        file.run("INSERT INTO member_key VALUES (1, ?) ON CONFLICT DO NOTHING", token_bytes(32))
    (key,) = file.row("SELECT key FROM member_key")
    return "member-" + hmac.digest(key, name.strip().casefold().encode("utf-8", "replace"), "sha256").hex()[:8]
