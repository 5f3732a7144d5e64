"""The program's door: a verb of the command line, or the window; always an exit status and a plain sentence, never a trace of code."""

import contextlib
import gc
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from db.errors import Invalid, TizilimError, WorldError
from desktop import errors, i18n, settings
from desktop.commands import answer
from desktop.commands.answer import DONE, FAILED, NO, WRONG_USE
from desktop.i18n import _

INTERRUPTED = 130       # as shells count it: 128 and the number of the signal
_OF_USE = ("wrong_use", "unknown_language")
_OF_THE_WORLD = ("keys_unreadable", "font_missing", "no_display")


def main(arguments: Sequence[str] | None = None) -> int:
    """0 done, 1 the answer is no, 2 wrong use, 3 the world failed."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    _write_any_letter()
    try:
        chosen = _read(words) if words else Namespace(verb=None, language=None, json=False)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else DONE
    try:
        return _window(chosen) if chosen.verb is None else answer.give(chosen.run(chosen), chosen.json)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the answer has had enough of it (``tizilim list … | head``).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        return _failed(error, chosen)


def _read(words: Sequence[str]) -> Namespace:
    from desktop.commands import line  # the verbs and argparse: the window opens without them

    i18n.use(line.language_of(words))
    return line.read(words)


def _window(chosen: Namespace) -> int:
    if _is_blind():
        _read([])
        raise TizilimError("no_display")
    # What is loaded now stays: looking through it for garbage again and again takes a third of the start.
    gc.disable()
    try:
        from desktop import app  # brings Qt, which no verb needs

        return app.run(None, chosen.language or os.environ.get("TIZILIM_LANGUAGE"))
    finally:
        gc.enable()


def _is_blind() -> bool:
    """Whether Qt would find no screen here and end the process without a word that a user understands."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform.startswith("linux") and not any(os.environ.get(name) for name in screens)


def _failed(error: Exception, chosen: Namespace) -> int:
    if isinstance(error, TizilimError) and error.key == "no_display":
        said = _("There is no screen to open the window on. Log in to a desktop, or run: xvfb-run tizilim. Commands work without it: tizilim --help.")
    elif isinstance(error, TizilimError) and error.key == "wrong_use":
        said = str(error.values["said"])
    else:
        said = errors.told(error, _place_of_reports(chosen))
    print(said, file=sys.stderr)
    return _status(error)


def _status(error: Exception) -> int:
    if isinstance(error, TizilimError) and not isinstance(error, WorldError):
        if isinstance(error, Invalid) or error.key in _OF_USE:
            return WRONG_USE
        return FAILED if error.key in _OF_THE_WORLD else NO
    return FAILED


def _place_of_reports(chosen: Namespace) -> Path:
    """The register's folder where there is one, else the folder of the settings: a report is never shown instead of kept."""
    folder: Path | None = getattr(chosen, "folder", None)
    if folder is not None and folder.is_dir():
        return folder
    place = settings.path().parent
    with contextlib.suppress(OSError):  # then nothing can be kept, and the sentence alone must do
        place.mkdir(parents=True, exist_ok=True)
    return place


def _write_any_letter() -> None:
    """Kazakh letters and JSON come out whole whatever the terminal's own encoding is."""
    for stream in (sys.stdout, sys.stderr):
        encoding = (getattr(stream, "encoding", "") or "").lower().replace("-", "")
        if encoding != "utf8" and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
