"""Staff and the audit, in memory and in tables."""

from datetime import time

import pytest
from sqlalchemy.exc import IntegrityError

from domain.people.person import PersonId
from domain.staff.audit import OPERATOR, Looked, View, Why
from domain.staff.member import BY_DAY, INVITE, Duty, Hours, Member, Role, StaffId
from tests.storage.samples import HOUR, NOW
from tests.twins.worlds import Twin

NEVER = StaffId(99)


def employ(twin: Twin, who: PersonId, name: str = "Maja") -> StaffId:
    """They work here."""
    member = twin.staff.add(name, Role.COORDINATOR)
    code = twin.staff.invite(member, Role.COORDINATOR, NOW + HOUR)
    assert twin.staff.accept(code, who, NOW) == member
    return member


def test_whoever_is_new_has_no_phone_and_no_invitation(twin: Twin) -> None:
    """They stand in the order in which they came."""
    maja, ana = twin.staff.add("Maja", Role.ADMIN), twin.staff.add("Ana", Role.ADVISER)

    assert list(twin.staff.all()) == [
        Member(maja, "Maja", Role.ADMIN),
        Member(ana, "Ana", Role.ADVISER),
    ]
    assert twin.staff.get(ana) == Member(ana, "Ana", Role.ADVISER)
    assert twin.staff.get(NEVER) is None


def test_an_invitation_is_one_member_s_until_its_time_is_over(twin: Twin) -> None:
    """With the role that was said last."""
    maja, ana = twin.staff.add("Maja", Role.ADMIN), twin.staff.add("Ana", Role.ADVISER)
    mine = twin.staff.invite(maja, Role.MODERATOR, NOW + HOUR)
    theirs = twin.staff.invite(ana, Role.ADVISER, NOW + HOUR)
    invited = Member(maja, "Maja", Role.MODERATOR, invited_until=NOW + HOUR)

    assert mine.startswith(INVITE)
    assert twin.staff.invited(mine, NOW) == twin.staff.get(maja) == invited
    assert twin.staff.invited(theirs, NOW) == twin.staff.get(ana)
    assert twin.staff.invited(mine, NOW + HOUR) is None
    assert twin.staff.invited("staff-nobody", NOW) is None


def test_a_new_invitation_ends_the_one_before(twin: Twin) -> None:
    """Only the last one opens the desk."""
    maja = twin.staff.add("Maja", Role.ADMIN)
    old = twin.staff.invite(maja, Role.ADMIN, NOW + HOUR)
    twin.staff.invite(twin.staff.add("Ana", Role.ADVISER), Role.ADVISER, NOW + HOUR)
    new = twin.staff.invite(maja, Role.ADMIN, NOW + HOUR)

    assert twin.staff.invited(new, NOW) == twin.staff.get(maja)
    assert old == new or twin.staff.invited(old, NOW) is None


def test_a_key_is_proven_by_its_own_box(twin: Twin) -> None:
    """A new one begins unproven, and what was proven of the one before does not count."""
    maja = twin.staff.add("Maja", Role.ADMIN)
    twin.staff.give_key(maja, b"1" * 32, b"wrapped")
    assert twin.staff.get(maja) == Member(maja, "Maja", Role.ADMIN, key=b"1" * 32)

    twin.staff.prove_key(maja, b"1" * 32)
    assert twin.staff.get(maja) == Member(maja, "Maja", Role.ADMIN, key=b"1" * 32, proven=True)
    twin.staff.give_key(maja, b"2" * 32, b"wrapped")
    twin.staff.prove_key(maja, b"1" * 32)
    twin.staff.prove_key(NEVER, b"1" * 32)
    assert twin.staff.get(maja) == Member(maja, "Maja", Role.ADMIN, key=b"2" * 32)


def test_an_invitation_is_taken_once(twin: Twin) -> None:
    """Then the phone is theirs."""
    anna, maja = twin.person(), twin.staff.add("Maja", Role.ADMIN)
    code = twin.staff.invite(maja, Role.ADMIN, NOW + HOUR)

    assert twin.staff.accept(code, anna, NOW + HOUR) is None
    assert twin.staff.accept(code, anna, NOW) == maja
    assert twin.staff.accept(code, twin.person(), NOW) is None
    assert twin.staff.invited(code, NOW) is None
    assert twin.staff.of(anna) == Member(maja, "Maja", Role.ADMIN, anna)
    assert twin.staff.of(twin.person()) is None


def test_a_phone_is_one_member_s_only(twin: Twin) -> None:
    """SQL fails with an error of the library, not with one of ours; rules look before."""
    anna = twin.person()
    employ(twin, anna)

    with pytest.raises((IntegrityError, ValueError)):
        employ(twin, anna, "Ana")


def test_whoever_is_removed_is_gone_with_their_invitation(twin: Twin) -> None:
    """Their number is never given again: an old button must not mean somebody new."""
    anna = twin.person()
    maja = employ(twin, anna)
    code = twin.staff.invite(maja, Role.ADMIN, NOW + HOUR)
    for member in (maja, maja, NEVER):
        twin.staff.remove(member, NOW)

    assert (twin.staff.of(anna), twin.staff.get(maja)) == (None, None)
    assert twin.staff.invited(code, NOW) is None
    assert employ(twin, anna) != maja


def test_new_keys_are_doubted_until_somebody_confirms_them(twin: Twin) -> None:
    """Of one member, and not of the others."""
    anna, ben = twin.persons(2)
    maja, ana = employ(twin, anna), employ(twin, ben, "Ana")
    twin.doubt(anna)

    assert [(each.id, each.trusted) for each in twin.staff.all()] == [(maja, False), (ana, True)]
    assert [each.id for each in twin.staff.doubted()] == [maja]
    twin.staff.confirm(maja, NOW)
    assert list(twin.staff.doubted()) == []


def test_doubt_stays_with_the_phone(twin: Twin) -> None:
    """Whoever is removed and comes again with it must still be confirmed."""
    anna = twin.person()
    maja = employ(twin, anna)
    twin.doubt(anna)
    twin.staff.remove(maja, NOW)
    again = employ(twin, anna)

    assert [each.id for each in twin.staff.doubted()] == [again]


def test_duties_replace_those_before(twin: Twin) -> None:
    """Also by none."""
    maja = twin.staff.add("Maja", Role.ADMIN)
    for duties in ({Duty.FOCAL}, {Duty.FOCAL, Duty.CHILDREN}, set()):
        twin.staff.entrust(maja, frozenset(duties), NOW)
        member = twin.staff.get(maja)
        assert member is not None
        assert member.duties == duties


def test_a_role_takes_the_place_of_the_one_before(twin: Twin) -> None:
    """Of one member; nothing else about them changes, nor does an invitation end."""
    anna = twin.person()
    maja, ana = employ(twin, anna), twin.staff.add("Ana", Role.ADVISER)
    code = twin.staff.invite(ana, Role.ADVISER, NOW + HOUR)
    twin.staff.change_role(maja, Role.VIEWER)
    twin.staff.change_role(ana, Role.MODERATOR)

    assert twin.staff.of(anna) == Member(maja, "Maja", Role.VIEWER, anna)
    invited = Member(ana, "Ana", Role.MODERATOR, invited_until=NOW + HOUR)
    assert twin.staff.invited(code, NOW) == invited


def test_hours_replace_those_before(twin: Twin) -> None:
    """Also by none: then they never hear of anything."""
    maja, ana = twin.staff.add("Maja", Role.ADMIN), twin.staff.add("Ana", Role.ADVISER)
    for hours in (Hours(time(0), time(23, 59)), None, Hours(time(9, 30), time(17))):
        twin.staff.set_hours(maja, hours)
        assert twin.staff.get(maja) == Member(maja, "Maja", Role.ADMIN, hours=hours)

    assert twin.staff.get(ana) == Member(ana, "Ana", Role.ADVISER, hours=BY_DAY)


def test_an_invitation_is_taken_in_a_browser_without_a_phone(twin: Twin) -> None:
    """It is worth nothing afterwards, and a phone that they had stays theirs."""
    anna = twin.person()
    for maja, phone in ((twin.staff.add("Eva", Role.ADMIN), None), (employ(twin, anna), anna)):
        code = twin.staff.invite(maja, Role.ADMIN, NOW + HOUR)
        assert twin.staff.accept(code, None, NOW) == maja
        assert twin.staff.accept(code, None, NOW) is None

        member = twin.staff.get(maja)
        assert member is not None
        assert (member.person, member.invited_until) == (phone, None)


def test_whoever_is_shut_out_works_here_still(twin: Twin) -> None:
    """With their phone and their keys: only what they sign in with in a browser goes."""
    anna = twin.person()
    maja = employ(twin, anna)
    twin.staff.give_key(maja, b"1" * 32, b"wrapped")
    before = twin.staff.get(maja)
    code = twin.staff.invite(maja, Role.COORDINATOR, NOW + HOUR)
    for member in (maja, NEVER):
        twin.staff.shut_out(member)

    assert twin.staff.accept(code, None, NOW) == maja
    assert twin.staff.of(anna) == before


def test_who_is_not_there_cannot_change(twin: Twin) -> None:
    """Nothing happens."""
    anna = twin.person()
    twin.staff.confirm(NEVER, NOW)
    twin.staff.entrust(NEVER, frozenset(Duty), NOW)
    twin.staff.change_role(NEVER, Role.ADMIN)
    twin.staff.set_hours(NEVER, None)
    code = twin.staff.invite(NEVER, Role.ADMIN, NOW + HOUR)
    assert twin.staff.accept(code, anna, NOW) is None

    assert list(twin.staff.all()) == []
    assert twin.staff.invited(code, NOW) is None


def test_every_look_is_kept_in_its_order(twin: Twin) -> None:
    """Also the same one twice."""
    rows = [
        Looked(NOW, OPERATOR, View.COMING, "7", Why.LIST),
        Looked(NOW, StaffId(1), View.MESSAGE, "1", Why.DESK),
        Looked(NOW, StaffId(1), View.MESSAGE, "1", Why.DESK),
    ]
    for row in rows:
        twin.audit.note(row)

    assert list(twin.looked()) == rows
    assert twin.audit.looked_at(View.MESSAGE, "1")
    assert not twin.audit.looked_at(View.MESSAGE, "7")
    assert not twin.audit.looked_at(View.COMING, "1")
