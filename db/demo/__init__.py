"""A register of made-up people, to learn on, to show, and to measure with."""
