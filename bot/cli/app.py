"""The command line: `lipa …`. Each group is a module here; what its commands do is in
`bot/office/`, loaded only when it is needed, so that help is quick.

Results go to stdout, with `--json` as one document; errors are one line on stderr, with `--json`
as `{"error": {"field", "message"}}`. Exit code 2 is wrong use or input, 1 is any other failure.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot.cli import advice, auditing, campaigns, events, keeping, signal, staff, surveys
from bot.cli.arguments import At, File, Json
from bot.cli.doing import do, document
from bot.running.faults import FAILED, WRONG, Fault, faults_of

app = typer.Typer(
    help="Lipa, a chatbot for asylum seekers, refugees and migrants.",
    add_completion=False,
    rich_markup_mode=None,  # plain help, and twice as quick
    pretty_exceptions_enable=False,
    no_args_is_help=False,
)
app.add_typer(events.events, name="event")
app.add_typer(campaigns.campaigns, name="campaign")
app.add_typer(advice.slots, name="slots")
app.add_typer(advice.appointments, name="appointments")
app.add_typer(surveys.surveys, name="survey")
app.add_typer(keeping.keys, name="keys")
app.add_typer(keeping.retention, name="retention")
app.add_typer(staff.staff, name="staff")
app.add_typer(auditing.audit, name="audit")
app.add_typer(signal.signal, name="signal")


@app.command()
def announce(file: File, at: At = None, json: Json = False) -> None:
    """Send an announcement from announce.json."""
    do("events.tell", file, at, json=json)


@app.command()
def export(
    what: Annotated[str, typer.Argument(metavar="responses|appointments|rsvps")],
    output: Annotated[Path, typer.Option(metavar="FILE", help="The file to write.")],
    format_: Annotated[str, typer.Option("--format", metavar="csv|xlsx|json")] = "csv",
    survey: Annotated[str | None, typer.Option(metavar="ID", help="For responses.")] = None,
    json: Json = False,
) -> None:
    """Write a file for your own tools."""
    do("exports.export", what, format_, survey, output, json=json)


@app.command()
def languages(json: Json = False) -> None:
    """How far each translation is."""
    do("translation_progress.show", json=json, office=False)


@app.command()
def understand() -> None:
    """What the bot makes of typed words: JSON lines in, JSON lines out."""
    load = import_module("bot.settings.settings").load
    clock = import_module("bot.clock").system_clock
    for line in import_module("bot.office.understanding").lines(load(), clock, sys.stdin):
        typer.echo(line)


@app.command()
def check(json: Json = False) -> None:
    """Look at everything and say what to mend."""
    do("checking.check", json=json, office=False)


@app.command(hidden=True)
def setup(json: Json = False) -> None:
    """Make what is missing: a key, the database, the surveys that come with Lipa."""
    do("upkeep.setup", json=json, office=False)


@app.command()
def migrate(json: Json = False) -> None:
    """Bring the database to the newest shape."""
    do("upkeep.migrate", json=json, office=False)


@app.command()
def run(
    only: Annotated[
        str | None, typer.Option(metavar="PARTS", help="telegram, signal, sender, jobs, web")
    ] = None,
) -> None:
    """Run everything that is configured."""
    raise typer.Exit(import_module("bot.running.run").main(only))


@app.command()
def chat(
    language: Annotated[str, typer.Option(metavar="TAG", help="What your phone speaks.")] = "",
    as_: Annotated[str, typer.Option("--as", metavar="NAME", help="Who you are.")] = "me",
) -> None:
    """Talk to the bot in this terminal."""
    raise typer.Exit(import_module("bot.running.chat").main(as_, language))


@app.command()
def demo() -> None:
    """See the main job without any account."""
    raise typer.Exit(import_module("bot.demo.showing").main())


def _fail(code: int, faults: Sequence[Fault], *, json: bool) -> NoReturn:
    if json:
        first = {"field": faults[0].field or None, "message": faults[0].message}
        typer.echo(document({"error": first}), err=True)
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
    logs = import_module("bot.running.logs")
    where = (logs.frames(error.__traceback__) or ["elsewhere"])[-1]
    return Fault("", f"Something unexpected went wrong ({logs.kind(error)} in {where}).")
