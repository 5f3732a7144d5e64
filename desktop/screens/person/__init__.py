"""People: everybody in the alphabet, one person's card, and the form that registers or amends."""

from desktop.i18n import N_
from desktop.screens import Screen
from desktop.screens.person.card import PersonCard
from desktop.screens.person.editor import PersonEditor
from desktop.screens.person.list import PersonList

SCREENS = (
    Screen("person", N_("People"), PersonList, order=20, icon="people"),
    Screen("person_card", N_("Person"), PersonCard, icon="person"),
    Screen("person_editor", N_("Person"), PersonEditor, icon="person", roles=frozenset({"officer"})),
)
