"""The one exception that means: the user can mend this."""


class UserError(Exception):
    """A mistake or trouble outside of the program. `what` happened, `where`, and what `to_do` about it.

    The command prints it and exits with `exit_code`; no traceback is shown.
    """

    exit_code = 1

    def __init__(self, what: str, where: str = "", to_do: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.to_do = to_do

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        return f"{text} ({self.to_do})" if self.to_do else text
