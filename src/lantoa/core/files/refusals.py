"""How a file is refused."""

from lantoa.core.workflow import Refused


class FileRefused(Refused):
    """A file may not be taken. `reason` is one Vietnamese sentence or two, for who sent it."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__([reason])
