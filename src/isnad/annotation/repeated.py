"""Names told once and meant again: the same words elsewhere in the document, and a person's shorter form."""

from collections import Counter
from collections.abc import Iterator, Sequence

from isnad.annotation.clauses import Syntax
from isnad.annotation.mentions import Candidate, is_latin, quoted_end
from isnad.annotation.tellers import TELLER
from isnad.annotation.tokens import Tokens
from isnad.languages.names import gazetteer
from isnad.languages.naming import BINDERS, given_names, is_common, is_never_name, is_ordinary, is_particle, titles
from isnad.languages.phrases import Phrases

_SHORT_HEADS = frozenset(("المفوضيه", "الجبهه", "الحركه", "المنظمه", "الصندوق", "النيابه"))
_OPEN_HEADS = frozenset(("مفوضيه", "جبهه", "حركه", "صندوق", "رابطه"))  # «جبهة خلاص الشمال»: «الجبهة»
_BY_ADJECTIVE = frozenset(
    ("الدستوري", "المركزي")
)  # «البنك المركزي»: «المركزي», where it is in quotation marks or no noun precedes
_NAMED_BY_REST = frozenset(
    ("حزب", "حركه", "تيار", "تحالف", "ايتلاف", "جماعه", "مجمع", "شركه", "مجموعه", "بنك", "مصرف")
)  # «حزب التناوب»: «التناوب»


def repeated(syntax: Syntax, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield further mentions of what was found: whole names anywhere, short forms behind their full one."""
    yield from _whole(syntax.tokens, found)
    yield from _acronyms(syntax.tokens, found)
    yield from _short(syntax, found)


def _whole(tokens: Tokens, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield every place of the words of a found name; of several types the one that a head noun gave most often."""
    meant: dict[str, Candidate] = {}
    votes: dict[str, Counter[str]] = {}
    families = {tokens.forms[mention.last - 1] for mention in found if mention.type == "PER" and mention.size > 1}
    for mention in found:
        if mention.type == "PER" and mention.size == 1 and tokens.bare(mention.first, mention.skip) in families:
            continue  # he is meant whose name it ends
        words = " ".join([tokens.bare(mention.first, mention.skip), *tokens.forms[mention.first + 1 : mention.last]])
        if mention.rule.startswith("name/") or (
            mention.size == 1 and "quoted" not in mention.rule and _is_plain(words, mention.rule)
        ):
            continue
        guessed = mention.rule in ("place/toponym", "head/site/toponym", "head/place/spot")
        weight = 3 - (mention.rule == "head/place/spot") if guessed else 10 if mention.rule.startswith("head/") else 1
        votes.setdefault(words, Counter())[mention.type] += weight
        best = votes[words].most_common(1)[0][0]
        if words not in meant or (meant[words].type != best and mention.type == best):
            meant[words] = mention
    names: Phrases[Candidate] = Phrases()
    for words, mention in meant.items():
        names.add_folded(words, mention)
    for at in range(len(tokens) if meant else 0):
        match = names.at(tokens.words, at)
        if match:
            again = match.value._replace(first=at, last=match.last, skip=match.particles)
            yield again._replace(closed=again.closed and bool(tokens.gap(match.last)[:1].strip()))


def _is_plain(word: str, rule: str) -> bool:
    """Whether a name of one word is a word of the language as well: then it is not looked for elsewhere."""
    return is_common(word) if rule.startswith(("place/", "head/place", "head/site")) else is_ordinary(word)


def _acronyms(tokens: Tokens, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield what stands in parentheses right behind a name in other letters: «الكفاف (Der Kontur)»."""
    for mention in found:
        at = mention.last
        if (
            mention.type in ("GPE", "NORP")
            or at >= len(tokens)
            or tokens.gap(at).strip(' "»”“') != "("
            or not is_latin(tokens.forms[at])
        ):
            continue
        last = at
        while last < len(tokens) and is_latin(tokens.forms[last]) and (last == at or tokens.gap(last) in (" ", "-", "'", "’")):
            last += 1
        if last > at and tokens.gap(last).lstrip()[:1] == ")" and last - at <= 5:
            yield mention._replace(first=at, last=last, skip=0, rule=f"{mention.rule}/acronym")


def _short(syntax: Syntax, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield a person's family name, or the first of an East Asian one, behind the full name nearest before it."""
    tokens = syntax.tokens
    full, early = _early(tokens, found), _early_bodies(tokens, found)
    words: dict[str, Candidate] = {}
    starts = {mention.first: mention for mention in found}
    covered = {at for mention in found for at in range(mention.first, mention.last) if not _is_doubtful(syntax, mention)}
    first: dict[str, Candidate] = {}
    for at in range(len(tokens)):
        mention = starts.get(at)
        if mention and mention.type == "PER" and mention.size > 1:
            full.update(dict.fromkeys(_short_forms(tokens, mention), mention))
            first[tokens.bare(at, mention.skip)] = mention
            words[tokens.forms[mention.last - 1]] = mention
        elif mention and mention.type == "ORG" and tokens.bare(at, mention.skip) in _SHORT_HEADS and mention.size > 1:
            full[tokens.bare(at, mention.skip)] = mention
        elif mention and mention.type == "ORG" and mention.size > 1 and tokens.forms[at + 1] in _BY_ADJECTIVE:
            full[tokens.forms[at + 1]] = mention
        elif (
            mention
            and mention.type == "ORG"
            and mention.size > 1
            and tokens.bare(at, mention.skip) in _OPEN_HEADS | _NAMED_BY_REST
        ):
            head, rest = tokens.bare(at, mention.skip), tokens.forms[at + 1]
            if head in _OPEN_HEADS:
                full["ال" + head] = mention
            if head in _NAMED_BY_REST and (rest.startswith("ال") or not is_common(rest)) and mention.size < 4:
                full[rest] = mention
        elif mention and mention.type == "ORG" and tokens.forms[at].endswith("وزاره") and mention.size > 1:
            full[tokens.forms[at + 1]] = mention  # «الداخلية»
        if (
            mention
            and mention.size == 1
            and mention.rule.startswith("person/")
            and (whole := full.get(tokens.bare(at, mention.skip)))
        ):
            if whole.type == "PER":
                yield mention._replace(id=whole.id, name=whole.name)  # «الرئيس كابوري», behind his full name
            continue
        if at in covered:
            continue
        for skip, form in ((0, tokens.forms[at]), (1, tokens.bare(at, 1))):
            meant = full.get(form)
            if meant is None and form in early and _is_headline(tokens, at, skip):
                meant = early[form]
            if meant is None and form in words and skip == len(syntax.readings[at].particles) and _is_person(syntax, at, form):
                meant = words[form]
            if meant and meant.type == "ORG" and (_in_title(tokens, at) or (form in _BY_ADJECTIVE and _describes(tokens, at))):
                break
            if meant and (skip == 0 or tokens.forms[at][0] in "وفبلك"):
                yield meant._replace(first=at, last=at + 1, skip=skip, rule=f"{meant.rule}/short")
                break
            if mention and mention.rule == TELLER and form in first:
                yield mention._replace(id=first[form].id, name=first[form].name, rule=f"{mention.rule}/first")  # «قالت منى»
                break
            binds = (form in BINDERS or form == "ود") and at + 1 < len(tokens) and tokens.gap(at + 1) == " "
            meant = full.get(f"{form} {tokens.forms[at + 1]}") if binds else None
            if meant:
                yield meant._replace(first=at, last=at + 2, skip=skip, rule=f"{meant.rule}/short")
                break


def _is_person(syntax: Syntax, at: int, form: str) -> bool:
    """Whether a family name that is a word as well is read as a name here: «أن كوكي لا يزال هاربًا»."""
    called = syntax.readings[at].tag == "N" and form.startswith("ال") and titles().get(form) == "occupation"  # «نفى الصراف»
    listed = syntax.readings[at].tag in "NA" and form in given_names().sure
    read = called or listed or syntax.readings[at].tag == "M"
    named = read and len(form) > 2 and not is_never_name(form)
    return named and gazetteer().at(syntax.tokens.words, at) is None


def _early(tokens: Tokens, found: Sequence[Candidate]) -> dict[str, Candidate]:
    """Return the persons of a text by family names that are no words: a headline has them before the full name."""
    early: dict[str, Candidate] = {}
    for mention in found:
        if mention.type == "PER" and mention.size > 1:
            for form in _short_forms(tokens, mention):
                if " " in form or not is_common(form):
                    early.setdefault(form, mention)
    return early


def _is_doubtful(syntax: Syntax, mention: Candidate) -> bool:
    """Whether a given name alone, or a nationality without the article behind a verb, can be somebody's family name here."""
    at = mention.first
    if mention.rule == TELLER and mention.size == 1:
        return True
    plain = mention.type == "NORP" and mention.size == 1 and not mention.skip and not syntax.tokens.forms[at].startswith("ال")
    return plain and at > 0 and syntax.readings[at - 1].tag == "V" and syntax.tokens.gap(at) == " "


def _early_bodies(tokens: Tokens, found: Sequence[Candidate]) -> dict[str, Candidate]:
    """Return the bodies of a text by what a headline calls them: ««التموين» تنفي», ««الدستوري» يلغي», ««خلاص الشرق» تقر»."""
    early: dict[str, Candidate] = {}
    for mention in found:
        if mention.type != "ORG" or mention.size < 2:
            continue
        head, rest = tokens.bare(mention.first, mention.skip), tokens.forms[mention.first + 1 : mention.last]
        if (
            head == "وزاره"
            or rest[0] in _BY_ADJECTIVE
            or (head in _NAMED_BY_REST and len(rest) == 1 and rest[0].startswith("ال"))
        ):
            early.setdefault(rest[0], mention)
    return early


def _is_headline(tokens: Tokens, at: int, skip: int) -> bool:
    """Whether a word stands alone in quotation marks, as headlines shorten a body."""
    return not skip and quoted_end(tokens, at, 1) == at + 1


def _describes(tokens: Tokens, at: int) -> bool:
    """Whether a word is an adjective behind a definite noun: «الإقليم المركزي», not «المركزي» in quotation marks."""
    before = tokens.forms[at - 1] if at and not tokens.gap(at).strip() else ""
    return before.startswith(("ال", "وال", "بال", "لل")) or before.endswith("ي")


def _in_title(tokens: Tokens, at: int) -> bool:
    """Whether the word before is a title: the ministry in «وزير الداخلية» is part of it."""
    before = tokens.forms[at - 1] if at and not tokens.gap(at).strip() else ""
    return bool(before) and not is_particle(before) and titles().at(tokens.words, at - 1) is not None


def _short_forms(tokens: Tokens, person: Candidate) -> list[str]:
    words = tokens.forms[person.first : person.last]
    last = words[-1]
    forms = []
    if len(words) > 2 and (words[-2] in BINDERS or words[-2] == "ود"):
        forms.append(f"{words[-2]} {last}")
    elif (
        not is_never_name(last)
        and len(last) > 2
        and (last in given_names().family or not is_common(last) or person.rule == "name/per")
    ):
        forms.append(last)
    short = all(len(word) <= 5 for word in words) and not is_never_name(words[0])
    own = words[0] in given_names().sure and words[0] not in given_names().foreign
    if len(words) == 3 and short and not own:
        forms.append(words[0][person.skip :])
    return forms
