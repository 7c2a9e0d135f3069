"""The command line: `lipa …`. Here are the commands and their options; what they do is in
`bot/commands/`, loaded only when it is needed, so that help is quick.

Results go to stdout, with `--json` as one document; errors are one line on stderr, with `--json`
as `{"error": {"field", "message"}}`. Exit code 2 is wrong use or input, 1 is any other failure.
"""

import json as jsons
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from bot.commands.answers import FAILED, WRONG, Answer, Fault, faults_of

app = typer.Typer(
    help="Lipa, a chatbot for asylum seekers, refugees and migrants.",
    add_completion=False,
    rich_markup_mode=None,  # plain help, and twice as quick
    pretty_exceptions_enable=False,
    no_args_is_help=False,
)


def _group(name: str, about: str) -> typer.Typer:
    group = typer.Typer(help=about)
    app.add_typer(group, name=name)
    return group


events = _group("event", "Events that people can come to.")
campaigns = _group("campaign", "Messages to many people.")
slots = _group("slots", "Times for legal advice.")
appointments = _group("appointments", "Legal advice that is booked.")
surveys = _group("survey", "Surveys.")
keys = _group("keys", "The keys that seal what is kept about people.")
retention = _group("retention", "What is kept no longer than needed.")
staff = _group("staff", "Who works at the desk.")
audit = _group("audit", "Who looked at people's data.")
signal = _group("signal", "The account on Signal.")

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
File = Annotated[Path, typer.Argument(metavar="FILE", help="The file to read.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="As the list shows it.")]
At = Annotated[
    str | None, typer.Option(metavar="TIME", help="When, such as 2026-12-06T15:00+01:00.")
]


def _do(name: str, *arguments: Any, json: bool, office: bool = True, **options: Any) -> None:
    """Run `module.function` of `bot/commands` and print its answer."""
    module, _dot, function = name.partition(".")
    act = getattr(import_module(f"bot.commands.{module}"), function)
    if office:
        opened = import_module("bot.commands.office").Office.opened
        with opened() as desk:
            answer: Answer = act(desk, *arguments, **options)
    else:
        answer = act(*arguments, **options)
    typer.echo(_document(answer.document) if json else answer.text)
    if answer.code:
        raise typer.Exit(answer.code)


@events.command("add")
def event_add(file: File, json: Json = False) -> None:
    """Add an event from event.json."""
    _do("events.add", file, json=json)


@events.command("list")
def event_list(json: Json = False) -> None:
    """All events."""
    _do("events.show", json=json)


@events.command("announce")
def event_announce(
    event: Id,
    at: At = None,
    again: Annotated[bool, typer.Option("--again", help="Allow a second time.")] = False,
    json: Json = False,
) -> None:
    """Invite the event's audience."""
    _do("events.announce", event, at, again=again, json=json)


@events.command("change")
def event_change(event: Id, file: File, json: Json = False) -> None:
    """Put another event.json in its place, and tell those who come."""
    _do("events.change", event, file, json=json)


@events.command("cancel")
def event_cancel(event: Id, json: Json = False) -> None:
    """Cancel it, and tell those who come."""
    _do("events.cancel", event, json=json)


@app.command()
def announce(file: File, at: At = None, json: Json = False) -> None:
    """Send an announcement from announce.json."""
    _do("events.tell", file, at, json=json)


@campaigns.command("show")
def campaign_show(
    campaign: Id,
    follow: Annotated[bool, typer.Option("--follow", help="Show a bar until it is over.")] = False,
    json: Json = False,
) -> None:
    """How far a campaign is."""
    if follow and not json:
        _do("campaigns.follow", campaign, _bar, json=json)
    else:
        _do("campaigns.show", campaign, json=json)


@campaigns.command("stop")
def campaign_stop(campaign: Id, json: Json = False) -> None:
    """Cancel what was not sent yet."""
    _do("campaigns.stop", campaign, json=json)


@slots.command("add")
def slots_add(file: File, json: Json = False) -> None:
    """Offer an adviser's times from slots.json."""
    _do("advice.add_slots", file, json=json)


@appointments.command("list")
def appointments_list(
    day: Annotated[str | None, typer.Option(metavar="DAY", help="Such as 2026-12-02.")] = None,
    json: Json = False,
) -> None:
    """Who comes when."""
    _do("advice.appointments", day, json=json)


@surveys.command("add")
def survey_add(
    file: File,
    accept_risk: Annotated[
        bool, typer.Option("--accept-risk", help="Leave out what would identify people.")
    ] = False,
    json: Json = False,
) -> None:
    """Offer a survey from a workbook (XLSForm)."""
    _do("surveys.add", file, accept_risk=accept_risk, json=json)


@surveys.command("send")
def survey_send(survey: Id, at: At = None, json: Json = False) -> None:
    """Ask everybody who has not answered."""
    _do("surveys.send", survey, at, json=json)


@app.command()
def export(
    what: Annotated[str, typer.Argument(metavar="responses|appointments|rsvps")],
    output: Annotated[Path, typer.Option(metavar="FILE", help="The file to write.")],
    format_: Annotated[str, typer.Option("--format", metavar="csv|xlsx|json")] = "csv",
    survey: Annotated[str | None, typer.Option(metavar="ID", help="For responses.")] = None,
    json: Json = False,
) -> None:
    """Write a file for your own tools."""
    _do("exports.export", what, format_, survey, output, json=json)


@app.command()
def languages(json: Json = False) -> None:
    """How far each translation is."""
    _do("languages.show", json=json, office=False)


@app.command()
def understand() -> None:
    """What the bot makes of typed words: JSON lines in, JSON lines out."""
    load = import_module("bot.settings").load
    clock = import_module("bot.clock").system_clock
    for line in import_module("bot.commands.understanding").lines(load(), clock, sys.stdin):
        typer.echo(line)


@app.command()
def check(json: Json = False) -> None:
    """Look at everything and say what to mend."""
    _do("checking.check", json=json, office=False)


@app.command(hidden=True)
def setup(json: Json = False) -> None:
    """Make what is missing: a key, the database, the surveys that come with Lipa."""
    _do("upkeep.setup", json=json, office=False)


@app.command()
def migrate(json: Json = False) -> None:
    """Bring the database to the newest shape."""
    _do("upkeep.migrate", json=json, office=False)


@keys.command("rotate")
def keys_rotate(json: Json = False) -> None:
    """Wrap every data key under the first secret key."""
    _do("upkeep.rotate_keys", json=json)


@retention.command("run")
def retention_run(json: Json = False) -> None:
    """Let go of everything whose time is over."""
    _do("upkeep.run_retention", json=json)


@staff.command("add")
def staff_add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="An adviser's, as in slots.json.")],
    role: Annotated[str, typer.Option(metavar="coordinator|adviser|moderator|admin")],
    json: Json = False,
) -> None:
    """Invite somebody; the code links their chat."""
    _do("staff.add", name, role, json=json)


@staff.command("list")
def staff_list(json: Json = False) -> None:
    """Everybody who works here."""
    _do("staff.show", json=json)


@staff.command("remove")
def staff_remove(member: Id, json: Json = False) -> None:
    """Close the desk to somebody."""
    _do("staff.remove", member, json=json)


@staff.command("entrust")
def staff_entrust(
    member: Id,
    duty: Annotated[str, typer.Argument(metavar="focal|children")],
    end: Annotated[bool, typer.Option("--end", help="It is theirs no more.")] = False,
    json: Json = False,
) -> None:
    """Name a focal point, or who was cleared for work with people under 18."""
    _do("staff.entrust", member, duty, end=end, json=json)


@staff.command("confirm")
def staff_confirm(member: Id, json: Json = False) -> None:
    """Say that a new phone is really theirs."""
    _do("staff.confirm", member, json=json)


@audit.command("list")
def audit_list(json: Json = False) -> None:
    """Who looked at what, and why."""
    _do("auditing.show", json=json)


@signal.command("captcha")
def signal_captcha(
    captcha: Annotated[
        str | None, typer.Argument(metavar="CAPTCHA", help="As signalcaptcha://…, once solved.")
    ] = None,
    json: Json = False,
) -> None:
    """Show that a person stands behind the bot, when Signal asks."""
    _do("signal.captcha", captcha, json=json)


@app.command()
def run(
    only: Annotated[
        str | None, typer.Option(metavar="PARTS", help="telegram, signal, sender, jobs, web")
    ] = None,
) -> None:
    """Run everything that is configured."""
    raise typer.Exit(import_module("bot.run").main(only))


@app.command()
def chat(
    language: Annotated[str, typer.Option(metavar="TAG", help="What your phone speaks.")] = "",
    as_: Annotated[str, typer.Option("--as", metavar="NAME", help="Who you are.")] = "me",
) -> None:
    """Talk to the bot in this terminal."""
    raise typer.Exit(import_module("bot.chat").main(as_, language))


@app.command()
def demo() -> None:
    """See the main job without any account."""
    raise typer.Exit(import_module("bot.demo").main())


def _bar(line: str) -> None:
    end = "" if sys.stdout.isatty() else "\n"
    typer.echo(f"\r\x1b[K{line}" if sys.stdout.isatty() else line, nl=bool(end))


def _document(document: Any) -> str:
    return jsons.dumps(document, ensure_ascii=False)


def _fail(code: int, faults: Sequence[Fault], *, json: bool) -> NoReturn:
    if json:
        first = {"field": faults[0].field or None, "message": faults[0].message}
        typer.echo(_document({"error": first}), err=True)
    else:
        for fault in faults:
            typer.echo(str(fault).replace("\n", " "), err=True)
    sys.exit(code)


def main() -> None:
    """The command `lipa`."""
    arguments = sys.argv[1:] or ["--help"]
    json = "--json" in arguments
    try:
        sys.exit(app(arguments, prog_name="lipa", standalone_mode=False))
    except typer.TyperException as error:
        says = getattr(error, "format_message", error.__str__)()
        _fail(WRONG, [Fault("", says)], json=json)
    except (typer.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(FAILED)
    except Exception as error:  # noqa: BLE001 - the one place where a command's errors end
        known = faults_of(error)
        if known is None:
            known = FAILED, [_bug(error)]
        _fail(*known, json=json)


def _bug(error: Exception) -> Fault:
    """An error nobody foresaw, without its words: they may be somebody's."""
    logs = import_module("bot.logs")
    where = (logs.frames(error.__traceback__) or ["elsewhere"])[-1]
    return Fault("", f"Something unexpected went wrong ({logs.kind(error)} in {where}).")


if __name__ == "__main__":
    main()
