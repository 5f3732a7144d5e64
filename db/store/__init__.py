"""Asking and telling the register: functions, session first, never committing; one file a record."""
