"""Reconciliation: from what sources claim to facts and conflicts, pure functions over frozen dataclasses."""
