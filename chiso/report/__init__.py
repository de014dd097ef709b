"""The report: a static site of what a store knows, made of pages that open from disk."""
