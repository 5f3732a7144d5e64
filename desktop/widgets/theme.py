"""How everything looks: Fusion with our palette, the carried font, one style sheet, and icons that take the colour of the text."""

import functools
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from db.errors import TizilimError
from resources import locate

FONTS = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
FAMILY = "DejaVu Sans"


class Colours(NamedTuple):
    """One theme; every text colour stands at least 4.5 : 1 on its ground."""

    window: str
    base: str
    stripe: str
    text: str
    quiet: str
    line: str
    button: str
    accent: str
    on_accent: str
    error: str
    warning: str
    done: str
    sealed: str


LIGHT = Colours("#f3f5f4", "#ffffff", "#f7f9f8", "#1b2422", "#56625f", "#c3ccc9", "#ffffff", "#0b6462", "#ffffff", "#b3261e", "#8a4b00",
                "#1d6b32", "#1f3f8f")
DARK = Colours("#1e2423", "#161b1a", "#1b2120", "#e6ece9", "#a3b0ac", "#46524f", "#2a3231", "#5cc4be", "#06201f", "#ff8a80", "#ffb960",
               "#7ed491", "#a9bfff")

STYLE = """
QWidget { color: %(text)s; }
QLabel#quiet, QLabel#fieldRequired { color: %(quiet)s; }
QLabel#fieldTitle { font-weight: bold; }
QLabel#fieldProblem { color: %(error)s; }
QLabel#fieldProblem[warning="true"] { color: %(warning)s; }
QLabel#heading { font-size: 12pt; font-weight: bold; color: %(accent)s; }
QLabel#title, QLabel#name { font-size: 16pt; font-weight: bold; }
QLabel#figure { font-size: 22pt; font-weight: bold; }
QLabel#error { color: %(error)s; }
QLabel#demo { background: %(warning)s; color: %(base)s; font-weight: bold; padding: 1px 8px; border-radius: 3px; }
QFrame#formStrip { background: %(stripe)s; border: none; border-left: 1px solid %(line)s; }
QFrame#card { background: %(base)s; border: 1px solid %(line)s; border-radius: 6px; }
QFrame#card:focus { border: 2px solid %(accent)s; }
QFrame#bar { background: %(base)s; border: none; border-bottom: 1px solid %(line)s; }
QFrame#foot { background: %(base)s; border: none; border-top: 1px solid %(line)s; }
QFrame#rooms { background: %(base)s; border: none; border-right: 1px solid %(line)s; }
QLineEdit, QPlainTextEdit, QComboBox { background: %(base)s; border: 1px solid %(line)s; border-radius: 4px; padding: 5px 7px;
  margin: 1px; selection-background-color: %(accent)s; selection-color: %(on_accent)s; min-height: 20px; }
QPlainTextEdit { border: 2px solid %(line)s; padding: 4px 6px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus { border: 2px solid %(accent)s; padding: 4px 6px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: %(quiet)s; background: %(window)s; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: url("%(arrow)s"); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: %(base)s; border: 1px solid %(line)s; selection-background-color: %(accent)s;
  selection-color: %(on_accent)s; padding: 2px; outline: 0; }
QPushButton { background: %(button)s; border: 1px solid %(line)s; border-radius: 4px; padding: 6px 14px; margin: 1px; min-height: 20px;
  outline: 0; }
QPushButton:hover { border-color: %(accent)s; }
QPushButton:pressed, QPushButton:checked { background: %(line)s; }
QPushButton:focus { border: 2px solid %(accent)s; padding: 5px 13px; }
QPushButton:disabled { color: %(quiet)s; background: %(window)s; }
QPushButton[primary="true"] { background: %(accent)s; color: %(on_accent)s; border-color: %(accent)s; font-weight: bold; }
QPushButton[primary="true"]:focus { border: 2px solid %(text)s; }
QPushButton[primary="true"]:disabled { background: %(line)s; color: %(quiet)s; border-color: %(line)s; }
QPushButton[room="true"] { text-align: left; background: transparent; border: none; border-left: 4px solid transparent; border-radius: 0;
  margin: 0; padding: 9px 12px; }
QPushButton[room="true"]:hover { background: %(stripe)s; }
QPushButton[room="true"]:checked { background: %(window)s; border-left: 4px solid %(accent)s; font-weight: bold; }
QPushButton[room="true"]:focus { border: 2px solid %(accent)s; border-left: 4px solid %(accent)s; padding: 7px 10px 7px 12px; }
QPushButton[flat="true"] { background: transparent; border-color: transparent; padding: 4px 8px; }
QPushButton[flat="true"]:checked { font-weight: bold; color: %(accent)s; background: transparent; }
QPushButton[flat="true"]:focus { border: 2px solid %(accent)s; padding: 3px 7px; }
QTableView, QListView { background: %(base)s; alternate-background-color: %(stripe)s; border: 2px solid %(line)s; border-radius: 4px;
  selection-background-color: %(accent)s; selection-color: %(on_accent)s; outline: 0; margin: 1px; }
QTextBrowser { background: %(base)s; border: 2px solid %(line)s; border-radius: 4px; }
QTextBrowser[flat="true"] { border-color: transparent; }
QTableView:focus, QListView:focus, QTextBrowser:focus, QTextBrowser[flat="true"]:focus { border: 2px solid %(accent)s; }
QListView::item { padding: 6px 8px; }
QTableView::item { padding: 2px 6px; }
QHeaderView { background: %(window)s; }
QHeaderView::section { background: %(window)s; color: %(quiet)s; border: none; border-bottom: 1px solid %(line)s; padding: 6px; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QTabBar::tab { padding: 8px 14px; border: none; border-bottom: 3px solid transparent; }
QTabBar::tab:selected { border-bottom: 3px solid %(accent)s; font-weight: bold; }
QTabBar::tab:focus { border: 2px solid %(accent)s; }
QTabWidget::pane { border: none; border-top: 1px solid %(line)s; }
QCheckBox:focus, QRadioButton:focus { outline: 2px solid %(accent)s; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: %(line)s; border-radius: 4px; margin: 2px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: %(quiet)s; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { border: 1px solid %(line)s; border-radius: 4px; background: %(base)s; text-align: center; min-height: 18px; }
QProgressBar::chunk { background: %(accent)s; border-radius: 3px; }
QToolTip { background: %(base)s; color: %(text)s; border: 1px solid %(line)s; padding: 4px; }
"""


def colours() -> Colours:
    """The theme in force, by the system's setting."""
    return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT


def dress(app: QApplication, *, is_fusion: bool = False) -> None:
    """Style, font, palette and sheet for the whole program; ``is_fusion``: the style was chosen when Qt began. Raises ``font_missing``."""
    load_fonts()
    if not is_fusion:
        app.setStyle("Fusion")
    app.setFont(QFont(FAMILY, 10))
    _paint(app)
    QGuiApplication.styleHints().colorSchemeChanged.connect(_repaint)


def load_fonts() -> None:
    """The carried fonts; the system's own often lack Kazakh letters."""
    for name in FONTS:
        path = locate("fonts", name)
        if not path.is_file() or QFontDatabase.addApplicationFont(str(path)) < 0:
            raise TizilimError("font_missing", name=name)


def _repaint() -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication):
        icon.cache_clear()
        _paint(app)


def _paint(app: QApplication) -> None:
    look = colours()
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, look.window), (role.Base, look.base), (role.AlternateBase, look.stripe), (role.Text, look.text),
        (role.WindowText, look.text), (role.ButtonText, look.text), (role.Button, look.button), (role.ToolTipBase, look.base),
        (role.ToolTipText, look.text), (role.PlaceholderText, look.quiet), (role.Highlight, look.accent),
        (role.HighlightedText, look.on_accent), (role.Link, look.accent), (role.LinkVisited, look.accent), (role.Mid, look.line),
        (role.Accent, look.accent), (role.Dark, look.quiet), (role.Light, look.base), (role.Midlight, look.stripe),
    ):
        palette.setColor(which, QColor(colour))
    for which in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(look.quiet))
    app.setPalette(palette)
    arrow = "arrow_dark.svg" if look is DARK else "arrow.svg"
    app.setStyleSheet(STYLE % {**look._asdict(), "arrow": locate("icons", arrow).as_posix()})


@functools.lru_cache(maxsize=256)
def icon(name: str, colour: str = "") -> QIcon:
    """An icon of resources/icons in the colour of the text (on a chosen row: of the text there), sharp up to 200 %."""
    path = locate("icons", f"{name}.svg")
    made = QIcon()
    if not path.is_file():
        return made
    svg = path.read_text(encoding="utf-8")
    for mode, ink in ((QIcon.Mode.Normal, colour or colours().text), (QIcon.Mode.Selected, colours().on_accent)):
        for scale in (1, 2):
            pixmap = QPixmap()
            sized = svg.replace("currentColor", ink).replace('width="20" height="20"', f'width="{20 * scale}" height="{20 * scale}"')
            # The stubs ask for bytes, Qt takes only str; without the format Qt tries every plug-in of pictures.
            pixmap.loadFromData(sized.encode(), "SVG")  # type: ignore[call-overload]
            pixmap.setDevicePixelRatio(scale)
            made.addPixmap(pixmap, mode)
    return made
