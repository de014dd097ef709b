"""What speaks for and against a value beside its witnesses: arithmetic, order, groups, the others of its field."""
