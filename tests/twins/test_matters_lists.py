"""Lists of what people wrote, and answers that are given again, in memory and in tables."""

from dataclasses import replace

from domain.matters.canned import Canned, CannedId
from domain.matters.matter import Matter, MatterState, Proposal, Subject
from domain.people.person import AgeGroup
from domain.staff.member import Role
from tests.storage.samples import DAY, HOUR, NOW
from tests.twins.test_matters import KEYS, get, write
from tests.twins.worlds import Twin

OPEN, ANSWERED, CLOSED = MatterState.OPEN, MatterState.ANSWERED, MatterState.CLOSED
NEVER = CannedId(99)


def test_what_is_listed_stands_the_oldest_first(twin: Twin) -> None:
    """Of these states alone, and of none where none is said."""
    anna, ben = twin.persons(2)
    first, second, third, over = (write(twin, who) for who in (ben, anna, ben, anna))
    twin.matters.answer(second, "Here.")
    twin.matters.close(over, NOW)

    assert [each.id for each in twin.matters.listed(OPEN)] == [first, third]
    assert [each.id for each in twin.matters.listed(ANSWERED, OPEN)] == [first, second, third]
    assert [each.id for each in twin.matters.listed(CLOSED)] == [over]
    assert twin.matters.listed() == []


def test_a_list_tells_nothing_that_was_written(twin: Twin) -> None:
    """Neither by them nor by us; who reads it, and by when, it does tell."""
    anna, eva = twin.reader("ar"), twin.staff.add("Eva", Role.ADMIN)
    twin.people.set_age_group(anna, AgeGroup.UNDER_18, NOW)
    plain, boxed = (
        twin.matters.add(anna, Subject.PROPOSAL, "Chess", NOW),
        twin.matters.add(anna, Subject.STAFF, "She!", NOW + HOUR, eva, KEYS),
    )
    twin.matters.attach(plain, Proposal(NOW + DAY, "The park", "Chess"))
    twin.matters.answer(plain, "Yes.")
    twin.matters.hand(plain, eva, "Please.")
    twin.matters.answer_sealed(boxed, "Here.", NOW.date(), KEYS, kept=True)
    twin.matters.close(boxed, NOW + HOUR)

    assert list(twin.matters.listed(ANSWERED, CLOSED)) == [
        bare(get(twin, each)) for each in (plain, boxed)
    ]


def bare(matter: Matter) -> Matter:
    """Without anything that was written."""
    closed = replace(matter, box=b"", keys=0, answer_box=b"", answered_on=None)
    return replace(closed, words="", answer="", note="", proposal=None)


def test_the_newest_come_first_and_whole(twin: Twin) -> None:
    """So many of them, whatever became of them."""
    anna, ben = twin.persons(2)
    oldest, second, third = (write(twin, who) for who in (anna, ben, anna))
    twin.matters.answer(second, "Here.")
    last = write(twin, ben)
    twin.matters.close(third, NOW)

    assert list(twin.matters.recent(3)) == [get(twin, each) for each in (last, third, second)]
    assert [each.id for each in twin.matters.recent(9)] == [last, third, second, oldest]
    assert list(twin.matters.recent(0)) == []


def test_answers_that_are_given_again_stand_by_name(twin: Twin) -> None:
    """Two may have one name; other words take the place of those before."""
    washing = twin.matters.keep_canned(None, "Washing", {"en": "In the cellar."})
    buses = twin.matters.keep_canned(None, "Buses", {"en": "Line 6.", "ar": "الخط 6."})
    again = twin.matters.keep_canned(None, "Washing", {})
    assert twin.matters.keep_canned(washing, "Washing", {"en": "Upstairs."}) == washing

    assert list(twin.matters.canned()) == [
        Canned(buses, "Buses", {"en": "Line 6.", "ar": "الخط 6."}),
        Canned(washing, "Washing", {"en": "Upstairs."}),
        Canned(again, "Washing", {}),
    ]


def test_an_answer_that_was_dropped_is_offered_no_more(twin: Twin) -> None:
    """The others stay, also when another one comes; what is gone cannot change."""
    first, second = (twin.matters.keep_canned(None, name, {}) for name in ("A", "B"))
    for number in (first, first, NEVER):
        twin.matters.drop_canned(number)
    twin.matters.keep_canned(first, "A", {"en": "Here."})
    third = twin.matters.keep_canned(None, "C", {})

    assert list(twin.matters.canned()) == [Canned(second, "B", {}), Canned(third, "C", {})]
