"""Where armed groups are at home: what they strike in another country is that country's."""

from isnad.annotation.events.told import is_land
from isnad.annotation.statements.introduced import settings

_ANY = "any"  # what the list has of a group that fights in many countries


def is_at_home(id: str, land: str) -> bool:
    """Whether an armed group fights in its own country, or is nobody of whom that is known: a state strikes abroad."""
    return settings(id).get("home", _ANY) in (_ANY, land) and not is_land(id)


def is_armed(id: str) -> bool:
    """Whether an id is that of an armed group."""
    return "home" in settings(id)
