"""Fusion of any claims about any items: which values stand, who copies whom, whom to believe, how sure."""
