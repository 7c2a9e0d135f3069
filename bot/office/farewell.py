"""`lipa farewell`: how this service ends. First it only says so; then all are told; then all goes.

Each step is one command, and the last one is done only when nothing waits any more.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from bot.office.office import Office, read_file
from bot.office.printing import Printout
from bot.running import opening
from bot.running.faults import WRONG, CommandError
from bot.running.lock import only_one
from console.documents.files import read_announcement
from domain.campaigns.campaign import FAREWELL, CampaignId, CampaignState, SayFarewell
from domain.people.audience import Audience
from domain.staff.audit import View, Why
from storage.lives.ending import Standing, erase_everything, standing
from storage.store import Transaction

LEFT = (
    "What no program can do for you (docs/exit.md): drop a server's database, delete the backups "
    "and every copy of LIPA_SECRET_KEYS, end the bot at @BotFather, unregister the number of "
    "signal-cli and delete its store. Keep the journal of erasures until the last backup is gone."
)

GOES = (CampaignState.RUNNING, CampaignState.DONE)


@dataclass(frozen=True, slots=True)
class State:
    """What there is, by which campaign people were told, and when each survey was exported."""

    now: Standing
    told: CampaignId | None
    exported: dict[str, datetime]


def farewell(
    office: Office, tell: Path | None, *, erase: bool, ask: Callable[[str], str]
) -> Printout:
    """Without `tell` and `erase` nothing happens. `ask` puts a question and gives what was typed.

    Raises CommandError, with everything that is in the way.
    """
    if tell is not None and erase:
        raise CommandError("tell first, erase once nothing waits any more", "erase", code=WRONG)
    if tell is not None:
        return _tell(office, tell)
    state = office.read(lambda work: _state(work, office))
    return _erase(office, state, ask) if erase else _plan(office, state)


def _state(work: Transaction, office: Office) -> State:
    told = work.campaigns.about(FAREWELL)
    campaign = None if told is None else work.campaigns.show(told)
    told = told if campaign and campaign.state in GOES else None
    exports = [e for e in work.audit.all() if e.view is View.RESPONSES and e.why is Why.EXPORT]
    exported = {each.about: each.at for each in exports}
    return State(standing(work, office.now, told), told, exported)


def _plan(office: Office, state: State) -> Printout:
    """What would happen, in the order in which it has to."""
    lines = [*_would(state.now), *_exports(office, state), *_files(office)]
    ways = _in_the_way(state)
    if state.told is None:
        lines.append("Next: lipa farewell --tell announce.json, which tells everybody.")
    else:
        lines += [f"Told by campaign {state.told}: lipa campaign show {state.told}.", *ways]
        lines += [] if ways else ["Next: lipa farewell --erase, which asks before it begins."]
    document = {**asdict(state.now), "told": state.told, "in_the_way": ways}
    return Printout(document, "\n".join(["Nothing happens now.", *lines, LEFT]))


def _would(now: Standing) -> Iterator[str]:
    languages = ", ".join(f"{tag or 'none yet'} {many}" for tag, many in now.languages.items())
    yield f"{now.people} people would be erased ({languages or 'nobody'}), {now.staff} are staff."
    yield (
        f"{now.stopped} of them said /stop and {now.unreachable} cannot be reached: they would not "
        f"be told. {now.untold} have no last message yet."
    )
    yield (
        f"To come or open: {now.appointments} appointments, {now.events} events, {now.matters} "
        f"messages to the team, {now.not_begun} campaigns that have not begun, {now.waiting} "
        "messages in the outbox."
    )


def _exports(office: Office, state: State) -> Iterator[str]:
    for survey, many in state.now.responses.items():
        at = state.exported.get(survey)
        last = "never exported" if at is None else f"last exported {office.local(at)}"
        yield (
            f"{many} answers to {survey}, {last}: "
            f"lipa export responses --survey {survey} --output {survey}.csv"
        )


def _files(office: Office) -> Iterator[str]:
    settings = office.settings
    beside = (opening.journal(settings), opening.anchor(settings))
    files = (*(() if settings.on_server else (settings.database_path,)), *beside)
    yield "Files: " + ", ".join([str(path) for path in files if path.exists()] + [".env"]) + "."


def _tell(office: Office, file: Path) -> Printout:
    """Everybody, in their language. Raises CommandError when somebody could not read it."""
    command = read_announcement(read_file(file), None)
    if command.audience != Audience():
        raise CommandError("a farewell is for everybody: leave it out", "audience", code=WRONG)
    state = office.read(lambda work: _state(work, office))
    if state.told is not None:
        raise CommandError(f"Everybody was told already: lipa campaign show {state.told}.")
    lacks = sorted(set(state.now.languages) - {"", *command.text.by_language})
    if lacks:
        raise CommandError(f"people here also read {', '.join(lacks)}", "text", code=WRONG)
    campaign, many = office.perform_then(
        SayFarewell(command.text), lambda work, value: (value, work.campaigns.recipients(value))
    )
    document = {"campaign": str(campaign), "recipients": many}
    return Printout(
        document, f"{many} people are being told. Follow it: lipa campaign show {campaign}"
    )


def _in_the_way(state: State) -> list[str]:
    """Everything that somebody would lose without having been told."""
    now = state.now
    ways = {
        "Nobody was told yet: lipa farewell --tell announce.json.": state.told is None,
        f"{now.appointments} appointments are to come: cancel them, or wait.": now.appointments,
        f"{now.events} events are to come: lipa event cancel, or wait.": now.events,
        f"{now.not_begun} campaigns have not begun: lipa campaign stop.": now.not_begun,
        f"{now.waiting} messages wait in the outbox: let lipa run send them.": now.waiting,
    }
    return [way for way, there in ways.items() if there]


def _erase(office: Office, state: State, ask: Callable[[str], str]) -> Printout:
    ways = _in_the_way(state)
    if ways:
        raise CommandError(" ".join(ways))
    with _alone(office):
        words = f"erase {state.now.people} people"
        if ask(f"This cannot be undone. Type: {words}\n").strip() != words:
            raise CommandError("Nothing was erased: that was something else.")
        again = office.read(lambda work: _in_the_way(_state(work, office)))
        if again:
            raise CommandError(" ".join(again))
        erased = erase_everything(office.store.write, office.now)
    opening.anchor(office.settings).unlink(missing_ok=True)
    return Printout({"erased": erased}, f"{erased} people are erased, and everything else. {LEFT}")


def _alone(office: Office) -> AbstractContextManager[None]:
    """No `lipa run` beside this. On a server only the jobs are asked for: one process has them."""
    if not office.settings.on_server:
        return only_one(office.settings.database_path)
    lead = office.store.lead("jobs")
    if lead is None:
        raise CommandError("Lipa runs on this database: stop every process first.")
    return nullcontext()
