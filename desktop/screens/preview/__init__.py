"""A paper before it is printed: its pages inside the window, then the printer or a file."""

from desktop.i18n import titled
from desktop.screens import Screen
from desktop.screens.preview.preview import Preview

SCREENS = (Screen("preview", titled("preview"), Preview, icon="print"),)
