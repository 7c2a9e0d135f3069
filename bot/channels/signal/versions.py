"""Which signal-cli will do."""

OLDEST = "0.14.5"  # on 2026-06-10 Signal changed what 0.14.2 to 0.14.4.1 could read

VOICE_NOTE = "0.14.2"


def takes_voice_notes(version: str) -> bool:
    """Whether a recording can be sent as what people speak, and not as a file."""
    return _numbers(version) >= _numbers(VOICE_NOTE)


def is_too_old(version: str) -> bool:
    """Whether people's messages may be lost with it; a version we cannot read counts as old."""
    return _numbers(version) < _numbers(OLDEST)


def _numbers(version: str) -> tuple[int, ...]:
    """`0.14.5-SNAPSHOT` and `0.14.5+build` are 0.14.5."""
    plain = version.partition("-")[0].partition("+")[0]
    parts = plain.split(".")
    if not all(part.isascii() and part.isdecimal() for part in parts):
        return ()
    return tuple(map(int, parts))
