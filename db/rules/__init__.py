"""What must hold: pure functions that return keys, and dated data with its source."""
