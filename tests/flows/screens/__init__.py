"""Screens that many transcripts show, each spelled out once in a language: see `talk.py`.

A transcript says `bot: [the menu]`: the whole entry is the name in brackets. No message begins with
a bracket, as buttons stand behind words; so a bracket with another name is a mistake.
"""

import re
import tomllib
from pathlib import Path

NAME = re.compile(r"\[([^\[\]|]+)\]")
SCREENS: dict[str, dict[str, str]] = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted(Path(__file__).parent.glob("*.toml"))
}


def spelled_out(words: str, language: str) -> str:
    """What an entry means on a phone that shows this language; other words mean themselves."""
    named = NAME.fullmatch(words)
    if named is None:
        return words
    name = named[1]
    assert any(name in screens for screens in SCREENS.values()), (
        f"No screen is called [{name}]: see tests/flows/screens."
    )
    # Where the bot says nothing, there is no language: the log shows what is missing.
    if not language:
        return words
    assert name in SCREENS.get(language, {}), (
        f"[{name}] is not spelled out in tests/flows/screens/{language}.toml."
    )
    return SCREENS[language][name]
