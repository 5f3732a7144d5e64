"""A tour of every screen in every state that a user can bring it into, led by keys: tests and pictures look around at each stop."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.store import certification
from desktop import i18n
from desktop.i18n import N_
from desktop.screens.first_start import FirstStart
from desktop.screens.login import Login
from desktop.screens.verify.room import VerifyRoom
from desktop.widgets.words import Button
from tests import factory
from tests.whole import steps
from tests.whole.hands import (
    DOWN,
    ENTER,
    ESC,
    F1,
    F2,
    F4,
    F5,
    PAGE_DOWN,
    RIGHT,
    SAVE,
    SPACE,
    TAB,
    Hands,
    ctrl,
    wait_until,
)

Key = Qt.Key
NEXT_PAGE = ctrl(PAGE_DOWN)


class World(NamedTuple):
    """A register in which everything has happened once: somebody certified and amended, somebody who waits for the medic."""

    folder: Path
    person_id: str
    number: str
    waiting_id: str


def world(template: Path, folder: Path) -> World:
    """A copy of a register, filled."""
    return fill(factory.copy(template, folder))


def fill(folder: Path) -> World:
    """What the tour meets on its way is added to the register."""
    officer = factory.opened(folder)
    person_id = factory.admitted(officer)
    waiting_id = factory.admitted(officer, surname="Әбілов", given_name="Ержан", patronymic="", iin="", iin_state="iin_absent",
                                  iin_reason="құжаты жоқ", date_of_birth="1990-05-05", document_kind="doc_none", document_number="")
    officer.close()
    medic = factory.opened(folder, "medic")
    factory.screened(medic, person_id)
    own = {"institution": medic.info.institution, "author_name": medic.user.name, "author_post": medic.user.post}
    number = factory.certified(medic, person_id, **own, findings=(factory.finding(1), factory.finding(2, kind="abrasion", view="body_back", x=5200)))
    medic.write(lambda session: certification.amend(session, number, "conclusion", "Екі қанталау", "amend_writing_error", "терілмей қалған"))
    medic.close()
    return World(folder, person_id, number, waiting_id)


def first_day(hands: Hands, folder: Path) -> Iterator[str]:
    """From the choice of a language to the papers that are typed back; every form once with its problems shown."""
    yield "first_language"
    hands.press(SPACE)      # the cursor stands on the language of the window
    yield "first_beginning"
    hands.press(ENTER, SAVE)
    yield "first_institution"
    hands.press(ESC)
    steps.name_institution(hands, folder)
    hands.press(SAVE)
    yield "first_officer"
    hands.press(ESC, SAVE)
    first = hands.entrance
    assert isinstance(first, FirstStart)
    for form in first.users:
        form.set_values({"name": "Ә", "post": "Ә", "speciality": "Ә", "password": "ұзақ құпиясөз", "again": "ұзақ құпиясөз"})
        if form.role == "medic":
            yield "first_medic"
        hands.press(SAVE)
    yield "first_recovery"
    hands.press(SAVE)
    yield "first_recovery_wrong"


def entrances(hands: Hands) -> Iterator[str]:
    """Before anybody has logged in."""
    yield "login"
    hands.press("қате", ENTER)
    yield "login_wrong"
    hands.press(*[DOWN] * 2)
    push(hands, N_("Forgotten password…"))
    yield "recover"
    hands.press("2", ENTER, SAVE)
    yield "recover_wrong"
    hands.press(ESC)
    push(hands, N_("Verify a paper…"))
    yield "verify_before_login"
    hands.press(TAB, "TZ1:АБВ", ENTER)
    yield "verify_without_keys"
    hands.press(ESC)
    assert isinstance(hands.entrance, Login)


def officer(hands: Hands) -> Iterator[str]:
    """The rooms and forms of the records officer."""
    hands.log_in("officer")
    yield "today"
    hands.room("person")
    yield "people"
    hands.press(DOWN, ENTER)
    yield "person"
    for number, side in enumerate(("medical", "history", "access"), 2):
        hands.press(ctrl(Qt.Key(Key.Key_0.value + number)))
        yield f"person_{side}"
    hands.press(F4)
    yield "person_amend"
    hands.press(ESC, ctrl(Key.Key_N))
    yield "custody"
    hands.press(SAVE)
    yield "custody_wrong"
    hands.press(ESC, ESC, F2, "Жоқбеков", ENTER)
    hands.press(SAVE)
    yield "person_wrong"
    hands.press(ESC, F2, "касым")
    wait_until(lambda: hands.window.search.list is not None and hands.window.search.list.isVisible())
    yield "search"
    hands.press(ESC, ESC, F2, "Қасымов Әлихан Ғабитұлыы", DOWN, DOWN)
    yield from _duplicates(hands)
    hands.room("certification")
    yield "certifications"
    hands.press(ENTER)
    yield "certification_closed"
    hands.press(ESC)
    hands.room("verify")
    yield "verify"


def _duplicates(hands: Hands) -> Iterator[str]:
    """The same name and day of birth under another number."""
    hands.desk.show("person_editor", text="Қасымов Әлихан Ғабитұлы")
    hands.press(*[ENTER] * 3, "1", ENTER, steps.BORN, ENTER, ENTER, "3", ENTER, "құжаты жоқ", ENTER, steps.COUNTRY[i18n.language()], ENTER, "11")
    yield "person_new"
    hands.press(SAVE)
    yield "person_duplicates"
    hands.press(ESC, ESC)


def medic(hands: Hands, there: World) -> Iterator[str]:
    """What the medic writes."""
    hands.log_in("medic")
    yield "today_medic"
    hands.room("screening")
    yield "screenings"
    hands.press(ENTER, SAVE)
    yield "screening"
    hands.press("басы ауырады", TAB, "1", ENTER, "45,6", ENTER, "72", ENTER)
    yield "screening_unusual"
    hands.page.form.focus("temperature")  # type: ignore[attr-defined]
    hands.replace("36,6")
    hands.page.form.focus("visible_injuries")  # type: ignore[attr-defined]
    hands.press("1", ENTER, "1", ENTER, "1", SAVE)
    yield "screening_next"
    hands.press(ENTER)
    yield from _certification(hands)
    hands.press(ESC, ESC)
    yield from sealed(hands, there)


def _certification(hands: Hands) -> Iterator[str]:
    """The pages of the editor, the third with a mark."""
    hands.press(F5)
    yield "certification_conditions"
    hands.press(NEXT_PAGE)
    yield "certification_account"
    hands.press(NEXT_PAGE)
    yield "certification_no_findings"
    hands.press(ENTER)
    steps.describe(hands, i18n.language(), "3", steps.TOLD["kk"])
    hands.press(ctrl(Key.Key_N), PAGE_DOWN, RIGHT, RIGHT, ENTER)
    yield "certification_findings"
    for page in ("state", "conclusion", "author", "check"):
        hands.press(NEXT_PAGE)
        yield f"certification_{page}"
    hands.press(F4)
    yield "certification_missing"
    hands.press(F4)


def sealed(hands: Hands, there: World) -> Iterator[str]:
    """A sealed certification: read, amended, printed, proven."""
    hands.room("certification")
    hands.press(ENTER)
    yield "certification_card"
    hands.press(F1)
    yield "certification_card_help"
    hands.press(F1)
    hands.press(F4, SAVE)
    yield "amendment"
    hands.press("1", ENTER, "Басқаша", TAB, "1", ENTER, "себебі", SAVE)
    yield "amendment_check"
    hands.press(ESC)
    hands.press(ctrl(Key.Key_P))
    yield "preview"
    hands.press(F1)
    yield "preview_help"
    hands.press(ESC, ESC)
    hands.room("verify")
    room = hands.page
    assert isinstance(room, VerifyRoom)
    paper = there.folder.with_name("қағаз.pdf")
    paper.write_bytes(_paper(hands, there))
    room.give(paper)
    wait_until(lambda: room.answer.judgement is not None, 30)
    hands.press(F1)
    yield "verify_genuine"
    room.give("TZ1:АБВГ")
    wait_until(lambda: room.answer.judgement is not None and room.answer.judgement.name == "", 30)
    hands.settle()
    yield "verify_unreadable"


def _paper(hands: Hands, there: World) -> bytes:
    """The certification as it goes to the printer."""
    from desktop.forms import certification as form  # ReportLab, only where a paper is wanted
    from desktop.forms.paper import of_sheet

    sheets: list[certification.Sheet] = []
    hands.desk.write(lambda session: certification.sheet(session, there.number), sheets.append)
    hands.settle()
    return form.certification(of_sheet(sheets[0], hands.desk.info, "2026-11-20T15:10+05:00"), "both")


def push(hands: Hands, message: str) -> None:
    """A button by its words: Tab until it has the focus, then Space."""
    for _tab in range(40):
        hands.press(TAB)
        here: QWidget = hands.focus
        if isinstance(here, Button) and here.text().strip() == i18n._(message):
            hands.press(SPACE)
            return
    raise AssertionError(f"Tab never reaches {message}")
