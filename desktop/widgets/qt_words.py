"""Gives Qt's own buttons and dialogs their words from the same catalogue, and tells every widget of a change of language."""

from PySide6.QtCore import QCoreApplication, QObject, QTranslator

from desktop import i18n
from desktop.i18n import N_, _

WORDS = {
    "&OK": N_("OK"), "OK": N_("OK"), "&Cancel": N_("Cancel"), "Cancel": N_("Cancel"), "&Yes": N_("Yes"), "&No": N_("No"), "&Save": N_("Save"),
    "Save": N_("Save"), "&Open": N_("Open"), "Open": N_("Open"), "&Close": N_("Close"), "Close": N_("Close"), "Help": N_("Help"),
    "&Choose": N_("Choose"), "Choose": N_("Choose"), "&Undo": N_("Undo"), "&Redo": N_("Redo"), "Cu&t": N_("Cut"), "&Copy": N_("Copy"),
    "&Paste": N_("Paste"), "Delete": N_("Delete"), "&Delete": N_("Delete"), "Select All": N_("Select all"), "Look in:": N_("Folder:"),
    "File &name:": N_("File name:"), "Files of type:": N_("Kind of files:"), "Directory:": N_("Folder:"), "Back": N_("Back"),
    "Forward": N_("Forward"), "Parent Directory": N_("Folder above"), "Create New Folder": N_("New folder"), "&New Folder": N_("New folder"),
    "New Folder": N_("New folder"), "List View": N_("List"), "Detail View": N_("Details"), "All Files (*)": N_("All files (*)"),
    "Name": N_("Name of file"), "Size": N_("Size of file"), "Type": N_("Kind of file"), "Kind": N_("Kind of file"),
    "Date Modified": N_("Changed on"), "Computer": N_("Computer"), "My Computer": N_("Computer"), "&Rename": N_("Rename"),
    "Show &hidden files": N_("Show hidden files"), "Find Directory": N_("Find folder"), "Save As": N_("Save as"), "Open File": N_("Open file"),
    "%1 already exists.\nDo you want to replace it?": N_("%1 already exists.\nReplace it?"),
    "%1\nFile not found.\nPlease verify the correct file name was given.": N_("%1\nThere is no such file."),
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.": N_("%1\nThere is no such folder."),
    "Print": N_("Print"), "&Print": N_("Print"), "Print to File (PDF)": N_("Print to a file (PDF)"),
}


class QtWords(QTranslator):
    """Answers for Qt's contexts only; without ``isEmpty`` Qt would take it for nothing and send no LanguageChange at all."""

    def translate(self, _context: str, source: str, _comment: str | None = None, _number: int = -1) -> str | None:  # type: ignore[override]
        """None, never "": an empty answer would count as a translation, and Qt's PDF printer would print empty pages with it."""
        message = WORDS.get(source)
        return _(message) if message else None

    def isEmpty(self) -> bool:  # noqa: N802
        return False


class Interpreter(QObject):
    """Installs the words anew when the language changes, which makes Qt send LanguageChange to every widget."""

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self._app = app
        self._words = QtWords(self)
        app.installTranslator(self._words)
        i18n.listeners.append(self._on_language)

    def stop(self) -> None:
        """Hears no further change."""
        if self._on_language in i18n.listeners:
            i18n.listeners.remove(self._on_language)
        self._app.removeTranslator(self._words)

    def _on_language(self) -> None:
        self._app.removeTranslator(self._words)
        self._app.installTranslator(self._words)
