"""The command line: `lipa …`. Each group is a module here; what its commands do is in
`bot/office/`, loaded only when it is needed, so that help is quick.

Results go to stdout, with `--json` as one document; errors are one line on stderr, with `--json`
as `{"error": {"field", "message"}}`. Exit code 2 is wrong use or input, 1 is any other failure.
"""

import atexit
import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from bot.cli import advice, auditing, campaigns, events, matters, signal, staff, surveys, upkeep
from bot.cli.doing import do, document, loaded
from bot.cli.making import (
    Group,
    Positional,
    again_option,
    at_option,
    file_argument,
    json_option,
    said,
    to_write_argument,
)
from bot.running.faults import FAILED, WRONG, Fault, faults_of

app = Group("Lipa, a chatbot for asylum seekers, refugees and migrants.")


@app.command()
@file_argument
@at_option
@again_option
@json_option
def announce(file: Path, at: str | None, again: bool, json: bool) -> None:
    """Send an announcement from announce.json."""
    do("events.tell", file, at, again=again, json=json)


@app.command()
@click.argument("what", cls=Positional, metavar="responses|appointments|rsvps")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The file to write.",
    required=True,
)
@click.option("--format", "format_", metavar="csv|xlsx|json", default="csv", show_default=True)
@click.option("--survey", metavar="ID", help="For responses.")
@json_option
def export(what: str, output: Path, format_: str, survey: str | None, json: bool) -> None:
    """Write a file for your own tools."""
    do("exports.export", what, format_, survey, output, json=json)


@app.command()
@click.option(
    "--tell",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Tell everybody what stands in this announce.json.",
)
@click.option("--erase", is_flag=True, help="Erase everything, once everybody was told.")
@json_option
def farewell(tell: Path | None, erase: bool, json: bool) -> None:
    """How this service would end; without an option nothing happens."""
    do("farewell.farewell", tell, erase=erase, ask=_ask, json=json)


def _ask(question: str) -> str:
    return str(click.prompt(question, default="", show_default=False, err=True))


@app.command()
@json_option
def languages(json: bool) -> None:
    """How far each translation is."""
    do("translation_progress.show", json=json, office=False)


@app.command()
def understand() -> None:
    """What the bot makes of typed words: JSON lines in, JSON lines out."""
    load = loaded("bot.settings.settings").load
    clock = loaded("bot.clock").system_clock
    for line in loaded("bot.office.understanding").lines(load(), clock, sys.stdin):
        click.echo(line)


@app.command()
@json_option
def check(json: bool) -> None:
    """Look at everything and say what to mend."""
    do("checks.checking.check", json=json, office=False)


@app.command(hidden=True)
@json_option
def setup(json: bool) -> None:
    """Make what is missing: a key, the database, the surveys that come with Lipa."""
    do("upkeep.setup", json=json, office=False)


@app.command()
@json_option
def migrate(json: bool) -> None:
    """Bring the database to the newest shape."""
    do("upkeep.migrate", json=json, office=False)


@app.command()
@to_write_argument
@json_option
def backup(file: Path, json: bool) -> None:
    """Write all that is kept into one new file, beside the running program."""
    do("backups.backup", file, json=json, office=False)


@app.command()
@file_argument
@click.option("--replace", is_flag=True, help="In place of the database that is there.")
@json_option
def restore(file: Path, replace: bool, json: bool) -> None:
    """Bring a backup back; stop Lipa first."""
    do("backups.restore", file, json=json, office=False, replace=replace)


@app.command()
@click.option("--only", metavar="PARTS", help="telegram, signal, sender, jobs, web")
def run(only: str | None) -> None:
    """Run everything that is configured."""
    raise click.exceptions.Exit(loaded("bot.running.run").main(only))


@app.command()
@click.option("--language", metavar="TAG", default="", help="What your phone speaks.")
@click.option("--as", "name", metavar="NAME", default="me", show_default=True, help="Who you are.")
def chat(language: str, name: str) -> None:
    """Talk to the bot in this terminal."""
    raise click.exceptions.Exit(loaded("bot.running.chat").main(name, language))


@app.command()
def demo() -> None:
    """See the main job without any account."""
    raise click.exceptions.Exit(loaded("bot.demo.showing").main())


app.add_command(events.events, "event")
app.add_command(campaigns.campaigns, "campaign")
app.add_command(advice.slots, "slots")
app.add_command(advice.appointments, "appointments")
app.add_command(surveys.surveys, "survey")
app.add_command(upkeep.keys, "keys")
app.add_command(upkeep.retention, "retention")
app.add_command(staff.staff, "staff")
app.add_command(matters.matters, "matters")
app.add_command(auditing.audit, "audit")
app.add_command(signal.signal, "signal")


def _fail(code: int, faults: Sequence[Fault], *, json: bool) -> NoReturn:
    if json:
        first = {"field": faults[0].field or None, "message": faults[0].message}
        click.echo(document({"error": first}), err=True)
    else:
        for fault in faults:
            click.echo(str(fault).replace("\n", " "), err=True)
    sys.exit(code)


def main() -> None:
    """The command `lipa`."""
    atexit.register(gc.freeze)  # a process that ends need not tidy up; it takes a fifth of the time
    arguments = sys.argv[1:] or ["--help"]
    json = "--json" in arguments
    try:
        sys.exit(app.main(arguments, prog_name="lipa", standalone_mode=False))
    except click.ClickException as error:
        _fail(WRONG, [Fault("", said(error))], json=json)
    except (click.Abort, KeyboardInterrupt):
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
    logs = loaded("bot.running.logs")
    where = (logs.frames(error.__traceback__) or ["elsewhere"])[-1]
    return Fault("", f"Something unexpected went wrong ({logs.kind(error)} in {where}).")
