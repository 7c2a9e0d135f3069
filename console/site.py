"""The desk in a browser as one application: each page a route, and what holds for all of them."""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from console.core import requests
from console.core.live import LIVE, Live
from console.core.open_keys import OpenKeys
from console.core.page_answers import FORBIDDEN, HOLDS, NOT_FOUND, Answering
from console.core.pages import Page
from console.core.requests import COOKIE, SECURE_COOKIE
from console.core.visit import Visit
from console.rail import SUBJECTS
from storage.store import Store
from translations.saying.speaker import Speaker

ASSETS = Path(__file__).with_name("assets")
POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self' data:",
        "media-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
AT_ONCE = 4  # threads that look things up; each may hold a connection of the database
FRIENDS = ("same-origin", "none")  # what a browser says of where a request comes from


class Site:
    """The desk at one address, such as `https://desk.example.org`; over TLS cookies are safer."""

    def __init__(
        self,
        store: Store,
        speaker: Speaker,
        clock: Callable[[], datetime],
        url: str,
        services: Mapping[str, Any] | None = None,
    ) -> None:
        self._store = store
        self._speaker = speaker
        self._clock = clock
        self._keys = OpenKeys()
        self._services = {"url": url, "open_keys": self._keys, **(services or {})}
        self._secure = urlsplit(url).scheme == "https"
        self._origin = url.rstrip("/")
        places = tuple(each.place for each in SUBJECTS if each.place is not None)
        self._answering = Answering(store, speaker, places)
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="desk")
        parts = tuple(part for subject in SUBJECTS for part in subject.parts)
        self._live = Live(store, self._answering, parts, clock, self._threads)

    def application(self) -> Starlette:
        """To be served behind the bounds of `bot/web/hardening.py`."""
        pages = [page for subject in SUBJECTS for page in subject.pages]
        routes = [
            Route(page.path, partial(self._answer, page), methods=_methods(page)) for page in pages
        ]
        assets = Mount("/assets", StaticFiles(directory=ASSETS))
        live = Route(LIVE, self._stream, methods=["GET"])
        app = Starlette(
            routes=[*routes, live, assets], exception_handlers={HTTPException: self._refused}
        )
        app.router.redirect_slashes = False
        return app

    def close(self) -> None:
        """No page is answered any more."""
        self._threads.shutdown(wait=True)
        self._keys.close()

    async def _answer(self, page: Page, request: Request) -> Response:
        posted = request.method == "POST"
        if posted and not self._is_ours(request):
            raise HTTPException(FORBIDDEN)
        form, files = await requests.form_of(request, page.largest) if posted else ({}, {})
        visit = self._visit(request, form, files)
        answered = partial(self._answering.answer, page, visit, posted=posted)
        return self._sent(await asyncio.get_running_loop().run_in_executor(self._threads, answered))

    async def _stream(self, request: Request) -> Response:
        return self._sent(await self._live.answer(request, self._visit(request, {}, {})))

    async def _refused(self, request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else NOT_FOUND
        if status not in (NOT_FOUND, FORBIDDEN):
            return PlainTextResponse("Please go back and try again.", status)
        page = partial(self._answering.problem, self._visit(request, {}, {}), status)
        return self._sent(await asyncio.get_running_loop().run_in_executor(self._threads, page))

    def _visit(self, request: Request, form: Any, files: Any) -> Visit:
        return Visit(
            store=self._store,
            speaker=self._speaker,
            zone=self._store.zone,
            now=self._clock(),
            language=self._language(request),
            member=None,
            signed_in=None,
            token=request.cookies.get(self._cookie, ""),
            here=request.url.path,
            address=requests.address_of(request, behind_proxy=self._secure),
            browser=requests.browser_of(request),
            path={name: str(value) for name, value in request.path_params.items()},
            query=requests.query_of(request),
            form=form,
            files=files,
            services=self._services,
        )

    def _language(self, request: Request) -> str:
        """What the browser prefers, of the languages that we speak; English where it is none."""
        closest = (self._speaker.closest(tag) for tag in requests.language_of(request))
        return next((tag for tag in closest if tag), "en")

    def _is_ours(self, request: Request) -> bool:
        """Whether a form was sent from a page of this site, as far as the browser says.

        Our pages tell nobody where somebody comes from, so that newer browsers call it "null".
        """
        site = request.headers.get("sec-fetch-site")
        if site is not None:
            return site in FRIENDS
        return request.headers.get("origin", self._origin) == self._origin

    def _sent(self, response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", POLICY)
        if self._secure:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        token = response.headers.get(HOLDS)
        if token is not None:
            del response.headers[HOLDS]
            self._set_cookie(response, token)
        return response

    def _set_cookie(self, response: Response, token: str) -> None:
        """For this browser window; the database says how long it is good for."""
        response.set_cookie(
            self._cookie,
            token,
            max_age=None if token else 0,
            path="/",
            secure=self._secure,
            httponly=True,
            samesite="lax",
        )

    @property
    def _cookie(self) -> str:
        return SECURE_COOKIE if self._secure else COOKIE


def _methods(page: Page) -> list[str]:
    return [name for name, act in (("GET", page.show), ("POST", page.act)) if act is not None]
