"""What is said by itself to a phone that somebody else may hold by now."""

from domain.speech.languages import Intent
from domain.speech.messages import Say
from domain.speech.spoken_words import words_for
from domain.speech.text import _, lines

TO_A_NEW_PHONE = Say(
    lines(
        _("🔔 There is news for you."),
        _("This phone is new to us, so it is not shown here."),
        _(
            "To read it, write “{message}”, “{events}” or “{appointments}”.",
            message=words_for(Intent.MESSAGE),
            events=words_for(Intent.EVENTS),
            appointments=words_for(Intent.MY_APPOINTMENTS),
        ),
    )
)
