"""Finding people by any part of a name, in any of its spellings, or by their number."""
