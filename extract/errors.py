"""What can go wrong between a snapshot and its article."""

from normalize.errors import UserError


class Unreadable(UserError):
    """A snapshot that no article can be made of."""
