"""What happens by itself. The scheduler only wakes things up: what is due stands in the tables.

It keeps nothing, so that after any outage the first run catches up with all that was missed.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from bot.clock import DISTRUST, Clock, Steady, Steps, boot_id, steady_clock
from bot.sending.recording import Writes
from domain.advice.appointment import OfferTimes
from domain.campaigns.campaign import CampaignId
from domain.events.rsvp import PassOn
from domain.events.series import ContinueSeries
from domain.matters.matter import ExpireMatters
from domain.outcome import Command, Done
from domain.people.person import PersonId
from domain.people.rights import AskTheSilent
from domain.rules import perform
from domain.staff.daily import PlanDay
from storage.lives.retention import retain
from storage.outbox.clocks import bearings
from storage.store import Transaction

CAMPAIGNS_EVERY = 1  # seconds
EXPIRE_EVERY = 300  # seconds
OFFERS_EVERY = 5  # seconds
DAY_EVERY = 60  # seconds
RETENTION_AT = {"hour": 4, "minute": 10}  # nobody reads, and no clock change doubles this hour
SILENT_AT = {"hour": 10, "minute": 20}  # people are asked, or told goodbye, by day
RETENTION_AFTER_START = timedelta(minutes=1)  # a laptop may never be awake at night
LOOK_EVERY = 1.0  # seconds; so soon it is noticed that the clock was set

LETTING_GO = ("retention", "silent")
TIME = PersonId(0)  # nobody gives these commands

log = structlog.get_logger()


class Jobs:
    """Campaigns fall due, late rows are given up, old things go. `wake` tells the sender."""

    def __init__(
        self,
        store: Writes,
        wake: Callable[[], None],
        clock: Clock,
        zone: ZoneInfo,
        days: int,
        steady: Steady = steady_clock,
    ) -> None:
        self._store = store
        self._wake = wake
        self._clock = clock
        self._zone = zone
        self._days = days
        self._steady = steady
        self._steps = Steps(clock, steady)
        self._anew = False  # the clock was set, and the scheduler does not know it yet

    async def run(self) -> None:
        """Wake things up until cancelled; it never ends by itself."""
        scheduler = self.scheduler()
        scheduler.start()
        try:
            while True:
                await asyncio.sleep(LOOK_EVERY)
                self._look()
                if self._anew:
                    self._anew = False
                    self.begin_anew(scheduler)
        finally:
            scheduler.shutdown(wait=False)

    def begin_anew(self, scheduler: AsyncIOScheduler) -> None:
        """The clock was set: all runs now, for a scheduler would wait until the old time returns.

        Whatever runs finds in the tables what is due, so nothing happens twice.
        """
        for job in scheduler.get_jobs():
            late = timedelta(seconds=DISTRUST) if job.id in LETTING_GO else timedelta()
            job.modify(next_run_time=self._clock() + late)

    def scheduler(self) -> AsyncIOScheduler:
        """All jobs with their times; a late one runs once, never beside itself."""
        late = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        scheduler = AsyncIOScheduler(timezone=self._zone, job_defaults=late)
        scheduler.add_job(self.campaigns, IntervalTrigger(seconds=CAMPAIGNS_EVERY), id="campaigns")
        scheduler.add_job(self.offers, IntervalTrigger(seconds=OFFERS_EVERY), id="offers")
        scheduler.add_job(self.day, IntervalTrigger(seconds=DAY_EVERY), id="day")
        scheduler.add_job(self.expire, IntervalTrigger(seconds=EXPIRE_EVERY), id="expire")
        scheduler.add_job(
            self.retention,
            CronTrigger(**RETENTION_AT, timezone=self._zone),
            id="retention",
            next_run_time=self._clock() + RETENTION_AFTER_START,
        )
        scheduler.add_job(
            self.silent,
            CronTrigger(**SILENT_AT, timezone=self._zone),
            id="silent",
            next_run_time=self._clock() + RETENTION_AFTER_START,
        )
        return scheduler

    async def campaigns(self) -> None:
        """Choose the recipients of what has fallen due."""
        now = self._clock()
        for campaign in await self._store.run(lambda tx: tx.campaigns.due(now)):
            await self._store.run(partial(_expand, campaign, self._clock))
            log.info("campaign began", campaign=campaign)
            self._wake()

    async def offers(self) -> None:
        """Ask whoever waits for a place or a time that is free now."""
        now = self._clock()  # before it is asked whether this is to be trusted
        act = partial(_pass_on, now=now, trusted=not await self._distrusts())
        asked = await self._store.run(act)
        if asked:
            log.info("offers", asked=asked)
            self._wake()

    async def day(self) -> None:
        """What comes again by a rule; in the morning, the list of the day for every adviser."""
        times = await self._store.run(partial(_performed, self._clock, ContinueSeries()))
        if times:
            log.info("events planned by their rule", times=times)
        lists = await self._store.run(partial(_performed, self._clock, PlanDay()))
        if lists:
            log.info("lists of the day", lists=lists)
            self._wake()

    async def matters(self) -> None:
        """Close what nobody has closed for a year, and say so."""
        closed = await self._store.run(partial(_performed, self._clock, ExpireMatters()))
        if closed:
            log.info("messages expired", messages=closed)
            self._wake()

    async def expire(self) -> None:
        """Give up what nobody would want any more; what was sent leaves the files in any case."""
        now = self._clock()
        act = partial(_expired, now=now, trusted=not await self._distrusts())
        late = await self._store.run(act)
        if late:
            log.info("rows expired", rows=late)

    async def retention(self) -> None:
        """Let go of everything whose time is over."""
        if await self._distrusts():
            return
        now = self._clock()
        gone = await self._store.run(lambda tx: retain(tx, now, self._days))
        log.info("retention", people=gone.people, rows=gone.posts, responses=gone.responses)

    async def silent(self) -> None:
        """Ask whoever was silent for a year, some at a time; erase whoever did not answer."""
        if await self._distrusts():
            return
        await self.matters()
        while many := await self._store.run(partial(_performed, self._clock, AskTheSilent())):
            log.info("silent people asked or erased", people=many)
            self._wake()

    def _look(self) -> None:
        step = self._steps.taken()
        if step:
            log.warning("the clock was set", seconds=round(step.total_seconds()))
            self._anew = True

    async def _distrusts(self) -> bool:
        """Whether the clock was set lately, and may be wrong; maybe before this process began."""
        self._look()
        set_at = await self._store.run(lambda tx: bearings.set_at(tx, boot_id()))
        return not self._steps.trusted or self._steady() - set_at < DISTRUST


def _pass_on(tx: Transaction, now: datetime, *, trusted: bool) -> int:
    commands = (PassOn(trusted), OfferTimes(trusted))
    return sum(_performed(lambda: now, command, tx) for command in commands)


def _performed(clock: Clock, command: Command[int], tx: Transaction) -> int:
    """How many the command says it was about."""
    outcome = perform(command, tx.work(TIME, clock()))
    return outcome.value if isinstance(outcome, Done) else 0


def _expired(tx: Transaction, now: datetime, *, trusted: bool) -> int:
    tx.erased = True  # what was sent, and only its readers open, must not stay in the log on disk
    return tx.outbox.expire(now) if trusted else 0


def _expand(campaign: CampaignId, clock: Clock, tx: Transaction) -> None:
    tx.campaigns.expand(campaign, clock())
