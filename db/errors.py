"""What can go wrong, sorted by whose fault it is; messages are keys that the desk puts into words."""


class TizilimError(Exception):
    """A known failure: ``key`` names the sentence, ``values`` fill its placeholders (never personal data or secrets)."""

    key = "unknown"

    def __init__(self, key: str | None = None, **values: object) -> None:
        self.key = key or type(self).key
        self.values = values
        super().__init__(self.key)


class WorldError(TizilimError):
    """The world failed: disk, file, stick, lock. Exit status 3 on the command line."""

    key = "world"


class DiskFull(WorldError):
    key = "disk_full"


class RegisterInUse(WorldError):
    key = "register_in_use"


class RegisterTooNew(WorldError):
    key = "register_too_new"


class RegisterMissing(WorldError):
    key = "register_missing"


class RegisterDamaged(WorldError):
    key = "register_damaged"


class WrongKey(WorldError):
    """A password or key does not open what it should."""

    key = "wrong_password"


class WrongPassword(WrongKey):
    key = "wrong_password"


class Throttled(WrongKey):
    """Too many failures: ``values['seconds']`` to wait, or locked for good when it is None."""

    key = "throttled"


class NotAllowed(TizilimError):
    """The user's keys or role do not allow it. Exit status 1 on the command line."""

    key = "not_allowed"


class NotFound(TizilimError):
    """No such record. Exit status 1 on the command line."""

    key = "not_found"


class Refused(TizilimError):
    """The record's own rules refuse: sealed, deleted, altered. Exit status 1 on the command line."""

    key = "refused"


class Invalid(TizilimError):
    """What was entered cannot be kept; ``problems`` says why, field by field."""

    key = "invalid"

    def __init__(self, problems: list) -> None:
        super().__init__("invalid")
        self.problems = problems
