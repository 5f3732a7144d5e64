"""The steps of the first whole path as keys, from an empty folder to an amended certification; each leaves the window where the next begins."""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QTextEdit,
    QWidget,
)

from db.rules.moment import now
from desktop.screens.first_start import FirstStart
from desktop.screens.first_start.recovery import RecoveryForm
from tests import factory
from tests.whole.hands import (
    BACK_TAB,
    ENTER,
    F2,
    F4,
    F5,
    PAGE_DOWN,
    RIGHT,
    SAVE,
    SPACE,
    TAB,
    Hands,
    Stroke,
    ctrl,
)

Key = Qt.Key
COUNTRY = {"kk": "Қ", "ru": "К"}        # the first letter of Kazakhstan
BRUISE = {"kk": "қанта", "ru": "крово"}
TOLD = {
    "kk": {"post": "есепке алу қызметкері", "medic": "дәрігер", "head": "мекеме бастығы", "speciality": "терапия",
           "complaints": "Басы ауырады, кеудесі қақсайды", "place": "медициналық бөлім, 2-бөлме", "asked": "медицина қызметкері",
           "account": "Ұстаған кезде таяқпен ұрды, құлағаннан кейін тепті", "tongue": "қазақ тілі", "shape": "сопақ",
           "seen": "шеті айқын, ісінген", "cause": "таяқпен ұрған", "why": "пішіні мен орны айтылғанға сай",
           "state": "Есі анық, бағдарланған, мазасыз", "overall": "белгілер мен әңгіме бір-біріне сай",
           "conclusion": "Кеуде мен арқада екі қанталау анықталды", "advice": "Екі тәуліктен кейін қайта тексеру",
           "item": "қорыт", "amended": "Кеуде мен арқада екі қанталау, басқа жарақат жоқ", "because": "терген кезде сөз түсіп қалды",
           "photo": "суреті құжатпен бірге келді"},
    "ru": {"post": "сотрудник спецучета", "medic": "врач", "head": "начальник учреждения", "speciality": "терапия",
           "complaints": "Болит голова, ноет грудь", "place": "медицинская часть, кабинет 2", "asked": "медицинский работник",
           "account": "При задержании били палкой, лежачего пинали", "tongue": "русский язык", "shape": "овальная",
           "seen": "края четкие, отек", "cause": "били палкой", "why": "форма и место подходят к рассказу",
           "state": "Сознание ясное, ориентирован, тревожен", "overall": "признаки и рассказ подходят друг к другу",
           "conclusion": "На груди и спине обнаружены два кровоподтека", "advice": "Повторный осмотр через двое суток",
           "item": "заклю", "amended": "На груди и спине два кровоподтека, иных повреждений нет", "because": "при наборе пропущено слово",
           "photo": "снимок поступил вместе с документом"},
}
USERS = {"officer": "Серікова Айгүл", "medic": "Ермеков Бауыржан", "head": "Жұмабаев Қанат"}
NAME, NUMBER, BORN = "Сейітов Нұрлан Ерікұлы", "850131300019", "31011985"


def choose_language(hands: Hands, language: str) -> None:
    """The first question; the second language is one Tab away."""
    hands.press(*([TAB] if language == "ru" else []), SPACE)


def name_institution(hands: Hands, folder: Path) -> None:
    """A new register, its folder, and an institution of the list found by the first letters of its code."""
    hands.press(ENTER)
    hands.replace(str(folder))
    hands.press(ENTER, "ЛА-155/8", ENTER, ENTER, ENTER, ENTER, "1", SAVE)


def name_users(hands: Hands, language: str) -> None:
    """Three users, each with a password typed twice."""
    told = TOLD[language]
    for role, post in (("officer", told["post"]), ("medic", told["medic"]), ("head", told["head"])):
        more: tuple[Stroke, ...] = (told["speciality"], ENTER, "12", ENTER) if role == "medic" else ()
        password = factory.PASSWORDS[role]
        hands.press(ENTER, USERS[role], ENTER, post, ENTER, *more, password, ENTER, password, SAVE)


def groups_on(paper: Path) -> dict[int, str]:
    """The key's groups as anybody reads them from the printed paper: number, then four letters under it."""
    with pypdfium2.PdfDocument(paper) as pdf:
        text = pdf[0].get_textpage().get_text_range()
    return {int(number): group for number, group in re.findall(r"^(\d+)\r?\n([A-Z2-7]{4})\r?$", text, re.MULTILINE)}


def save_paper_keys(hands: Hands, folder: Path) -> list[Path]:
    """Saves both papers and types the asked groups back from them; the button stands before the groups that it belongs to."""
    first = hands.entrance
    assert isinstance(first, FirstStart)
    form = first.recovery
    assert isinstance(form, RecoveryForm)
    papers = []
    for kind, asked in form.asked.items():
        papers.append(folder / f"{kind}.pdf")
        hands.pick(papers[-1], BACK_TAB, ENTER)
        groups = groups_on(papers[-1])
        for number in asked:
            hands.press(groups[number].lower(), ENTER)
    hands.press(SAVE)
    return papers


def search_in_vain(hands: Hands, text: str = NAME) -> None:
    """F2 and a name that nobody here has; the list of answers offers to register it."""
    hands.press(F2, text)


def register_person(hands: Hands, language: str) -> None:
    """What was searched for stands in the names already; the check of the IIN chooses its state."""
    hands.press(ENTER)
    hands.press(ENTER, ENTER, ENTER, "1", ENTER, BORN, ENTER, NUMBER, ENTER, ENTER, COUNTRY[language], ENTER, "1", ENTER, "012345678", SAVE)


def days_ago(days: int) -> str:
    """A date as it is typed, without its dots."""
    day = datetime.date.fromisoformat(now()[:10]) - datetime.timedelta(days=days)
    return day.strftime("%d%m%Y")


def take_in(hands: Hands) -> None:
    """Ground, category, authority, case, two moments to the minute, and the arrival with F5."""
    hands.press("1", ENTER, "1", ENTER, "Алматы қаласының тергеу соты", ENTER, "26-0001", ENTER, days_ago(2), "1005", ENTER, days_ago(2), "1130",
                F5, SAVE)


def add_photo(hands: Hands, picture: Path, language: str) -> None:
    """The picture comes later and is an amendment: F4, up to the picture's button, the file, the reason."""
    hands.press(F4)
    hands.press(*[ENTER] * 12)
    hands.pick(picture, SPACE)
    hands.press(TAB, TAB, TOLD[language]["photo"], SAVE)


def screen(hands: Hands, language: str) -> None:
    """From the card: the short form, with injuries and a complaint; Enter at the end begins the certification."""
    hands.press(ctrl(Key.Key_N))
    hands.press(TOLD[language]["complaints"], TAB, "1", ENTER, "36,6", ENTER, "72", ENTER, "120", ENTER, "80", ENTER, ENTER, ENTER, ENTER, ENTER,
                "1", ENTER, "1", ENTER, "1", SAVE)


def certify(hands: Hands, language: str) -> None:
    """Every page of the certification up to the last one."""
    told = TOLD[language]
    hands.press(told["place"], ENTER, ENTER, F5, ENTER, told["asked"], ENTER, "1", ENTER, ENTER, "2", ENTER, "2", ENTER, "1", SAVE)
    hands.press(told["account"], TAB, told["tongue"], SAVE)
    hands.press(ENTER)
    describe(hands, language, "3", told)
    hands.press(ctrl(Key.Key_N), PAGE_DOWN, RIGHT, RIGHT, ENTER)
    describe(hands, language, "2", told)
    hands.press(SAVE)
    hands.press(told["state"], SAVE)
    hands.press("3", ENTER, told["overall"], TAB, told["conclusion"], TAB, told["advice"], SAVE)
    hands.press(SAVE)


def describe(hands: Hands, language: str, degree: str, told: dict[str, str]) -> None:
    """One finding, from its kind to the reason of its degree."""
    hands.press(BRUISE[language], ENTER, "45", ENTER, "20", ENTER, "2", ENTER, told["shape"], ENTER, told["seen"], TAB, told["cause"], TAB,
                degree, ENTER, told["why"])


def amend(hands: Hands, language: str) -> None:
    """From the card: the conclusion is to be read otherwise, with the reason; checked, then sealed."""
    told = TOLD[language]
    hands.press(F4)
    hands.press(told["item"], ENTER, told["amended"], TAB, "1", ENTER, told["because"], SAVE)
    hands.press(SAVE)



def seen(widget: QWidget) -> list[QWidget]:
    """Every part of the widget that is on the screen now."""
    return [part for part in widget.findChildren(QWidget) if part.isVisible()]


def visible_words(widget: QWidget) -> list[str]:
    """Every text that can be read on the widget now, the program's and what was typed."""
    return [text for part in seen(widget) for text in (*words_of(part), *typed_in(part)) if text]


def typed_in(part: QWidget) -> Iterator[str]:
    """What people have typed or chosen there."""
    if isinstance(part, QLineEdit):
        yield part.text()
    elif isinstance(part, QPlainTextEdit):
        yield part.toPlainText()
    elif isinstance(part, QComboBox):
        yield str(part.currentIndex())


def words_of(part: QWidget) -> Iterator[str]:
    """What one widget shows of the program, tells a screen reader, or says when pointed at."""
    yield from (part.accessibleName(), part.accessibleDescription(), part.toolTip(), part.whatsThis())
    if isinstance(part, QLabel):
        yield QTextDocumentFragment.fromHtml(part.text()).toPlainText() if part.textFormat() == Qt.TextFormat.RichText else part.text()
    elif isinstance(part, QAbstractButton):
        yield part.text()
    elif isinstance(part, QLineEdit | QPlainTextEdit):
        yield part.placeholderText()
    elif isinstance(part, QTextEdit):
        yield part.toPlainText()
    elif isinstance(part, QTabBar):
        yield from (text for index in range(part.count()) for text in (part.tabText(index), part.tabToolTip(index)))
    elif isinstance(part, QComboBox):
        yield from (part.itemText(index) for index in range(part.count()))
    elif isinstance(part, QAbstractItemView) and part.model() is not None:
        yield from _cells(part)


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    for column in range(model.columnCount() if isinstance(view, QTableView) else 1):
        if isinstance(view, QTableView):
            yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        yield from (str(model.index(row, column).data() or "") for row in range(model.rowCount()))
