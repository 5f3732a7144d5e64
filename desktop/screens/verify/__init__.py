"""Is this paper what was sealed? Asked by everybody, with the register's public keys or a file of keys, without any network."""

from desktop.i18n import N_
from desktop.screens import Screen
from desktop.screens.verify.entrance import VerifyEntrance
from desktop.screens.verify.room import VerifyRoom

__all__ = ["SCREENS", "VerifyEntrance"]

SCREENS = (Screen("verify", N_("Verify a paper"), VerifyRoom, order=90, icon="verify"),)
