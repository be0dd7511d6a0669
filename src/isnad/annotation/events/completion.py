"""The parties that a clause leaves out, where the article names them with the same deed elsewhere."""

from collections import Counter

from isnad.annotation.events.told import Told


def completed(found: list[Told]) -> list[Told]:
    """Give a deed without its parties those that the article names where it tells the same deed elsewhere."""
    whole = Counter((told.frame.key, told.frame.type, told.actors, told.recipients) for told in found if told.actors)
    completed = []
    for told in found:
        if told.frame.both and told.frame.type in ("CONSULT", "SUPPORT", "COOPERATE") and len(told.actors) < 2:
            parties = (
                (10 * (key == told.frame.key) + count, actors)
                for (key, type, actors, _), count in whole.items()
                if type == told.frame.type and len(actors) > 1 and set(told.actors) <= set(actors)
            )
            completed.append(told._replace(actors=max(parties, default=(0, told.actors), key=lambda item: item[0])[1]))
            continue
        if told.frame.both or told.frame.actor == ("none",):
            completed.append(told)
            continue
        fitting = [
            (10 * (key == told.frame.key) + count, actors, recipients)
            for (key, type, actors, recipients), count in whole.items()
            if type == told.frame.type
            and (key == told.frame.key or (not told.casualties and _is_open(told)))
            and (not told.actors or actors == told.actors)
            and (not told.recipients or recipients == told.recipients)
            and not {*told.actors, *actors} & {*told.recipients, *recipients}
        ]
        _, actors, recipients = max(fitting, default=(0, told.actors, told.recipients), key=lambda item: (item[0], bool(item[2])))
        completed.append(told._replace(actors=told.actors or actors, recipients=told.recipients or recipients))
    return completed


def _is_open(told: Told) -> bool:
    """Whether the parties of a deed may be those of another deed of its type: no bare noun, or named goods pass."""
    return told.trigger.kind == "verb" or bool(
        told.actors or told.recipients or (told.frame.type == "AID" and {*told.objects} - {"other"})
    )
