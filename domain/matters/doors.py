"""Doors to the conversations about messages to the team: writing one, and answering them."""

from domain.speech.door import Door

MESSAGES = Door[()]("messages")
SUBJECT = Door[()]("messages", "subject")
SEND = Door[str]("messages", "send", ("words",))
MORE = Door[int, bool]("messages", "more", ("matter", "added"))
LEFT = Door[int]("messages", "left", ("matter",))
DANGER = Door[str, str, str]("danger", "", ("danger", "language", "answer"))
HEARD = Door[int]("messages", "heard", ("matter",))

ANSWERING = Door[()]("answering")
