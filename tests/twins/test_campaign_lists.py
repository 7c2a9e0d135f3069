"""Whom messages to many leave out, and how they are listed and counted, in memory and in tables."""

from domain.campaigns.campaign import CampaignState, Counts, Missing, Recipients
from domain.staff.member import Role
from tests.storage.samples import HOUR, NOW
from tests.twins.test_campaigns import EVERYBODY, OTHERS, announce, goes
from tests.twins.worlds import Twin

DONE, PLANNED = CampaignState.DONE, CampaignState.PLANNED
RUNNING, STOPPED = CampaignState.RUNNING, CampaignState.STOPPED


def test_those_who_work_here_are_left_out_unless_they_are_asked_for(twin: Twin) -> None:
    """What concerns them reaches them as anybody."""
    _anna, maja = twin.reader(), twin.reader()
    member = twin.staff.add("Maja", Role.COORDINATOR)
    twin.staff.accept(twin.staff.invite(member, Role.COORDINATOR, NOW + HOUR), maja, NOW)

    many = [
        twin.campaigns.reach(recipients)
        for recipients in (EVERYBODY, Recipients(staff=True), Recipients(concerned=True))
    ]

    assert many == [1, 2, 2]


def test_some_is_for_those_who_live_here_or_are_new(twin: Twin) -> None:
    """As they told us."""
    neighbour, _new, _another = twin.reader(), twin.reader(), twin.reader()
    twin.people.set_local(neighbour, local=True)

    many = [twin.campaigns.reach(Recipients(local=local)) for local in (True, False, None)]

    assert many == [1, 2, 3]


def test_they_are_counted_by_language(twin: Twin) -> None:
    """All together they are those whom it reaches."""
    for language in ("ar", "ar", "fa"):
        twin.reader(language)

    assert twin.campaigns.by_language(EVERYBODY) == {"ar": 2, "fa": 1}


def test_a_list_says_what_waits(twin: Twin) -> None:
    """The newest first; what was stopped waits no more."""
    twin.reader()
    first, later = announce(twin), announce(twin, due=NOW + HOUR)
    stopped = announce(twin, say=OTHERS)
    twin.campaigns.stop(stopped)

    listed = twin.campaigns.newest(9)

    assert [(each.id, each.state, each.waiting) for each in listed] == [
        (stopped, STOPPED, 0),
        (later, PLANNED, 0),
        (first, RUNNING, 1),
    ]
    assert [each.id for each in twin.campaigns.newest(1, before=later)] == [first]


def test_what_runs_without_anything_that_waits_is_done(twin: Twin) -> None:
    """Also where it was for nobody in the end."""
    twin.reader("ar")
    empty = announce(twin, missing=Missing.SKIP)

    assert goes(twin, empty) == (DONE, 1, Counts(skipped=1))
    assert twin.campaigns.newest(1)[0].state is DONE


def test_what_became_of_it_is_told_by_language(twin: Twin) -> None:
    """It adds up to the counts."""
    for language in ("en", "ar", "ar"):
        twin.reader(language)
    campaign = announce(twin, missing=Missing.SKIP)

    shares = {(s.language, s.state): s.many for s in twin.campaigns.shares(campaign)}

    assert shares == {("en", "waiting"): 1, ("ar", "skipped"): 2}
    assert twin.campaigns.sent_since(campaign, NOW - HOUR) == 0
