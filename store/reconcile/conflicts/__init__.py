"""Kinds of conflict, one module each: a pure function from settled facts to conflicts with words."""
