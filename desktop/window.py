"""The frame around every screen: rooms, search, language, lock, messages; and the way from one screen to the next."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop import settings
from desktop.desk import Desk, Go
from desktop.i18n import N_, _, date, term
from desktop.screens import Screen, rooms, screens
from desktop.widgets.clock import Clock
from desktop.widgets.language_switch import LanguageSwitch
from desktop.widgets.layout_badge import LayoutBadge
from desktop.widgets.message_bar import MessageBar
from desktop.widgets.page import Page
from desktop.widgets.tab_order import neighbour
from desktop.widgets.words import Button

INPUT = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel})


class Window(QMainWindow):
    """Shows an entrance (login, first start) or, once the register is open, the frame. Each room keeps its own pile of pages, so that
    Alt+1…9 leaves what is typed where it is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._screens: dict[str, Screen] = {}
        self._piles: dict[str, list[Page]] = {}
        self._room = ""
        self._last_user: str | None = None
        self._entrance: QWidget | None = None
        self._make_entrance: Callable[[], QWidget] | None = None
        self._frame: QWidget | None = None
        self._sides = QStackedWidget()
        self._foot = self._build_foot()
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._sides, 1)
        column.addWidget(self._foot)
        self.setCentralWidget(whole)
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self.lock)
        self._connect()
        self._keys()
        self.setMinimumSize(760, 520)
        if not self.restoreGeometry(QByteArray.fromBase64(settings.geometry.get().encode())):
            self.resize(1280, 720)
        self.set_words()

    # entrance and lock --------------------------------------------------------------------------------------------------

    def enter_by(self, make: Callable[[], QWidget]) -> None:
        """Shows this entrance now and whenever the register is closed."""
        self._make_entrance = make
        self._show_entrance()

    def lock(self) -> None:
        """At once: keys are forgotten, drafts are kept, the login stands over the same window."""
        if self.desk.user is not None:
            self.desk.lock()

    def _show_entrance(self) -> None:
        if self._make_entrance is None:
            return
        old, self._entrance = self._entrance, self._make_entrance()
        self._sides.addWidget(self._entrance)
        self._sides.setCurrentWidget(self._entrance)
        self._entrance.setFocus()
        if old is not None:
            self._sides.removeWidget(old)
            old.deleteLater()

    def _on_opened(self) -> None:
        user = self.desk.user
        if self._frame is None:
            self._frame = self._build_frame()
        if user.id != self._last_user:
            self._clear()
            self._screens = screens()
            from desktop.widgets.room_bar import Room  # as below

            mine = rooms(self._screens, user.role)
            self.bar.set_rooms([Room(screen.key, screen.title, screen.icon) for screen in mine])
            self._last_user = user.id
        self.search.may_register = user.role == "officer" and "person_editor" in self._screens
        minutes = settings.lock_minutes_medic if user.role == "medic" else settings.lock_minutes
        self._idle.setInterval(minutes.get() * 60_000)
        self._idle.start()
        self.demo.setVisible(self.desk.info.demo)
        self.clock.set_zone(self.desk.zone)
        self._sides.setCurrentWidget(self._frame)
        self.set_words()
        if not self._room and self.bar.buttons:
            self.visit(next(iter(self.bar.buttons)))
        elif self._room:
            self._pages.currentWidget().setFocus()

    def _on_closed(self) -> None:
        self._idle.stop()
        self.demo.hide()
        if self._frame is not None:
            self.search.clear()
            self.search.fold()
        self._show_entrance()
        self.set_words()

    def _clear(self) -> None:
        for pile in self._piles.values():
            for page in pile:
                self._pages.removeWidget(page)
                page.deleteLater()
        self._piles, self._room = {}, ""

    # ways ---------------------------------------------------------------------------------------------------------------

    def page(self) -> Page | None:
        """The page that is shown."""
        return self._piles[self._room][-1] if self._piles.get(self._room) else None

    def visit(self, key: str) -> None:
        """A room, as it was left."""
        if key not in self._piles:
            self._piles[key] = [self._make(key, {})]
        self._room = key
        self.bar.mark(key)
        self._raise(self._piles[key][-1])

    def _on_go(self, go: Go) -> None:
        screen = self._screens.get(go.key)
        if screen is None or self.desk.user is None or self.desk.user.role not in screen.roles:
            self.desk.say(_("Your role does not allow this."), "warning")
            return
        if screen.order is not None:
            self._to_room(go)
            return
        self._piles.setdefault(self._room, []).append(self._make(go.key, go.params))
        self._raise(self._piles[self._room][-1])

    def _to_room(self, go: Go) -> None:
        self.visit(go.key)
        while len(self._piles[go.key]) > 1:
            self._close_top()
        if go.params:
            self._piles[go.key][0].open(**go.params)

    def _on_back(self) -> None:
        if len(self._piles.get(self._room, ())) > 1:
            self._close_top()

    def _close_top(self) -> None:
        page = self._piles[self._room].pop()
        self._raise(self._piles[self._room][-1])
        self._pages.removeWidget(page)
        page.deleteLater()

    def _make(self, key: str, params: dict[str, Any]) -> Page:
        page: Page = self._screens[key].make(self.desk)
        self._pages.addWidget(page)
        page.set_words()
        page.open(**params)
        return page

    def _raise(self, page: Page) -> None:
        fresh = page.focusWidget() is None      # asked before Qt gives the focus to the first button that it finds
        self._pages.setCurrentWidget(page)
        if fresh or not page.isAncestorOf(self.focusWidget() or self):
            page.setFocus()
            if self.focusWidget() in (page, None) or not page.isAncestorOf(self.focusWidget() or page):
                page.focusNextChild()

    # search -------------------------------------------------------------------------------------------------------------

    def _find(self, text: str, done: Callable[[Sequence[Any]], None]) -> None:
        def work(session: Any) -> list[Any]:
            from db.search import query  # with the record, on its own thread
            return query.find(session, text, 20)

        self.desk.read(work, done, owner=self)

    def _on_found(self, person_id: object) -> None:
        self.desk.show("person_card", id=person_id)

    def _on_register(self, text: str) -> None:
        self.desk.show("person_editor", text=text)

    # building -----------------------------------------------------------------------------------------------------------

    def _build_foot(self) -> QWidget:
        """Under entrance and frame alike: what is said, and how far long work has come, is always seen."""
        self.messages, self.clock, self.demo = MessageBar(self.desk), Clock(), QLabel()
        self.demo.setObjectName("demo")
        self.demo.hide()
        return _strip("foot", (self.messages,), (self.demo, LayoutBadge(), self.clock), stretch_first=True)

    def _build_frame(self) -> QWidget:
        """Made, and what it is made of loaded, when somebody first logs in; the login does not wait for it."""
        from desktop.widgets.room_bar import RoomBar
        from desktop.widgets.search_box import SearchBox

        self.heading, self.who = QLabel(), QLabel()
        self.heading.setObjectName("heading")
        self.who.setObjectName("quiet")
        self.who.setMinimumWidth(1)     # at 150 % the post gives way first
        self.search = SearchBox(self._find, _match_line, _match_id)
        self.search.setMinimumWidth(220)
        self.lock_button = Button(N_("Lock"), icon="lock", hint="Ctrl+L")
        self.bar, self._pages = RoomBar(), QStackedWidget()
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.bar)
        middle.addWidget(self._pages, 1)
        frame = QWidget()
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(_strip("bar", (self.heading, self.who), (self.search, LanguageSwitch(), self.lock_button)))
        column.addLayout(middle, 1)
        self.bar.chosen.connect(self.visit)
        self.search.chosen.connect(self._on_found)
        self.search.register_asked.connect(self._on_register)
        self.lock_button.clicked.connect(self.lock)
        self._sides.addWidget(frame)
        return frame

    def _connect(self) -> None:
        desk = self.desk
        desk.go.connect(self._on_go)
        desk.back_asked.connect(self._on_back)
        desk.opened.connect(self._on_opened)
        desk.closed.connect(self._on_closed)
        self.clock.jumped_back.connect(self._on_jump)

    def _keys(self) -> None:
        for keys, call in (("F2", self._on_search), ("Ctrl+L", self.lock), ("Esc", self._on_escape)):
            QShortcut(QKeySequence(keys), self).activated.connect(call)

    def _on_search(self) -> None:
        if self.desk.user is not None:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()

    def _on_escape(self) -> None:
        if self._frame is not None and self.search.hasFocus():
            self.search.fold()
            page = self.page()
            if page is not None:
                self._raise(page)
        else:
            self._on_back()

    def _on_jump(self) -> None:
        self.desk.say(_("The computer's clock has jumped back. Check date and time before you save anything."), "warning")

    def set_words(self) -> None:
        info, user = self.desk.info, self.desk.user
        name = " · ".join(filter(None, (term("tizilim"), info.institution if info else "")))
        if self._frame is not None:
            self.heading.setText(name)
            self.who.setText(f"{user.name}, {user.post}" if user else "")
            self.who.setToolTip(self.who.text())
        self.demo.setText(_("DEMO"))
        self.setWindowTitle(f"{name} · {_('DEMO')}" if info and info.demo else name)

    # camelCase: Qt's own ------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self.set_words()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() in INPUT and self.desk.user is not None:
            self._idle.start()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        """Tab in the order of the layouts: Qt's own order is that in which widgets were made, and stops at what stands in for others."""
        other = neighbour(self.centralWidget(), self.focusWidget() or self.centralWidget(), forward)
        if other is None:
            return super().focusNextPrevChild(forward)
        other.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        return True

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        settings.geometry.set(self.saveGeometry().toBase64().toStdString())
        super().closeEvent(event)


def _strip(name: str, left: tuple[QWidget, ...], right: tuple[QWidget, ...], stretch_first: bool = False) -> QFrame:
    strip = QFrame()
    strip.setObjectName(name)
    row = QHBoxLayout(strip)
    row.setContentsMargins(16, 6, 16, 6)
    row.setSpacing(12)
    for widget in left:
        row.addWidget(widget, 1 if stretch_first else 0)
    if not stretch_first:
        row.addStretch(1)
    for widget in right:
        row.addWidget(widget)
    return strip


def _match_line(match: Any) -> str:
    """Name, date of birth, and how it matched where that is not plain to see."""
    name = f"{match.name} ({match.alias})" if match.alias else match.name
    return " · ".join(filter(None, (name, date(match.birth_date), _("similar name") if match.match == "misspelt" else "")))


def _match_id(match: Any) -> Any:
    return match.id
