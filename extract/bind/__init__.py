"""Binders: each fills some slots of a sentence's frames, by one way of speaking, and gives its reason."""
