"""The whole program through its real window, as the people of an institution use it."""
