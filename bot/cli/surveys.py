"""`lipa survey …`: surveys."""

from pathlib import Path

import click

from bot.cli.doing import do
from bot.cli.making import Group, again_option, at_option, file_argument, id_argument, json_option

surveys = Group("Surveys.")


@surveys.command("list")
@json_option
def survey_list(json: bool) -> None:
    """All there are."""
    do("survey_list.show", json=json)


@surveys.command("add")
@file_argument
@click.option("--accept-risk", is_flag=True, help="Leave out what would identify people.")
@json_option
def survey_add(file: Path, accept_risk: bool, json: bool) -> None:
    """Offer a survey from a workbook (XLSForm)."""
    do("surveys.add", file, accept_risk=accept_risk, json=json)


@surveys.command("send")
@id_argument("survey")
@at_option
@again_option
@json_option
def survey_send(survey: str, at: str | None, again: bool, json: bool) -> None:
    """Ask everybody who has not answered."""
    do("surveys.send", survey, at, again=again, json=json)
