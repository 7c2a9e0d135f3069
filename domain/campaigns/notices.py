"""What staff hear by themselves about messages to many."""

from domain.speech.messages import Say
from domain.speech.text import _, lines


def something_waits() -> Say:
    """To those who may confirm what a colleague has written. What it is they read at the desk."""
    return Say(
        lines(
            _("🔔 Something waits for your yes before it goes to many people."),
            _("To read it, write /desk and choose “To be confirmed”."),
        )
    )
