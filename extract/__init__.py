"""Snapshots to articles, articles to observations: one value, its slots, and where each stands in the text."""
