"""Duplicates: people who look alike, side by side, decided with a reason and never merged."""

from desktop.i18n import N_
from desktop.screens import Screen
from desktop.screens.duplicate.room import Duplicates

SCREENS = (Screen("duplicate", N_("Duplicates"), Duplicates, order=25, icon="people", roles=frozenset({"officer", "head"})),)
