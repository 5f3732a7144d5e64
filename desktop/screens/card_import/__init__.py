"""Taking in an old card file: which column is which field, a dry run line by line, then all of it in one piece."""

from desktop.i18n import titled
from desktop.screens import Screen
from desktop.screens.card_import.page import CardImport

# Unfinished work is resumed by the key of an editor, so this page bears one.
SCREENS = (Screen("card_import_editor", titled("card_file"), CardImport, icon="people", roles=frozenset({"officer"})),)
