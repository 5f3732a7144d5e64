"""The log writes itself: every change is one immutable, hashed entry; tables follow from it and can be proved against it."""
