"""`python -m bot.cli` is `lipa`."""

from bot.cli.app import main

main()
