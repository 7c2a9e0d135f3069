"""The public calendar: what is on, as a feed that any calendar program reads. Nobody is in it, and
nothing that is for some ages only: nobody says there how old they are.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.clock import Clock
from domain.events.event import Event
from flows.events.calendar_file import calendar_feed

PATH = "/events.ics"
FRESH = "public, max-age=900"  # calendar programs ask every quarter of an hour at most
LONGEST_TAG = 20

Upcoming = Callable[[datetime], Sequence[Event]]


def route(upcoming: Upcoming, clock: Clock) -> Route:
    """`GET /events.ics?language=ar`; what is not written in that language is said in another."""

    async def feed(request: Request) -> Response:
        language = request.query_params.get("language", "en")[:LONGEST_TAG]
        to_come = await run_in_threadpool(upcoming, clock())
        events = [each for each in to_come if not each.audience.age_groups]
        content = calendar_feed(events, language, clock())
        return Response(content, media_type="text/calendar", headers={"Cache-Control": FRESH})

    return Route(PATH, feed, methods=["GET"])
