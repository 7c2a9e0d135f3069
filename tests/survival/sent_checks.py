"""What must be true of all that has left, whatever happened on the way."""

from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from bot.office.office import Office
from bot.sending.delivery import window_of
from domain.campaigns.campaign import CampaignId, Counts
from storage.events.tables import events
from storage.outbox.tables import outbox
from storage.store import Store
from tests.platforms.signal import SignalCli
from tests.platforms.telegram import BotApi
from tests.platforms.telegram.journal import Call
from tests.survival.town import PICNIC, letter_counts


@dataclass(frozen=True)
class Excused:
    """What may be, because of what went wrong; nothing by default.

    `windows`: how often as many as are in flight may come twice, for each life. `doubts`: as often
    that many announced messages may be uncertain. `late`: what is bound to a time may have expired.
    """

    windows: Sequence[int] = ()
    doubts: int = 0
    late: bool = False


KILLED = Excused()


def letters_add_up(
    api: BotApi,
    office: Office,
    letters: dict[str, CampaignId],
    signal: SignalCli | None = None,
    excused: Excused = KILLED,
) -> None:
    """Whoever was meant to get a letter has got it, and is counted.

    Only where signal-cli died with a letter in its hands, or a call was lost, nobody can know.
    """
    on_phones = Counter(_read_on_telegram(api)) + Counter(_read_on_signal(signal))
    for letter, campaign in letters.items():
        counts = letter_counts(office, campaign)
        unsure = counts.uncertain
        assert counts == Counts(sent=counts.sent, uncertain=unsure), f"{letter}: {counts}"
        assert counts.sent <= on_phones[letter] <= counts.sent + unsure, f"{letter}: {counts}"
        assert counts.sent > 0
        assert signal is not None or excused.doubts or unsure == 0


def _read_on_telegram(api: BotApi) -> Iterator[str]:
    for chat in api.world.chats.values():
        yield from {bubble.text for bubble in chat.bubbles.values() if bubble.own}


def _read_on_signal(signal: SignalCli | None) -> Iterator[str]:
    for person in signal.world.people.values() if signal else ():
        yield from {bubble.text for bubble in person.bubbles}


def order_is_kept(api: BotApi) -> None:
    """Questions came to each phone in the order in which they were asked, for the first time."""
    last: dict[int, int] = {}
    seen: set[tuple[int, int]] = set()
    for call in _shown(api):
        number = _question(call)
        if number is not None and (call.chat_id, number) not in seen:
            assert number > last.get(call.chat_id, 0), "a question came too early"
            seen.add((call.chat_id, number))
            last[call.chat_id] = number


def _question(call: Call) -> int | None:
    """The number of a conversation's question, which its buttons carry."""
    rows = (call.params.get("reply_markup") or {}).get("inline_keyboard")
    number = rows[0][0]["callback_data"].partition(":")[0] if rows else ""
    return int(number) if number.isdecimal() else None


def _shown(api: BotApi) -> list[Call]:
    """Everything that put words on a phone."""
    return [call for call in api.calls if call.method in ("sendMessage", "editMessageText")]


def all_was_sent(store: Store, rate: float = 0, excused: Excused = KILLED) -> Counter[str]:
    """How many rows came to what; for a crowd that nobody blocked, sent is all there is.

    Uncertain is only what signal-cli had in its hands when it died, and what is excused.
    """
    by = (outbox.c.channel, outbox.c.kind, outbox.c.state)
    ended = outbox.c.state.not_in(("waiting", "sent"))
    others = select(*by, outbox.c.attempts, outbox.c.error).where(ended)
    found = store.read(lambda tx: [tuple(row) for row in tx.connection.execute(others)])
    assert [row for row in found if not _is_excused(row, excused)] == []
    doubts = sum((row[0], row[2]) == ("telegram", "uncertain") for row in found)
    assert doubts <= window_of(rate) * excused.doubts
    states = select(*by, func.count()).where(outbox.c.state != "waiting").group_by(*by)
    rows = store.read(lambda tx: tx.connection.execute(states).all())
    return Counter({f"{channel} {kind} {state}": many for channel, kind, state, many in rows})


def _is_excused(row: Sequence[Any], excused: Excused) -> bool:
    channel, kind, state = row[:3]
    if state == "expired":
        return excused.late and kind in ("campaign", "reminder")
    if state == "cancelled":  # the next one was due as well
        return excused.late and kind == "reminder"
    return bool(
        state == "uncertain" and (channel == "signal" or (excused.doubts and kind == "campaign"))
    )


def everybody_was_reminded(store: Store, guests: int, excused: Excused) -> None:
    """The day before the picnic, for which all of them are on Telegram."""
    picnics = select(events.c.id).where(events.c.title["en"].as_string() == PICNIC)
    of_it = (outbox.c.kind == "reminder", outbox.c.thing == "event", outbox.c.thing_id.in_(picnics))
    what = (outbox.c.state, outbox.c.due_at, outbox.c.sent_at, outbox.c.error)
    first = select(*what).where(*of_it, outbox.c.ahead_s == timedelta(days=1).total_seconds())
    found = store.read(lambda tx: [tuple(row) for row in tx.connection.execute(first)])
    assert len(found) >= guests, found
    assert excused.late or all(state == "sent" for state, *_ in found), found


def doubled(
    api: BotApi,
    store: Store,
    starts: Sequence[float],
    rate: float,
    excused: Excused = KILLED,
) -> list[int]:
    """How many messages went again because of each kill, never more than were in flight.

    What a process sent and could not record any more stands on phones, but in no row.
    """
    recorded = _recorded(store, "telegram")
    stands = {str(call.message_id): call.at for call in api.sent}
    assert recorded <= set(stands)
    lives = Counter(bisect(starts, at) for name, at in stands.items() if name not in recorded)
    many = [lives[life + 1] for life in range(len(starts))]
    assert many[-1] == 0, "the last process was not killed"
    windows = [*excused.windows, *[1] * (len(many) - len(excused.windows))]
    most = [window_of(rate) * times for times in windows]
    assert all(each <= limit for each, limit in zip(many, most, strict=True)), (many, most)
    return many


def doubled_on_signal(signal: SignalCli, store: Store, kills: int) -> int:
    """How many messages went to Signal again because of kills, of Lipa or of signal-cli."""
    recorded = _recorded(store, "signal")
    stands = {str(call.timestamp) for call in signal.sent}
    assert recorded <= stands
    assert len(stands - recorded) <= window_of(0) * kills
    return len(stands - recorded)


def _recorded(store: Store, channel: str) -> set[str]:
    """What the platform calls the messages of which we know that they were sent."""
    sent = (outbox.c.channel == channel, outbox.c.state == "sent", outbox.c.message != "")
    names = store.read(
        lambda tx: tx.connection.scalars(select(outbox.c.message).where(*sent)).all()
    )
    return {name for each in names for name in str(each).split(",")}
