"""Rule families: each module reads one kind of mention, and has its examples, right and wrong, beside it."""
