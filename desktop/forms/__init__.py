"""Printed papers: functions of values and words to PDF bytes, and the reader that takes such a paper back in."""
