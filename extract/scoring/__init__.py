"""Scoring: answers against gold, rules against each other, and one version of the rules against another."""
