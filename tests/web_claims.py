"""Claims of the sample story, put together by hand: what the pages of claims are tested on, whatever the engine finds."""

from dataclasses import dataclass, field

from msgspec import structs

from isnad.case import Case, Claimed, Link, Reported
from isnad.model import Claim, Conflict, Document, Factuality, Origin, Polarity, Revision, Span, Stance, Wording
from isnad.passages import passages

Bounds = tuple[float | None, float | None]
AGENCY = Link("org-وكاله-الاطلس-للانباء", "وكالة الأطلس للأنباء")
RESCUE = Link("org-الوقايه-المدنيه-المغربيه", "الوقاية المدنية المغربية")
INTERIOR = Link("org-وزاره-الداخليه-المغربيه", "وزارة الداخلية المغربية")
WORKS = Link("org-وزاره-التجهيز", "وزارة التجهيز")
MINISTER = Link("per-نبيل-الودغيري", "نبيل الودغيري")
DOCTORS = Link("unnamed-اطباء", None)
MEDICAL = Link("unnamed-مصدر", None)
FAMILIES = Link("org-رابطه-اهالي", "رابطة أهالي وادي المرجان")
HEAD = Link("per-كمال-التازروتي", "كمال التازروتي")


@dataclass
class Telling:
    """A report, told by its document and its words."""

    document: str
    words: str
    chain: tuple[Link, ...] = ()
    values: dict[str, Bounds] = field(default_factory=dict)
    stance: Stance | None = None
    polarity: Polarity = "+"
    factuality: Factuality = "actual"
    time: str | None = None
    statement: str | None = None


def sample_claims(case: Case) -> list[Claimed]:
    documents = {document.name[:2]: document for document in case.documents()}
    return [build(case, documents, *made) for made in (_dead(), _warned(), _maintained(), _aid())]


def _dead() -> tuple[Wording, list[Telling], list[Conflict], list[Revision], tuple[Wording, ...]]:
    day = "2026-03-02"
    told = [
        Telling(
            "01",
            "12 شخصا على الأقل لقوا حتفهم",
            (RESCUE, AGENCY),
            {"killed": (12, None), "wounded": (34, 34)},
            "assert",
            time=day,
        ),
        Telling(
            "02",
            "12 شخصا على الأقل لقوا حتفهم",
            (RESCUE, AGENCY),
            {"killed": (12, None), "wounded": (34, 34)},
            "assert",
            time=day,
        ),
        Telling("03", "ارتفعت حصيلة انهيار جسر وادي المرجان إلى 17 قتيلا", (INTERIOR,), {"killed": (17, 17)}, "assert", time=day),
        Telling("03", "أكثر من عشرين وفاة", (DOCTORS,), {"killed": (21, None)}, "assert", time=day),
        Telling(
            "05",
            "الحصيلة النهائية بلغت 19 قتيلا و52 مصابا",
            (MINISTER,),
            {"killed": (19, 19), "wounded": (52, 52)},
            "assert",
            time=day,
        ),
        Telling("06", "مقتل 22 شخصا", (FAMILIES,), {"killed": (22, 22)}, "assert", time=day),
        Telling("06", "حصيلة 19 قتيلا", (INTERIOR,), {"killed": (19, 19)}, "confirm", time=day),
        Telling("06", "وفاتين على الأقل سجلتا في مستشفى آخر", (MEDICAL, AGENCY), {"killed": (2, None)}, "assert", time=day),
    ]
    conflicts = [
        Conflict(
            "count",
            (5, 6),
            "contradiction",
            Wording(
                "رابطة الأهالي تحصي 22 قتيلا، والوزارة تتمسك بـ19 في اليوم نفسه",
                "The families count 22 dead, the ministry holds to 19 on the same day",
            ),
        ),
        Conflict(
            "count",
            (2, 3),
            "contradiction",
            Wording(
                "17 قتيلا في البيان الرسمي، وأكثر من عشرين عند الأطباء",
                "17 dead in the official word, more than twenty as the doctors tell it",
            ),
        ),
        Conflict("count", (0, 2), "update", Wording("رقم أحدث", "a later number")),
    ]
    revisions = [Revision("count", "17", "19", INTERIOR.id, (2, 6))]
    standing = (Wording("العدد محل خلاف", "the number is disputed"), Wording("مصدر واحد لم يُسمّ", "one unnamed source"))
    return (
        Wording("قتلى انهيار جسر وادي المرجان", "The dead of the Wadi al-Marjan bridge collapse"),
        told,
        conflicts,
        revisions,
        standing,
    )


def _warned() -> tuple[Wording, list[Telling], list[Conflict], list[Revision], tuple[Wording, ...]]:
    told = [
        Telling("01", "تلقي أي تحذير", (WORKS,), {}, "deny", "-", "denied", "2025-11", "deny"),
        Telling("02", "تلقي أي تحذير", (WORKS,), {}, "deny", "-", "denied", "2025-11", "deny"),
        Telling("03", "تلقيها أي تحذير بشأن سلامة الجسر", (WORKS,), {}, "deny", "-", "denied", "2025-11", "deny"),
        Telling(
            "05",
            "وزارته تلقت في 18 نوفمبر 2025 تقريرا يحذر من تصدع جسر وادي المرجان",
            (MINISTER,),
            {},
            "confirm",
            "+",
            "actual",
            "2025-11-18",
            "confirm",
        ),
        Telling(
            "06", "وزارته تلقت تحذيرا من تصدع جسر وادي المرجان", (MINISTER,), {}, "confirm", "+", "actual", "2025-11", "confirm"
        ),
    ]
    conflicts = [
        Conflict(
            "polarity",
            (0, 3),
            "contradiction",
            Wording(
                "نفت الوزارة تلقي التحذير، ثم أقر الوزير به",
                "The ministry denied having had the warning, then the minister admitted it",
            ),
        )
    ]
    revisions = [Revision("polarity", "denied", "confirmed", WORKS.id, (0, 3))]
    return (
        Wording(
            "تلقت وزارة التجهيز تحذيرا من تصدع الجسر قبل انهياره", "The ministry was warned of cracks before the bridge fell"
        ),
        told,
        conflicts,
        revisions,
        (Wording("نُفي ثم أُكّد", "denied, then confirmed"),),
    )


def _maintained() -> tuple[Wording, list[Telling], list[Conflict], list[Revision], tuple[Wording, ...]]:
    told = [
        Telling("01", "خضع للصيانة عام 2024", (WORKS,), {}, "assert", time="2024", statement="assert"),
        Telling("02", "خضع للصيانة عام 2024", (WORKS,), {}, "assert", time="2024", statement="assert"),
        Telling("04", "تكون الشركة قد تسلمت الموقع", (HEAD,), {}, "deny", "-", "denied", "2024", "deny"),
        Telling("04", "الصيانة تمت بالفعل", (WORKS,), {}, "confirm", time="2024", statement="confirm"),
    ]
    conflicts = [
        Conflict(
            "polarity",
            (2, 3),
            "contradiction",
            Wording(
                "الوزارة تقول إن الصيانة تمت، والشركة تنفي أنها تسلمت الموقع",
                "The ministry says the work was done, the company denies having been given the site",
            ),
        )
    ]
    return (
        Wording("صيانة جسر وادي المرجان عام 2024", "The bridge was maintained in 2024"),
        told,
        conflicts,
        [],
        (Wording("محل خلاف", "disputed"),),
    )


def _aid() -> tuple[Wording, list[Telling], list[Conflict], list[Revision], tuple[Wording, ...]]:
    told = [
        Telling(
            "03",
            "تعهدت قطر بتقديم مليوني دولار لإعادة بناء الجسر",
            (),
            {"دولار": (2_000_000, 2_000_000)},
            None,
            "+",
            "planned",
            "2026-03",
        )
    ]
    return (
        Wording("تتعهد قطر بمليوني دولار لإعادة بناء الجسر", "Qatar pledges two million dollars to rebuild the bridge"),
        told,
        [],
        [],
        (Wording("على عهدة ناشر واحد", "on one outlet’s own word"),),
    )


def build(
    case: Case,
    documents: dict[str, Document],
    gloss: Wording,
    told: list[Telling],
    conflicts: list[Conflict],
    revisions: list[Revision],
    standing: tuple[Wording, ...],
) -> Claimed:
    reported = [_reported(case, documents[telling.document], telling, at) for at, telling in enumerate(told)]
    sources: dict[str, list[int]] = {}
    for at, one in enumerate(reported):
        for link in one.chain[:1]:
            sources.setdefault(link.id, []).append(at)
    named = sum(not id.startswith("unnamed") for id in sources)
    claim = Claim(
        id=reported[0].report.id,
        gloss=gloss,
        reports=tuple(one.report for one in reported),
        origins=tuple(Origin(id, tuple(reports)) for id, reports in sources.items()),
        least=named or 1,
        most=len(sources) or 1,
        own=tuple(at for at, one in enumerate(reported) if not one.chain),
        conflicts=tuple(conflicts),
        revisions=tuple(revisions),
        standing=standing,
    )
    parties = {link.id: link for one in reported for link in one.chain}
    return Claimed(claim=claim, reports=tuple(reported), parties=parties, documents=len({one.document for one in reported}))


def _reported(case: Case, document: Document, telling: Telling, at: int) -> Reported:
    start = document.text.index(telling.words)
    span = Span(start, start + len(telling.words))
    sentence = next(passages(document.text, [span]))
    found = case.annotations(document.id)
    statement = next(
        (
            i
            for i, s in enumerate(found.statements)
            if s.content.start <= span.start < s.content.end and s.stance == telling.stance
        ),
        None,
    )
    earliest, latest = _days(telling.time)
    report = structs.replace(
        case.claims(limit=1)[0].claim.reports[0],  # whatever other fields a report has
        start=span.start,
        end=span.end,
        id=f"{document.id}-{start}-{at}",
        document=document.id,
        event=None,
        statement=statement,
        actors=(),
        recipients=(),
        values=telling.values,
        time=telling.time,
        earliest=earliest,
        latest=latest,
        place=None,
        factuality=telling.factuality,
        polarity=telling.polarity,
        chain=tuple(link.id for link in telling.chain),
        origin=tuple(link.id for link in telling.chain[:1]),
        published=document.published,
    )
    return structs.replace(
        case.claims(limit=1)[0].reports[0],
        report=report,
        document=document.name,
        document_id=document.id,
        publisher=document.publisher,
        published=document.published,
        flags=document.flags,
        quote=telling.words,
        sentence=sentence.quote(document.text),
        at=Span(span.start - sentence.start, span.end - sentence.start),
        stance=telling.stance,
        chain=telling.chain,
    )


def _days(time: str | None) -> tuple[str | None, str | None]:
    if time is None:
        return None, None
    return {4: (f"{time}-01-01", f"{time}-12-31"), 7: (f"{time}-01", f"{time}-28")}.get(len(time), (time, time))
