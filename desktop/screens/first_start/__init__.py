"""The first day: language, a new register or the demo, its users, and the paper keys that are checked before work begins."""

from desktop.screens.first_start.first_start import FirstStart

__all__ = ["FirstStart"]
