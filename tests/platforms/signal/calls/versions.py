"""What came with which signal-cli."""

DEFAULT = "0.13.19"
EXPIRATION_FLAG = "0.13.21"
POLLS = "0.13.23"
WHOLE_TEXT = "0.14.0"  # long incoming text stands in `message`
NO_URGENT = "0.14.0"
VOICE_NOTE = "0.14.2"
CAPTCHA_CODE = "0.14.3"


def at_least(version: str, wanted: str) -> bool:
    """Whether a version is this one or a newer one."""
    return _parts(version) >= _parts(wanted)


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
