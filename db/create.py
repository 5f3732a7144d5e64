"""Making a new register: keys, keyring, encrypted file, first users, paper recovery keys."""

import os
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import insert
from sqlalchemy.orm import Session

from db import engine
from db.errors import Invalid, WorldError
from db.keys import keyring, password, recovery, seal
from db.log import clock, writer
from db.models import Account, Base, Setting, new_id
from db.rules import institution
from db.rules.problem import Problem


class NewUser(msgspec.Struct, frozen=True, repr_omit_defaults=True):
    """A first user; ``speciality`` and ``years`` of service are a medic's (УПК 117(2))."""

    login: str
    name: str
    post: str
    role: str
    password: str
    speciality: str = ""
    years: int | None = None

    def __repr__(self) -> str:
        return f"NewUser({self.login!r})"


class Setup(msgspec.Struct, frozen=True):
    """What the first start asks for."""

    institution: str
    institution_name_kk: str
    institution_name_ru: str
    workstation: str
    users: tuple[NewUser, ...]
    demo: bool = False


class Recovery(msgspec.Struct, frozen=True):
    """The two paper keys; they are shown once, printed, typed back in part, and kept nowhere."""

    register: str
    medical: str

    def __repr__(self) -> str:
        return "Recovery(…)"


def problems(setup: Setup) -> list[Problem]:
    """Why no register can be made from this; fields of users are ``users.N.name``."""
    found = institution.problems(setup.institution, setup.institution_name_kk, setup.institution_name_ru, setup.workstation)
    for number, user in enumerate(setup.users):
        at = f"users.{number}"
        found += [Problem(f"{at}.{name}", "required") for name in ("login", "name", "post") if not getattr(user, name).strip()]
        if len(user.password) < password.MIN_LENGTH:
            found.append(Problem(f"{at}.password", "password_short", values={"length": str(password.MIN_LENGTH)}))
        elif user.password.casefold() in (user.login.casefold(), user.name.casefold()):
            found.append(Problem(f"{at}.password", "password_is_name"))
        if user.role not in keyring.ROLES:
            found.append(Problem(f"{at}.role", "required"))
        if user.role == "medic" and not user.speciality.strip():
            found.append(Problem(f"{at}.speciality", "required"))
        if [u.login.strip().casefold() for u in setup.users].count(user.login.strip().casefold()) > 1:
            found.append(Problem(f"{at}.login", "login_twice"))
    return found


def create(folder: Path, setup: Setup, now: clock.Clock = clock.system_clock) -> Recovery:
    """A new register in ``folder`` (made where absent). Raises ``Invalid``, ``WorldError`` (a register is there already,
    the folder cannot be written). The keyring is written last: without it there is no register, only a leftover file."""
    if found := problems(setup):
        raise Invalid(found)
    _prepare(folder)
    lock = engine.hold(folder)
    try:
        register, register_key, device_key = new_id(), seal.new_key(), os.urandom(32)
        medical = X25519PrivateKey.generate()
        papers = Recovery(recovery.new_paper_key(), recovery.new_paper_key())
        bundles = [keyring.Bundle(register_key, os.urandom(32), seal.new_key(),
                                  medical.private_bytes_raw() if user.role == "medic" else None) for user in setup.users]
        slots = _slots(register, setup, bundles)
        with engine.in_words():
            _file(folder / engine.FILE, register_key, setup, slots, bundles[0], device_key, now)
        keyring.save(folder, keyring.KeyringFile(
            keyring.FORMAT, register, medical.public_key().public_bytes_raw(), slots,
            recovery.close(papers.register, "register", register_key),
            recovery.close(papers.medical, "medical", medical.private_bytes_raw())))
        return papers
    finally:
        lock.release()


def _prepare(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise WorldError("folder_read_only", file=folder.name) from None
    if (folder / keyring.FILE).exists():
        raise WorldError("register_exists")
    if engine.is_readable_only(folder):
        raise WorldError("folder_read_only", file=folder.name)
    for leftover in folder.glob(engine.FILE + "*"):
        leftover.unlink()


def _slots(register: str, setup: Setup, bundles: list[keyring.Bundle]) -> tuple[keyring.Slot, ...]:
    cost = password.calibrated()
    slots = []
    for user, bundle in zip(setup.users, bundles, strict=True):
        empty = keyring.Slot(new_id(), user.login.strip(), user.name.strip(), user.post.strip(), user.role, user.speciality.strip(),
                             user.years, b"", b"", cost, b"", b"")
        slots.append(keyring.new_slot(register, empty, user.password, bundle))
    return tuple(slots)


def _file(path: Path, key: bytes, setup: Setup, slots: tuple[keyring.Slot, ...], first: keyring.Bundle, device_key: bytes,
          now: clock.Clock) -> None:
    # Alembic is slow to import and needed only here and for an upgrade.
    from db.migrations.upgrade import migrate
    connection = engine.connect(path, key)
    migrate(connection)
    origin = institution.origin(setup.institution, setup.workstation)
    settings = {"institution": setup.institution.strip(), "institution_name_kk": setup.institution_name_kk.strip(),
                "institution_name_ru": setup.institution_name_ru.strip(), "workstation": setup.workstation,
                "origin": origin, "epoch": "1", "device_key": device_key.hex(), "demo": "yes" if setup.demo else "no"}
    station = writer.Station(origin, 1, device_key, slots[0].id, first.signing_key, now)
    with Session(connection.execution_options(tizilim_write=True), autoflush=False) as session:
        session.info["station"] = station
        session.execute(insert(Setting), [{"name": name, "value": value} for name, value in settings.items()])
        for slot in slots:
            session.add(Account(id=slot.id, login=slot.login, name=slot.name, post=slot.post, role=slot.role, speciality=slot.speciality,
                                years=slot.years, public_key=slot.public))
        session.commit()
    connection.dispose()


assert Base.metadata  # the models are loaded before the first migration runs
