"""The command `chiso` and its settings; wires the stages together."""

__version__ = "0.1.0"
