"""Text, numbers, time and names: what a string means, and the reference data it is looked up in."""
