"""Modality: only what was reached is an observation; targets, thresholds, gaps and counts are not."""
