"""Tagged text: sentences whose words, phrases and clauses a person marked (``docs/tagging.md`` has the format)."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

TAGS = frozenset("VNAMKPCSRDXGTBQF")
PROCLITICS = frozenset(("و", "ف", "ب", "ل", "ك", "س", "أ"))
PRONOUNS = frozenset(("ه", "ها", "هم", "هن", "هما", "ك", "كم", "كن", "كما", "نا", "ي", "ني"))
_LETTER = re.compile(r"[^\W_]")


class Token(NamedTuple):
    """A marked word, or a punctuation mark (``tag`` "").

    ``opens`` and ``closes`` say whether a phrase begins before it or ends behind it, ``clause`` whether a clause begins with it.
    """

    particles: str
    word: str
    pronoun: str
    tag: str
    opens: bool = False
    closes: bool = False
    clause: bool = False

    @property
    def surface(self) -> str:
        """The token as it is written in running text."""
        return self.particles + self.word + self.pronoun


def read(path: Path) -> list[list[Token]]:
    """Return the sentences of a file. Raises ValueError that names the file, the line and the fault."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            try:
                found.append(list(parse(line)))
            except ValueError as error:
                raise ValueError(f"{path.name}:{number}: {error}") from None
    return found


def parse(line: str) -> Iterator[Token]:
    """Yield the tokens of a sentence. Raises ValueError that names the fault."""
    inside, clause = False, True
    for piece in line.split():
        if piece == "|":
            if inside:
                raise ValueError("a clause ends inside a phrase")
            clause = True
            continue
        opens, closes = piece.startswith("[") and len(piece) > 1, piece.endswith("]") and len(piece) > 1
        if (opens and inside) or (closes and not (inside or opens)):
            raise ValueError(f"brackets do not match at {piece!r}")
        inside = (inside or opens) and not closes
        yield _token(piece[opens : len(piece) - closes])._replace(opens=opens, closes=closes, clause=clause)
        clause = False
    if inside:
        raise ValueError("a phrase is not closed")


def _token(piece: str) -> Token:
    body, slash, tag = piece.rpartition("/")
    if not slash:
        if _LETTER.search(piece):
            raise ValueError(f"no tag on {piece!r}")
        return Token("", piece, "", "")
    if tag not in TAGS:
        raise ValueError(f"no such tag: {piece!r}")
    *particles, word = body.split("+")
    word, tilde, pronoun = word.partition("~")
    if unknown := [particle for particle in particles if particle not in PROCLITICS]:
        raise ValueError(f"no proclitic: {unknown[0]!r} in {piece!r}")
    if tilde and pronoun not in PRONOUNS:
        raise ValueError(f"no pronoun: {pronoun!r} in {piece!r}")
    if not word:
        raise ValueError(f"no word in {piece!r}")
    return Token("".join(particles), word, pronoun, tag)


def main() -> None:
    """Check the files named on the command line, print how many words each holds, and exit with 1 if one is faulty."""
    failed = False
    for name in sys.argv[1:]:
        try:
            sentences = read(Path(name))
            print(f"{name}: {len(sentences)} sentences, {sum(bool(token.tag) for line in sentences for token in line)} words")
        except (ValueError, OSError) as error:
            failed = True
            print(error, file=sys.stderr)
    sys.exit(failed)


if __name__ == "__main__":
    main()
