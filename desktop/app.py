"""Puts the program together: settings, language, look, desk, window and its entrances; the only module that knows every part."""

import gc
import os
import sys
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QWidget

from db.errors import TizilimError
from desktop import errors, i18n, settings
from desktop.desk import Desk
from desktop.screens.login import Login
from desktop.widgets import theme
from desktop.widgets.qt_words import Interpreter
from desktop.window import Window

# Said to Qt at its beginning: asked for later, the style comes as an object whose thousand constants Python must first make.
FUSION = ("-style", "fusion")


def run(folder: Path | None, language: str | None) -> int:
    """The window until it is closed; the exit status. Raises ``unknown_language``, ``font_missing``."""
    i18n.use(language or settings.language.get())
    app = QApplication.instance()
    is_first = app is None
    app = app or QApplication([*sys.argv[:1], *FUSION])
    if not isinstance(app, QApplication):
        raise TizilimError("world")
    app.setApplicationName("tizilim")
    app.setApplicationDisplayName(i18n.term("tizilim"))
    QLocale.setDefault(QLocale("kk_KZ"))
    theme.dress(app, is_fusion=is_first)
    program = Program(app, folder or _last_folder())
    program.start()
    gc.freeze()
    gc.enable()     # put off by whoever began the start
    try:
        return app.exec()
    finally:
        program.stop()


class Program:
    """Everything that lives as long as the window."""

    def __init__(self, app: QApplication, folder: Path | None) -> None:
        self._interpreter = Interpreter(app)
        self.desk = Desk(folder)
        errors.catch(self.desk.fail)
        self.window = Window(self.desk)

    def start(self) -> None:
        """The window with login or first start."""
        self.window.enter_by(self._entrance)
        self.window.show()

    def stop(self) -> None:
        """Writes drafts, closes the register, gives the hook back."""
        self.desk.shut()
        self._interpreter.stop()
        sys.excepthook = sys.__excepthook__

    def open_folder(self, folder: Path) -> None:
        """Another register: its login is shown."""
        self.desk.folder = folder
        settings.folder.set(str(folder))
        self.window.enter_by(self._entrance)

    def first_start(self) -> None:
        self.window.enter_by(self._first_start)

    def verify(self) -> None:
        """A paper can be verified without any register."""
        self.window.enter_by(self._verify)

    def recover(self) -> None:
        """The paper keys give a new password."""
        self.window.enter_by(self._recover)

    def _entrance(self) -> QWidget:
        return self._login() if self.desk.folder is not None else self._first_start()

    def _login(self) -> QWidget:
        login = Login(self.desk)
        login.other_asked.connect(self.first_start)
        login.register_missing.connect(self.first_start)
        login.verify_asked.connect(self.verify)
        login.recover_asked.connect(self.recover)
        return login

    def _first_start(self) -> QWidget:
        from desktop.screens.first_start import FirstStart  # a day in the life of the program, not every morning

        first = FirstStart(self.desk)
        first.folder_chosen.connect(self.open_folder)
        first.left.connect(self._back_to_login)
        return first

    def _verify(self) -> QWidget:
        from desktop.screens.verify import VerifyEntrance  # for whoever comes with a paper, not every morning

        entrance = VerifyEntrance(self.desk)
        entrance.left.connect(self._back_to_login)
        return entrance

    def _recover(self) -> QWidget:
        from desktop.screens.login.recover import Recover  # once in a year, not every morning

        recover = Recover(self.desk)
        recover.left.connect(self._back_to_login)
        return recover

    def _back_to_login(self) -> None:
        self.window.enter_by(self._entrance)


def _last_folder() -> Path | None:
    kept = os.environ.get("TIZILIM_FOLDER") or settings.folder.get()
    return Path(kept) if kept else None
