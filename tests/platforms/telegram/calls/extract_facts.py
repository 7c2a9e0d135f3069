"""Extract the names, types and required fields of the Bot API into a compact list of facts.

    pip download --no-deps --no-binary :all: aiogram==3.28.2
    tar xzf aiogram-3.28.2.tar.gz aiogram-3.28.2/.butcher/schema/schema.json
    python -m tests.platforms.telegram.calls.extract_facts .../schema.json .../facts_10_0.json

aiogram's source distribution carries the published Bot API pages as JSON. Only facts are taken: no
description leaves that file, except the constant that a discriminating field must hold.

Types are written as in the pages ("Array of String", "Integer or String"); a leading "!" means
required, and "=name" means the constant "name".
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

MEMBER = re.compile(r"^ - (\w+)$", re.MULTILINE)
CONSTANT = re.compile(r"(?:must be|always) [\"“'*]*([a-z0-9_]+)[\"”'*]*\.?$")
EMPTY = {
    "InputFile",
    "CallbackGame",
    "ForumTopicClosed",
    "ForumTopicReopened",
    "GeneralForumTopicHidden",
    "GeneralForumTopicUnhidden",
    "VideoChatStarted",
}


def extract(schema: dict[str, Any]) -> dict[str, Any]:
    """Reduce the schema to ``{"version", "methods", "types", "unions"}``."""
    facts: dict[str, Any] = {"version": schema["api"]["version"]}
    facts |= {"methods": {}, "types": {}, "unions": {}}
    for item in schema["items"]:
        for entity in item["children"]:
            _file(entity, facts)
    return facts


def _file(entity: dict[str, Any], facts: dict[str, Any]) -> None:
    name = entity["name"]
    if name[0].islower():
        facts["methods"][name] = _fields(entity)
    elif entity["annotations"] or name in EMPTY:
        facts["types"][name] = _fields(entity)
    else:
        facts["unions"][name] = MEMBER.findall(entity["description"])


def _fields(entity: dict[str, Any]) -> dict[str, str]:
    return {a["name"]: "!" * a["required"] + _type(a) for a in entity["annotations"]}


def _type(annotation: dict[str, Any]) -> str:
    written = str(annotation["type"])
    constant = CONSTANT.search(annotation["description"].strip())
    if written == "String" and annotation["required"] and constant:
        return f"={constant[1]}"
    return re.sub(r", | and ", " or ", written)


def lines(facts: dict[str, Any]) -> str:
    """Write the facts as JSON with one entity on each line, so that versions can be compared."""
    groups = []
    for group in ("methods", "types", "unions"):
        entries = (
            f"{json.dumps(k)}:{json.dumps(v, separators=(',', ':'))}"
            for k, v in sorted(facts[group].items())
        )
        groups.append(f'"{group}":{{\n' + ",\n".join(entries) + "\n}")
    return f'{{"version":{json.dumps(facts["version"])},\n' + ",\n".join(groups) + "}\n"


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:3])
    target.write_text(lines(extract(json.loads(source.read_text()))))
