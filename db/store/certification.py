"""Sealing certifications, amending them beside, and giving them out to be read, printed and verified."""

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.errors import Invalid, NotFound, Refused
from db.models import Account, Amendment, Certification, PaperCode, Person, Setting, new_id
from db.proof import code, keys, values
from db.rules import certification as rules
from db.rules.certification import AmendmentBody, CertificationBody
from db.rules.problem import Problem
from db.store import access, account, draft, medical


class CertificationRow(msgspec.Struct, frozen=True):
    """What everybody may know of a certification."""

    id: str
    number: str
    person_id: str
    sealed_at: str
    author: str
    amendments: int


class NamedRow(msgspec.Struct, frozen=True):
    """A certification with the name of the person, for the list of all of them."""

    certification: CertificationRow
    name: str
    sort_key: str


class Sheet(msgspec.Struct, frozen=True):
    """A sealed body with all that its paper needs: the code's text is the same in every language."""

    id: str
    number: str
    person_id: str
    sealed_at: str
    body: CertificationBody
    code: str
    amendments: tuple["AmendmentSheet", ...]


class AmendmentSheet(msgspec.Struct, frozen=True):
    """One amendment as its numbered sheet."""

    number: str
    sealed_at: str
    body: AmendmentBody
    code: str


def seal(session: Session, person_id: str, screening_id: str, body: CertificationBody, draft_key: str = "") -> str:
    """Seal a certification with the logged-in medic's key; gives its number. Its draft goes in the same transaction.

    Raises ``Invalid`` with every item that is unanswered, ``NotAllowed`` for whoever is no medic.
    """
    medical.medic(session)
    if found := [problem for problem in rules.problems(body) if not problem.warning]:
        raise Invalid(found)
    record_id, number, now = new_id(), _next_number(session), session.info["station"].now()
    one = Certification(id=record_id, person_id=person_id, screening_id=screening_id, number=number, sealed_at=now.isoformat(timespec="minutes"),
                        body=medical.close(session, person_id, Certification.kind, record_id, body))
    session.add(one)
    session.flush()
    _prove(session, values.CERTIFICATION, one.id, person_id, number, one.head, body, one.sealed_at)
    if draft_key:
        draft.drop(session, Certification.kind, draft_key)
    return number


def amend(session: Session, number: str, item: str, text: str, reason: str, detail: str) -> str:
    """Add a numbered amendment beside a sealed certification; gives its number. Nothing else can change a certification."""
    user = medical.medic(session)
    one = _one(session, number)
    body = medical.open_(session, one.person_id, Certification.kind, one.id, one.body, CertificationBody)
    wrong = [Problem(name, "required") for name, value in (("item", item), ("text", text), ("reason", reason), ("reason_detail", detail))
             if not value.strip()]
    if wrong:
        raise Invalid(wrong)
    count = session.execute(select(func.count()).where(Amendment.certification_id == one.id)).scalar_one()
    sheet = AmendmentBody(item=item, text=text.strip(), reason=reason, reason_detail=detail.strip(), certification_number=one.number,
                          person=body.person, institution=body.institution, author_name=user.name, author_post=user.post)
    record_id, amended, now = new_id(), f"{one.number}/{count + 1}", session.info["station"].now()
    amendment = Amendment(id=record_id, certification_id=one.id, person_id=one.person_id, number=amended, sealed_at=now.isoformat(timespec="minutes"),
                          body=medical.close(session, one.person_id, Amendment.kind, record_id, sheet))
    session.add(amendment)
    session.flush()
    _prove(session, values.AMENDMENT, amendment.id, one.person_id, amended, amendment.head, sheet, amendment.sealed_at)
    return amended


def rows(session: Session, person_id: str = "") -> list[CertificationRow]:
    """Certifications, newest first; all of them, or one person's."""
    amended = select(func.count()).where(Amendment.certification_id == Certification.id).scalar_subquery()
    query = (select(Certification.id, Certification.number, Certification.person_id, Certification.sealed_at, Account.name, amended)
             .outerjoin(Account, Account.id == Certification.author).order_by(Certification.row.desc()))
    if person_id:
        query = query.where(Certification.person_id == person_id)
    return [CertificationRow(record_id, number, whose, sealed_at, author or "", amendments)
            for record_id, number, whose, sealed_at, author, amendments in session.execute(query)]


def named_rows(session: Session) -> list[NamedRow]:
    """All certifications with the names of their people, newest first."""
    query = select(Person.id, Person.surname, Person.given_name, Person.sort_key).where(Person.id.in_(select(Certification.person_id)))
    names = {person_id: (f"{surname} {given}".strip(), key) for person_id, surname, given, key in session.execute(query)}
    return [NamedRow(row, *names.get(row.person_id, ("", ""))) for row in rows(session)]


def sheet(session: Session, number: str, act: str = "read_medical") -> Sheet:
    """The certification opened, with its amendments and codes; the act (reading, printing) leaves its trace. Medics only.

    Raises ``Refused`` where what the register holds is not what was sealed.
    """
    medical.medic(session)
    one = _one(session, number)
    body = medical.open_(session, one.person_id, Certification.kind, one.id, one.body, CertificationBody)
    if act != "read_medical":
        access.note(session, act, one.person_id, one.id, one.number)
    amendments = []
    query = select(Amendment).where(Amendment.certification_id == one.id).order_by(Amendment.row)
    for amendment in session.execute(query).scalars():
        text = medical.open_(session, one.person_id, Amendment.kind, amendment.id, amendment.body, AmendmentBody)
        amendments.append(AmendmentSheet(amendment.number, amendment.sealed_at, text, _code(session, amendment, amendment.number, text)))
    return Sheet(one.id, one.number, one.person_id, one.sealed_at, body, _code(session, one, one.number, body), tuple(amendments))


def amended_leaves(session: Session) -> list[tuple[str, str, str, str]]:
    """(leaf of the certification, number, sealing time and leaf of the amendment), hex leaves: what a verifier may know."""
    query = select(Certification.head, Amendment.number, Amendment.sealed_at, Amendment.head).join(
        Amendment, Amendment.certification_id == Certification.id).order_by(Amendment.row)
    return [(head, number, sealed_at, leaf) for head, number, sealed_at, leaf in session.execute(query)]


def public_keys(session: Session) -> keys.PublicKeys:
    """All that a verifier of this register's papers needs: who signed, since when, and which papers were amended. Nothing secret."""
    wanted = select(Setting.name, Setting.value).where(Setting.name.in_(("institution", "institution_name_kk", "institution_name_ru")))
    said: dict[str, str] = dict(session.execute(wanted).all())
    amended: dict[str, tuple[keys.AmendedNote, ...]] = {}
    for head, number, sealed_at, leaf in amended_leaves(session):
        amended[head] = (*amended.get(head, ()), keys.AmendedNote(number, sealed_at, leaf))
    known = tuple(keys.public_key(one.public, one.name, one.post, one.role, one.since) for one in account.public_keys(session))
    return keys.PublicKeys(keys.FORMAT, said["institution"], known, amended, said["institution_name_kk"], said["institution_name_ru"])


def find(session: Session, record_id: str = "", number: str = "") -> CertificationRow:
    """What everybody may know of one certification, by its id or its number. Raises ``NotFound``."""
    wanted = Certification.id == record_id if record_id else Certification.number == number.strip()
    person_id = session.execute(select(Certification.person_id).where(wanted)).scalar_one_or_none()
    for row in rows(session, person_id) if person_id else ():
        if row.id == record_id or row.number == number.strip():
            return row
    raise NotFound()


def person_name(session: Session, person_id: str) -> str:
    """Surname and given name for a heading."""
    row = session.execute(select(Person.surname, Person.given_name).where(Person.id == person_id)).one()
    return f"{row[0]} {row[1]}".strip()


def _one(session: Session, number: str) -> Certification:
    one = session.execute(select(Certification).where(Certification.number == number.strip())).scalar_one_or_none()
    if one is None:
        raise NotFound()
    return one


def _next_number(session: Session) -> str:
    """Institution, workstation (with its epoch once that is no longer the first), year, counter: unique without asking anybody."""
    info, year = session.info["info"], session.info["station"].now().year
    station = info.workstation + (str(info.epoch) if info.epoch > 1 else "")
    prefix = f"{info.institution}-{station}-{year}-"
    last = session.execute(select(func.max(Certification.counter)).where(Certification.year == year, Certification.number.startswith(prefix, autoescape=True))).scalar()
    return f"{prefix}{(last or 0) + 1:04d}"


def _prove(session: Session, kind: int, subject_id: str, person_id: str, number: str, head: str, body: values.Body, sealed_at: str) -> None:
    key = Ed25519PrivateKey.from_private_bytes(medical.medic(session).signing_key)
    payload = code.build(kind, number, bytes.fromhex(head), body, key, sealed_at)
    session.add(PaperCode(subject_id=subject_id, person_id=person_id, payload=payload))
    session.flush()


def _code(session: Session, record: Certification | Amendment, number: str, body: msgspec.Struct) -> str:
    payload = session.execute(select(PaperCode.payload).where(PaperCode.subject_id == record.id)).scalar_one_or_none()
    if payload is None:
        raise Refused("code_missing", number=number)
    parsed = code.parse(payload)
    if parsed.digest != rules.digest(body) or parsed.leaf.hex() != record.head or parsed.number != number:
        raise Refused("sealed_altered", number=number)
    return code.to_text(payload)
