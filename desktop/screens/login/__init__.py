"""The door: who works here, and the password that opens the register."""

from desktop.screens.login.login import Login

__all__ = ["Login"]
