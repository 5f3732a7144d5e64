"""The registers of the record's own tests."""

from tests.db.conftest import folder, made, medic, officer

__all__ = ["folder", "made", "medic", "officer"]
