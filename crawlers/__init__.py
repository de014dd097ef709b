"""The web to snapshots: bytes as they were fetched, named by what they are, never changed."""
