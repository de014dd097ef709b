"""The charts: each a pure function from a few dataclasses to an SVG node.

Every mark carries what it stands for in data attributes (data-subject, data-year, data-rank, data-score …), with
numbers as the store has them, so that a program can read a chart back. Colours are classes; the style sheet has them
for light, dark and paper.
"""
