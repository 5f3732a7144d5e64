"""The catalogues: nothing missing, nothing stale, every placeholder kept, every key of a failure has its sentence."""

import ast
import subprocess
import sys
from pathlib import Path

from babel.messages.pofile import read_po

from desktop import errors
from desktop.widgets import qt_words

ROOT = Path(__file__).parents[2]


def test_every_message_has_kazakh_and_russian_words() -> None:
    done = subprocess.run([sys.executable, "tools/strings.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:]


def _keys() -> set[str]:
    """Keys of failures and problems that stand as plain text in the source of the record."""
    found = set()
    for path in (ROOT / "db").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                at = {"Problem": 1, "Refused": 0, "WorldError": 0, "NotAllowed": 0, "TizilimError": 0, "WrongKey": 0, "Throttled": 0}.get(name)
                if at is not None and len(node.args) > at and isinstance(node.args[at], ast.Constant):
                    found.add(str(node.args[at].value))
            elif isinstance(node, ast.ClassDef) and any(isinstance(base, ast.Name) and base.id.endswith(("Error", "Key")) for base in node.bases):
                found |= {str(line.value.value) for line in node.body if isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant)}
    return found


def test_every_key_of_the_record_has_a_sentence() -> None:
    assert sorted(_keys() - set(errors.SENTENCES) - {"throttled", "unknown"}) == []


def test_every_word_of_qt_is_translated() -> None:
    words = qt_words.QtWords()
    assert words.translate("QPlatformTheme", "Cancel") == "Бас тарту"
    assert words.translate("QPlatformTheme", "no such text") is None
    assert all(words.translate("", source) not in ("", source) for source in qt_words.WORDS)


def test_every_message_is_in_the_catalogue_also_those_inside_f_strings() -> None:
    """Babel reads a file as tokens, and to Python 3.11 an f-string is one token: what stands in it is easily left out."""
    said = set()
    for path in sorted((ROOT / "desktop").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "N_", "ngettext"):
                count = 2 if node.func.id == "ngettext" else 1
                said |= {one.value for one in node.args[:count] if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    with (ROOT / "resources" / "i18n" / "messages.pot").open("rb") as file:
        known: set[str] = set()
        for message in read_po(file):
            known |= set(message.id) if isinstance(message.id, tuple) else {message.id}
    assert sorted(said - known) == []
