"""`lipa signal captcha`: when Signal takes the bot for a machine, a person answers for it."""

import asyncio

from bot.channels.base import DeliveryError
from bot.channels.signal import CHANNEL
from bot.channels.signal import captcha as puzzle
from bot.office.office import Office
from bot.office.printing import Printout
from bot.running import compose
from bot.running.faults import WRONG, CommandError

HOW = f"""\
Signal wants a captcha before it lets the bot write again. Nothing is lost meanwhile.
1. Open {puzzle.PAGE} in a browser that reaches the internet from
   the same IP address as signal-cli, and solve it.
2. Copy the address behind "Open Signal"; it begins with {puzzle.BEGINNING}
3. Within some minutes, run: lipa signal captcha '{puzzle.BEGINNING}…'"""
NOTHING = "Signal asks for no captcha."
WAITING = "Signal asks for no captcha, only to write nothing before {at}."
DONE = "Signal has accepted it. The bot writes again, and goes on with what waited."
NO_CAPTCHA = f"is no answer to a captcha: it must begin with {puzzle.BEGINNING}"
REFUSED = (
    "Signal did not accept it: it was used before, is too old, or was solved from another IP"
    f" address than signal-cli's. Solve a new one at {puzzle.PAGE}"
)
NOT_ANSWERED = (
    "signal-cli did not say whether Signal accepted it ({detail}). See that signal-cli runs, and"
    " solve a new one."
)


def captcha(office: Office, answer: str | None) -> Printout:
    """Whether Signal waits for a captcha; or hand in one that somebody has solved.

    Raises CommandError for what is none.
    """
    compose.require_channel(office.settings, CHANNEL)
    challenge = office.read(lambda work: work.outbox.challenge(CHANNEL))
    if not challenge:
        return _nothing(office)
    if answer is None:
        return Printout({"needed": True, "page": puzzle.PAGE}, HOW)
    if not answer.startswith(puzzle.BEGINNING):
        raise CommandError(NO_CAPTCHA, "captcha", code=WRONG)
    _hand_in(office, challenge, answer)
    office.store.write(lambda work: work.outbox.resume(CHANNEL))
    return Printout({"needed": False, "accepted": True}, DONE)


def _nothing(office: Office) -> Printout:
    until = office.read(lambda work: work.outbox.paused(CHANNEL))
    if until is None or until <= office.now:
        return Printout({"needed": False, "paused_until": None}, NOTHING)
    local = until.astimezone(office.settings.time_zone).isoformat(" ", "minutes")
    return Printout({"needed": False, "paused_until": until.isoformat()}, WAITING.format(at=local))


def _hand_in(office: Office, challenge: str, answer: str) -> None:
    settings = office.settings
    solving = puzzle.solve(settings.signal_rpc, settings.signal_account, challenge, answer)
    try:
        asyncio.run(solving)
    except DeliveryError as error:
        sentence = REFUSED if error.refused else NOT_ANSWERED.format(detail=error.detail)
        raise CommandError(sentence, "captcha") from None
