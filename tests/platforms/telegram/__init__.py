"""A fake Bot API server, strict and quick, over real HTTP on this machine only.

    async with BotApi() as api:
        ben = api.user()
        ben.start("abc")                      # the bot gets "/start abc"
        question = await ben.next_message()
        ben.press("Yes")
        assert ben.transcript == ["you: /start abc", "bot: Shall I? [Yes | No]", ...]
        assert not api.violations

or as a process of its own, with the same simulation under ``/sim/…``:
``python -m tests.platforms.telegram --port 0``.

Each call is checked against the published names and types of Bot API 10.0, and against the rules
that these do not know: lengths, HTML, buttons, edits, the 48 hours and the 150 seconds, rates.
Where the real server is lenient and a bot should not be (a parameter that does not exist), the
answer is a 400 that begins with "FAKE:", and `BotApi.violations` remembers it.

What it cannot know: how the real limits adapt, and how long a 429 then lasts; spam detection;
when exactly a keyboard becomes too long; which emoji are allowed as reactions; how photos and
voice messages are checked and converted; Markdown; what other bots and administrators of a group
do; the order of two complaints about one call.
"""

from tests.platforms.telegram.chats import Bubble, Chat, State
from tests.platforms.telegram.faults import Fault, Faults
from tests.platforms.telegram.people import People, Turn
from tests.platforms.telegram.rates import Mode, Rates
from tests.platforms.telegram.server import TOKEN, BotApi
from tests.platforms.telegram.simulate import NotPossible, User
from tests.platforms.telegram.world import Press

__all__ = [
    "TOKEN",
    "BotApi",
    "Bubble",
    "Chat",
    "Fault",
    "Faults",
    "Mode",
    "NotPossible",
    "People",
    "Press",
    "Rates",
    "State",
    "Turn",
    "User",
]
