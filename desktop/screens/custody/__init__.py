"""Custody: on what ground, by whose act and since which minute a person is held here."""

from desktop.i18n import titled
from desktop.screens import Screen
from desktop.screens.custody.editor import CustodyEditor

SCREENS = (Screen("custody_editor", titled("custody_episode"), CustodyEditor, icon="custody", roles=frozenset({"officer"})),)
