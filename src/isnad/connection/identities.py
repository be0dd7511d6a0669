"""Identity: under which key an id of one document is the same party in another."""

from functools import cache, lru_cache

from isnad.languages.folding import fold
from isnad.languages.names import gazetteer
from isnad.languages.naming import heads

_KINDS = ("per-", "org-", "loc-", "gpe-", "mat-", "agr-", "evt-")
# Letters that transliteration takes for each other, and the long vowels, which it sets at will: «بوغازهان», «بوجازهان».
_ALIKE = str.maketrans({"غ": "ج", "ق": "ك", "چ": "ج", "ط": "ت", "ث": "ت", "ص": "س", "ض": "د", "ذ": "د", "ظ": "د"})
_VOWELS = frozenset("اويىآأإؤئء")
_GENERIC = frozenset(
    map(fold, ("شركة", "مجموعة", "وكالة", "صحيفة", "قناة", "مجلة", "موقع", "منظمة", "جمعية", "مؤسسة", "حركة", "حزب"))
)
_SHORTEST = 2  # consonants below which a word keeps its vowels: «دا» is not «دي»


@lru_cache(maxsize=1 << 16)
def identity(id: str) -> str:
    """Return the key under which an id of a document stands for the same party in others.

    An id of the pack, or of the user, stands for itself. One that a document made of the words of a name is compared by its
    consonants, without the article and without a generic head: «شركة الجون للتكرير» is «الجون للتكرير».
    """
    kind = next((kind for kind in _KINDS if id.startswith(kind)), None)
    if kind is None:
        return id
    words = id.removeprefix(kind).split("-")
    if kind == "org-" and len(words) > 1 and _is_generic(words[0]):
        words = words[1:]
    return kind + "-".join(map(_skeleton, words))


def is_person(id: str) -> bool:
    """Whether an id is that of a person, one that a list knows or none knows."""
    return id.startswith("per-") or id in _persons()


@cache
def _persons() -> frozenset[str]:
    known = (name for found in gazetteer().table.values() for name in (found.names if found else ()))
    return frozenset(name.id for name in known if name.type == "PER")


def _is_generic(word: str) -> bool:
    """Whether a word only says what a body is, and its name does without it."""
    return word in _GENERIC and word in heads()


def _skeleton(word: str) -> str:
    bare = word[2:] if word.startswith("ال") and len(word) > 4 else word
    letters = bare.translate(_ALIKE)
    consonants = "".join(letter for letter in letters if letter not in _VOWELS)
    kept = consonants if len(consonants) >= _SHORTEST else letters
    return "".join(letter for at, letter in enumerate(kept) if at == 0 or kept[at - 1] != letter)
