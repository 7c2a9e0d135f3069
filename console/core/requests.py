"""Out of a request: who sent it, and what it says. Nothing here decides."""

import re
from collections.abc import Mapping, Sequence
from hashlib import blake2b

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from console.core.visit import Upload

COOKIE = "lipa"
SECURE_COOKIE = "__Host-lipa"  # browsers take it over TLS only, and for this host alone
MOST_FIELDS = 2000
MOST_FILES = 10
PROOF = "proof"  # the field by which a form shows that it is from a page of ours

_BROWSERS = ("Firefox", "Edg", "OPR", "Chrome", "Safari")
_SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "CrOS", "Linux")
_NAMES = {"Edg": "Edge", "OPR": "Opera", "CrOS": "ChromeOS", "Mac OS": "Mac"}


def proof_of(token: str) -> str:
    """What each form of this session carries: only a page that we drew for it can know that."""
    return blake2b(token.encode(), digest_size=16, person=b"proof").hexdigest()


def browser_of(request: Request) -> str:
    """The kind of browser and device, so that people know their own; nothing finer."""
    agent = request.headers.get("user-agent", "")
    found = [next((name for name in names if name in agent), "") for names in (_BROWSERS, _SYSTEMS)]
    return ", ".join(_NAMES.get(name, name) for name in found if name) or "?"


def address_of(request: Request, *, behind_proxy: bool) -> str:
    """Where it comes from; behind a proxy on this machine the last address that it added counts."""
    told = request.headers.get("x-forwarded-for", "") if behind_proxy else ""
    direct = request.client.host if request.client else ""
    return told.rpartition(",")[2].strip() or direct


def language_of(request: Request) -> Sequence[str]:
    """The tags that the browser prefers, best first."""
    header = request.headers.get("accept-language", "")
    return re.findall(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", header)[:10]


def query_of(request: Request) -> Mapping[str, Sequence[str]]:
    """What follows the question mark."""
    return {name: request.query_params.getlist(name) for name in request.query_params}


async def form_of(
    request: Request, largest: int
) -> tuple[Mapping[str, Sequence[str]], Mapping[str, Upload]]:
    """The fields and the files of a form. Raises HTTPException for what is no form."""
    async with request.form(
        max_fields=MOST_FIELDS, max_files=MOST_FILES, max_part_size=largest
    ) as form:
        words = {
            name: [each for each in form.getlist(name) if isinstance(each, str)] for name in form
        }
        return {name: each for name, each in words.items() if each}, await _files(form)


async def _files(form: FormData) -> Mapping[str, Upload]:
    files = {name: each for name, each in form.items() if isinstance(each, UploadFile)}
    return {
        name: Upload(each.filename or "", await each.read())
        for name, each in files.items()
        if each.filename
    }
