"""Somebody's phones, in memory and in tables."""

import pytest

from domain.people.person import PersonId
from domain.phones.phone import CODE_DIGITS, CODE_LASTS, MISS_LASTS, MOST_MISSES
from domain.speech.messages import Say
from domain.speech.text import Verbatim
from domain.staff.member import Role
from tests.storage.samples import HOUR, NOW
from tests.twins.worlds import Twin

TELEGRAM, SIGNAL = "telegram", "signal"
NEVER = PersonId(99)
FAREWELL = Verbatim("Goodbye.")
LETTER = Say(Verbatim("Hello."))


@pytest.fixture
def anna(twin: Twin) -> PersonId:
    """She has joined a phone with Signal to hers with Telegram."""
    owner = twin.person()
    twin.lives.join(twin.person(SIGNAL), owner, Verbatim("Joined."), NOW)
    return owner


def test_everybody_has_the_phones_that_they_wrote_with(twin: Twin, anna: PersonId) -> None:
    """Always in the same order; nobody has none."""
    assert list(twin.links.channels(anna)) == [SIGNAL, TELEGRAM]
    assert list(twin.links.channels(twin.person(SIGNAL))) == [SIGNAL]
    assert list(twin.links.channels(NEVER)) == []
    assert twin.links.preferred(NEVER) == ""


def test_what_we_start_goes_to_the_phone_they_chose(twin: Twin, anna: PersonId) -> None:
    """Before they choose, to the one that they had first."""
    assert twin.links.preferred(anna) == TELEGRAM
    twin.links.choose(anna, SIGNAL)
    assert twin.links.preferred(anna) == SIGNAL
    twin.links.choose(anna, "pigeon")
    assert twin.links.preferred(anna) == SIGNAL


def test_a_phone_that_is_lost_is_not_preferred(twin: Twin, anna: PersonId) -> None:
    """Unless there is no other one left."""
    twin.lose(anna, TELEGRAM)
    assert twin.links.preferred(anna) == SIGNAL
    twin.lose(anna, SIGNAL)
    assert twin.links.preferred(anna) == SIGNAL


def test_a_code_is_one_person_s_until_its_time_is_over(twin: Twin) -> None:
    """Each has their own."""
    anna, ben = twin.persons(2)
    mine, theirs = twin.links.make(anna, NOW + CODE_LASTS), twin.links.make(ben, NOW + CODE_LASTS)

    assert (len(mine), mine.isdigit()) == (CODE_DIGITS, True)
    assert twin.links.owner(mine, NOW) == anna
    assert twin.links.owner(theirs, NOW) == ben
    assert twin.links.owner(mine, NOW + CODE_LASTS) is None
    assert twin.links.owner(mine, NOW - HOUR) is None  # the clock was set back
    assert twin.links.owner("", NOW) is None


def test_a_new_code_ends_the_one_before(twin: Twin) -> None:
    """Wrong ones still count."""
    anna = twin.person()
    twin.links.miss(anna, NOW)
    twin.links.make(anna, NOW)
    code = twin.links.make(anna, NOW + CODE_LASTS)

    assert twin.links.owner(code, NOW) == anna
    assert twin.links.misses(anna, NOW) == 1


def test_a_wrong_code_counts_for_an_hour(twin: Twin) -> None:
    """Each from its own instant."""
    anna, ben = twin.persons(2)
    twin.links.miss(anna, NOW)
    twin.links.miss(anna, NOW + HOUR / 2)

    assert twin.links.misses(anna, NOW + HOUR / 2) == 2
    assert twin.links.misses(anna, NOW + MISS_LASTS) == 1
    assert twin.links.misses(ben, NOW) == 0


def test_no_more_wrong_codes_are_counted_than_there_may_be(twin: Twin) -> None:
    """So that guessing on does not make the hour longer."""
    anna = twin.person()
    for _each in range(MOST_MISSES):
        twin.links.miss(anna, NOW)
    twin.links.miss(anna, NOW + HOUR / 2)

    assert twin.links.misses(anna, NOW + HOUR / 2) == MOST_MISSES
    assert twin.links.misses(anna, NOW + MISS_LASTS) == 0


def test_a_phone_that_is_separated_is_theirs_no_more(twin: Twin, anna: PersonId) -> None:
    """It hears a farewell; code and choice are gone."""
    code = twin.links.make(anna, NOW + CODE_LASTS)
    twin.links.choose(anna, SIGNAL)
    twin.links.separate(anna, SIGNAL, FAREWELL, NOW)

    assert list(twin.links.channels(anna)) == [TELEGRAM]
    assert twin.links.preferred(anna) == TELEGRAM
    assert twin.links.owner(code, NOW) is None
    assert twin.goodbyes() == [FAREWELL]


def test_words_stay_on_the_phone_they_were_written_to(twin: Twin, anna: PersonId) -> None:
    """SQL moves only reminders and announcements when they choose another one; that looks wrong
    because `Links.choose` promises it of all that waits.
    """
    twin.posts.write(anna, LETTER, NOW)
    twin.links.choose(anna, SIGNAL)

    assert [w.channel for w in twin.waits(anna) if w.what == LETTER] == [TELEGRAM]


def test_words_for_a_separated_phone_go_nowhere(twin: Twin, anna: PersonId) -> None:
    """SQL cancels them; that looks wrong because `Links.separate` promises that what waits goes to
    the other one: an answer to a message, or a place that is offered, is never heard of.
    """
    twin.posts.write(anna, LETTER, NOW)
    twin.links.separate(anna, TELEGRAM, FAREWELL, NOW)

    assert [w.what for w in twin.waits(anna) if w.what == LETTER] == []


def test_a_phone_with_new_keys_is_doubted_until_it_is_trusted(twin: Twin, anna: PersonId) -> None:
    """Each phone alone, and nobody else's."""
    ben = twin.person(SIGNAL)
    assert twin.links.doubted(anna) == frozenset()
    twin.links.doubt(anna, SIGNAL, NOW)
    assert twin.links.doubted(anna) == {SIGNAL}
    assert twin.links.doubted(ben) == twin.links.doubted(NEVER) == frozenset()

    for who, channel in ((anna, TELEGRAM), (ben, SIGNAL), (anna, "")):
        twin.links.trust(who, channel, NOW)
    assert twin.links.doubted(anna) == {SIGNAL}
    twin.links.trust(anna, SIGNAL, NOW)
    assert twin.links.doubted(anna) == frozenset()


def test_doubt_goes_with_the_phone(twin: Twin) -> None:
    """To whoever it is joined to; a phone that is separated takes it along."""
    owner, joining = twin.person(), twin.person(SIGNAL)
    twin.links.doubt(joining, SIGNAL, NOW)
    twin.lives.join(joining, owner, Verbatim("Joined."), NOW)
    assert twin.links.doubted(owner) == {SIGNAL}

    twin.links.separate(owner, SIGNAL, FAREWELL, NOW)
    assert twin.links.doubted(owner) == frozenset()


def test_whoever_works_at_the_desk_is_doubted_on_every_phone(twin: Twin) -> None:
    """Until an administrator has confirmed that it is them."""
    maja = twin.person()
    member = twin.staff.add("Maja", Role.COORDINATOR)
    code = twin.staff.invite(member, Role.COORDINATOR, NOW + HOUR)
    twin.staff.accept(code, maja, NOW)
    twin.doubt(maja)
    assert twin.links.doubted(maja) == {TELEGRAM}

    twin.staff.confirm(member, NOW)
    assert twin.links.doubted(maja) == frozenset()
