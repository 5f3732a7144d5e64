"""The body chart of a certification: tabs for the views, the figure with numbered marks, zoom, and words for what is pointed at."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QTabBar, QToolButton, QVBoxLayout, QWidget

from db.rules import body
from db.rules.body import Mark, Place, place_name
from desktop.i18n import N_, _, term
from desktop.widgets.body_view import BodyView, Spot

__all__ = ["BodyChart", "Mark", "Spot"]

HINT = N_("Arrows: next region · Enter: mark · Shift+arrows: 1 mm · Space: next mark · Del: remove · Page Down: turn · + −: zoom")
HELP = N_("Left and right arrows walk through the regions from head to foot, up and down go to the nearest one; a letter jumps to a "
          "region that begins with it. Enter or Insert places a mark. Space chooses the next mark, Shift with an arrow moves it by "
          "one millimetre of the body, Delete removes it, Escape lets go of it. Ctrl+1 to Ctrl+4, Page Up and Page Down turn the "
          "body, plus and minus zoom. With the mouse: click to place, drag to move.")


class BodyChart(QWidget):
    """Owner's part: keep the marks, answer the signals by setting them again, undo and redo. Words follow the language."""

    placed = Signal(object)         # Spot without number
    moved = Signal(object)          # Spot with number
    selected = Signal(object)       # number or None
    deleted = Signal(object)        # number

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = BodyView()
        self.tabs = QTabBar(expanding=False, drawBase=False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)     # Page Up and Page Down turn the body from the figure
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setBackgroundRole(QPalette.ColorRole.Base)
        self._scroll.setWidget(self.view)
        self.where, self.hint = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.where.setTextFormat(Qt.TextFormat.PlainText)
        self.where.setMinimumHeight(self.where.fontMetrics().height() * 2)
        self.hint.setObjectName("quiet")
        self._out, self._in = QToolButton(), QToolButton()
        for button, sign in ((self._out, "−"), (self._in, "+")):
            button.setText(sign)
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for _view in body.VIEWS:
            self.tabs.addTab("")
        self.setFocusProxy(self.view)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(4)
        foot.addWidget(self.where, 1)
        foot.addWidget(self._out)
        foot.addWidget(self._in)
        self._rows = rows = QVBoxLayout(self)
        rows.setContentsMargins(4, 4, 4, 4)
        rows.setSpacing(4)
        rows.addWidget(self.tabs)
        rows.addWidget(self._scroll, 1)
        rows.addLayout(foot)
        rows.addWidget(self.hint)

    def _connect(self) -> None:
        for name in ("placed", "moved", "selected", "deleted"):
            getattr(self.view, name).connect(getattr(self, name))
        self.tabs.currentChanged.connect(self._on_tab)
        self.view.turned.connect(self._on_turned)
        self.view.pointed.connect(self._on_pointed)
        self.view.focused.connect(self._on_focused)
        self.view.stepped.connect(self._on_stepped)
        self.view.zoomed.connect(self._on_zoomed)
        self._in.clicked.connect(self._on_zoom_in)
        self._out.clicked.connect(self._on_zoom_out)

    # what the owner sets -------------------------------------------------------------------------------------------------

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """All marks of all views; a ghost is drawn but cannot be chosen. A selected mark that is gone is let go of."""
        self.view.set_marks(marks)
        self._name_tabs()
        self._say()

    def set_selected(self, number: int | None) -> None:
        """Chooses the mark and turns the body to it; sends no signal."""
        self.view.set_selected(number)

    def set_view(self, view: str) -> None:
        self.view.set_view(view)

    def set_read_only(self, read_only: bool) -> None:
        """Marks can be looked at and chosen, not placed, moved or deleted."""
        self.view.read_only = read_only

    def retranslate(self) -> None:
        self.view.setAccessibleName(term("body_chart", capital=True))
        self.view.setWhatsThis(_(HELP))
        self.hint.setText(_(HINT))
        for button, name in ((self._in, _("Zoom in")), (self._out, _("Zoom out"))):
            button.setToolTip(name)
            button.setAccessibleName(name)
        self._name_tabs()
        self._say()

    # words ---------------------------------------------------------------------------------------------------------------

    def _name_tabs(self) -> None:
        """Each tab says how many marks its view has."""
        for index, view in enumerate(body.VIEWS):
            count = sum(mark.view == view and not mark.ghost for mark in self.view.marks)
            name = term(f"view_{view}", capital=True)
            self.tabs.setTabText(index, f"{name} ({count})" if count else name)
            self.tabs.setTabToolTip(index, f"{name}  Ctrl+{index + 1}")

    def _say(self) -> None:
        """What is under the mouse or the cursor, and which mark is chosen, for the eye and for screen readers."""
        place = self.view.place()
        said = place_name(self.view.view, place, term) if place else ""
        said = said[:1].upper() + said[1:]
        if self.view.chosen():
            said = _("{place}. Mark {number} is chosen").format(place=said, number=self.view.number)
        self.where.setText(said)
        turned = term(f"view_{self.view.view}", capital=True)
        self.view.setAccessibleDescription(f"{turned}. {said}")

    def _on_tab(self, index: int) -> None:
        self.view.set_view(body.VIEWS[index])

    def _on_turned(self, view: str) -> None:
        self.tabs.setCurrentIndex(body.VIEWS.index(view))

    def _on_pointed(self, place: Place | None) -> None:
        self._say()

    def _on_focused(self, focused: bool) -> None:
        self.update()

    def _on_stepped(self, at: QPoint) -> None:
        self._scroll.ensureVisible(at.x(), at.y(), 60, 60)

    def _on_zoomed(self, factor: float) -> None:
        self._in.setEnabled(factor < 6)
        self._out.setEnabled(factor > 1)

    def _on_zoom_in(self) -> None:
        self.view.step_zoom(1)

    def _on_zoom_out(self) -> None:
        self.view.step_zoom(-1)

    # Qt ------------------------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(380, 620)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(240, 320)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._rows.activate()
        self.view.set_fit(self._scroll.maximumViewportSize())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if not self.view.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
        painter.drawRoundedRect(self._scroll.geometry().adjusted(-1, -1, 1, 1), 3, 3)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
