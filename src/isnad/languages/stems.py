"""The lexicon as it is kept in the cache: apart from the lexicon, which is compiled, as a struct with such keywords is not."""

from msgspec import Struct

Entry = tuple[int, str, str]
"""What a stem can be: the number of its lemma, its kind, its voice."""


class StoredStems(Struct, frozen=True, array_like=True):
    """The fields of all lemmas, and what each stem can be."""

    lemmas: list[tuple[str, str, str, str, str, str]]
    stems: dict[str, list[Entry]]
