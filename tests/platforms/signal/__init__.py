"""A fake signal-cli daemon, strict and quick, over a UNIX socket or a port of this machine.

    async with SignalCli() as signal:             # at signal.rpc, for the account signal.account
        leila = signal.person(name="Leila")
        leila.say("/start")
        question = await leila.next_message()
        leila.answer("Yes")                       # reads the number beside it, and writes it
        leila.quote(question, "1")
        leila.react(question, "👍")
        await signal.kill()                       # the process dies; Signal and the phones do not
        await signal.start()

or as a process of its own, with the same simulation under ``/sim/…`` on a port of this machine:
``python -m tests.platforms.signal --socket PATH``.

Answers and events have the shapes that were recorded from the real one, which `test_real` asks
the same. Where the real one spoils something in silence (a parameter that does not exist, a text
of more than 2,000 bytes, a list where one recipient belongs), so does the fake, and remembers it in
`SignalCli.violations`; unless the simulation is not `strict`, its block then ends with an error.

What it cannot know: when Signal asks for a captcha, how long its real limits are, whether a phone
shows a poll, and what other members of a group do.
"""

from tests.platforms.signal.bubble import Bubble
from tests.platforms.signal.envelopes import File
from tests.platforms.signal.faults import Fault, Trouble
from tests.platforms.signal.person import Person
from tests.platforms.signal.phone import NotPossible
from tests.platforms.signal.rates import Bucket, Mode, Rates
from tests.platforms.signal.simulation import SignalCli
from tests.platforms.signal.world import ACCOUNT, Trust

__all__ = [
    "ACCOUNT",
    "Bubble",
    "Bucket",
    "Fault",
    "File",
    "Mode",
    "NotPossible",
    "Person",
    "Rates",
    "SignalCli",
    "Trouble",
    "Trust",
]
