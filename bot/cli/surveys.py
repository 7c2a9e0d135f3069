"""`lipa survey …`: surveys."""

from typing import Annotated

import typer

from bot.cli.arguments import At, File, Id, Json
from bot.cli.doing import do

surveys = typer.Typer(help="Surveys.")


@surveys.command("add")
def survey_add(
    file: File,
    accept_risk: Annotated[
        bool, typer.Option("--accept-risk", help="Leave out what would identify people.")
    ] = False,
    json: Json = False,
) -> None:
    """Offer a survey from a workbook (XLSForm)."""
    do("surveys.add", file, accept_risk=accept_risk, json=json)


@surveys.command("send")
def survey_send(survey: Id, at: At = None, json: Json = False) -> None:
    """Ask everybody who has not answered."""
    do("surveys.send", survey, at, json=json)
