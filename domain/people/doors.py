"""Doors to the conversations about oneself, from the welcome to being forgotten."""

from domain.speech.door import Door

WELCOME = Door[()]("welcome")
WELCOME_BY_LINK = Door[str]("welcome", fields=("link",))
WHAT_IS_KEPT = Door[str]("consent", fields=("need",))
NEWS = Door[()]("consent", "written")

MENU = Door[()]("menu")
LANGUAGE = Door[()]("language")
LANGUAGE_NAMED = Door[()]("language", "language")
HELP = Door[()]("help")
PEOPLE = Door[()]("help", "people")
ANSWER = Door[str, str]("questions", "answer", ("key", "words"))

PRIVACY = Door[()]("privacy")
RETURN = Door[()]("privacy", "return")
FORGET = Door[()]("privacy", "forget")
SILENT = Door[()]("privacy", "silent")
HIDDEN = Door[()]("privacy", "hidden")
STOPPED = Door[()]("privacy", "stopped")

PROFILE = Door[()]("profile")
FIRST_PROFILE = Door[bool]("profile", "age", ("first",))
AGE = Door[()]("age")
UNDER_18 = Door[()]("profile", "young")
LOCAL = Door[()]("profile", "local")

SHARING = Door[()]("sharing")
QUIET = Door[()]("sharing", "quiet")
PIN = Door[()]("pin")
NEW_PHONE = Door[()]("new_phone")
CHOOSE_PIN = Door[()]("pin", "choose")
