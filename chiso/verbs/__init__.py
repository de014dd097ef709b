"""The verbs of the command, by stage."""
