"""The first room: who is here, what came in, what is unfinished."""

from desktop.i18n import N_
from desktop.screens import Screen
from desktop.screens.today.today import Today

SCREENS = (Screen("today", N_("Today"), Today, order=10, icon="today"),)
