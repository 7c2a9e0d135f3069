"""What people wrote to the team, in memory and in tables."""

from dataclasses import replace

from nacl.public import PrivateKey

from domain.matters.matter import Matter, MatterId, MatterState, Proposal, Subject
from domain.people.person import AgeGroup, PersonId
from domain.staff.member import Role
from tests.storage.samples import DAY, HOUR, NOW
from tests.twins.worlds import Twin

NEVER = MatterId(99)
MINUTE = HOUR / 60


def write(twin: Twin, who: PersonId, words: str = "Where?") -> MatterId:
    """A question, later than all before: numbers say nothing of when."""
    at = NOW + len(twin.matters.open()) * MINUTE
    return twin.matters.add(who, Subject.QUESTION, words, at)


def get(twin: Twin, matter: MatterId) -> Matter:
    """The matter, which is there."""
    found = twin.matters.get(matter)
    assert found is not None
    return found


def test_what_is_removed_is_gone(twin: Twin) -> None:
    """And nothing else of the same person; nothing happens to what is gone."""
    anna = twin.person()
    first, second = write(twin, anna), write(twin, anna)

    twin.matters.remove(first)
    twin.matters.remove(first)

    assert twin.matters.get(first) is None
    assert [each.id for each in twin.matters.of(anna)] == [second]


def test_a_matter_is_kept_as_it_was_written(twin: Twin) -> None:
    """Also without words."""
    anna, eva = twin.reader("ar"), twin.staff.add("Eva", Role.ADMIN)
    asked = write(twin, anna)
    silent = twin.matters.add(anna, Subject.DANGER, "", NOW + HOUR, eva)

    assert get(twin, asked) == Matter(
        asked, anna, Subject.QUESTION, "Where?", MatterState.OPEN, NOW, "ar"
    )
    found = get(twin, silent)
    assert (found.subject, found.words, found.about) == (Subject.DANGER, "", eva)
    assert (get(twin, asked).due, found.due) == (NOW + 3 * DAY, NOW + HOUR + DAY)
    assert twin.matters.get(NEVER) is None


def test_what_a_child_wrote_stays_a_child_s(twin: Twin) -> None:
    """Whatever they say later; who says later that they are under 18 is read as such."""
    anna, ben = twin.persons(2)
    twin.people.set_age_group(anna, AgeGroup.UNDER_18, NOW)
    first = twin.matters.add(anna, Subject.QUESTION, "", NOW, young=True)
    second = write(twin, ben)
    assert not get(twin, second).young

    twin.people.set_age_group(anna, AgeGroup.ADULT, NOW)
    twin.people.set_age_group(ben, AgeGroup.UNDER_18, NOW)

    assert get(twin, first).young
    assert get(twin, second).young


def test_more_words_take_the_place_of_what_was_written(twin: Twin) -> None:
    """Of that message alone; nothing else about it changes."""
    anna, ben = twin.persons(2)
    first, other = write(twin, anna, "Hello"), write(twin, ben, "Mine")
    before = get(twin, first)

    twin.matters.reword(first, "Hello\nMy room is cold")

    assert get(twin, first) == replace(before, words="Hello\nMy room is cold")
    assert get(twin, other).words == "Mine"


def test_one_s_own_stand_the_newest_first(twin: Twin) -> None:
    """Whatever became of them."""
    anna, ben = twin.persons(2)
    first, _other, second = write(twin, anna), write(twin, ben), write(twin, anna)
    twin.matters.close(first, NOW)

    assert [each.id for each in twin.matters.of(anna)] == [second, first]
    assert twin.matters.of(twin.person()) == []


def test_what_is_not_closed_stands_the_oldest_first(twin: Twin) -> None:
    """What is answered is not closed yet."""
    anna, ben = twin.persons(2)
    first, second, closed = write(twin, ben), write(twin, anna), write(twin, ben)
    twin.matters.answer(first, "Here.")
    twin.matters.close(closed, NOW)

    assert [each.id for each in twin.matters.open()] == [first, second]


def test_an_answer_replaces_the_one_before_and_opens_what_was_closed(twin: Twin) -> None:
    """Its words do not go now."""
    matter = write(twin, twin.person())
    twin.matters.answer(matter, "Here.")
    twin.matters.close(matter, NOW)
    twin.matters.answer(matter, "There.")

    assert (get(twin, matter).answer, get(twin, matter).state) == ("There.", MatterState.ANSWERED)
    assert twin.matters.closed_before(NOW + DAY) == []


def test_what_was_closed_is_found_in_the_order_of_writing(twin: Twin) -> None:
    """Before the instant, not at it."""
    anna = twin.person()
    first, second, third = (write(twin, anna) for _each in range(3))
    twin.matters.close(second, NOW)
    twin.matters.close(first, NOW + HOUR)
    twin.matters.close(third, NOW + 2 * HOUR)

    found = twin.matters.closed_before(NOW + 2 * HOUR)
    assert [each.id for each in found] == [first, second]
    assert [each.id for each in twin.matters.closed_before(NOW + HOUR)] == [second]


def test_what_is_opened_again_waits(twin: Twin) -> None:
    """SQL lets it wait also when it was answered and never closed."""
    anna = twin.person()
    closed, answered = write(twin, anna), write(twin, anna)
    twin.matters.close(closed, NOW)
    twin.matters.answer(answered, "Here.")
    for matter in (closed, answered):
        twin.matters.reopen(matter)

    assert [each.state for each in twin.matters.open()] == [MatterState.OPEN, MatterState.OPEN]
    assert get(twin, answered).answer == "Here."
    assert twin.matters.closed_before(NOW + DAY) == []


def test_a_matter_is_in_one_hand(twin: Twin) -> None:
    """The last one."""
    matter = write(twin, twin.person())
    maja, eva = (twin.staff.add(name, Role.ADMIN) for name in ("Maja", "Eva"))
    for member in (maja, eva):
        twin.matters.hand(matter, member)

    assert get(twin, matter).holder == eva


def test_a_proposal_is_kept_as_it_was_made(twin: Twin) -> None:
    """With its matter."""
    matter = write(twin, twin.person())
    proposal = Proposal(NOW + DAY, "The park", "Chess")
    twin.matters.attach(matter, proposal)

    assert get(twin, matter).proposal == proposal


def test_who_wrote_it_is_known_as_they_are_now(twin: Twin) -> None:
    """Their language and whether they are under 18 are read, and not kept."""
    anna = twin.person()
    matter = write(twin, anna)
    assert (get(twin, matter).language, get(twin, matter).young) == ("", False)

    twin.people.set_language(anna, "fa")
    twin.people.set_age_group(anna, AgeGroup.UNDER_18, NOW)
    assert (get(twin, matter).language, get(twin, matter).young) == ("fa", True)
    twin.people.set_age_group(anna, AgeGroup.YOUNG, NOW)
    assert not get(twin, matter).young


KEYS = [bytes(PrivateKey.generate().public_key) for _reader in range(2)]


def test_what_is_sealed_to_readers_has_no_words(twin: Twin) -> None:
    """Neither as it was written nor as it was answered; so many keys open it."""
    anna = twin.person()
    matter = twin.matters.add(anna, Subject.DANGER, "Help.", NOW, None, KEYS)
    found = get(twin, matter)
    assert (found.words, bool(found.box), found.keys, found.subject) == (
        "",
        True,
        2,
        Subject.DANGER,
    )
    assert (found.answer, found.answer_box, found.answered_on) == ("", b"", None)

    twin.matters.answer_sealed(matter, "Here.", NOW.date(), KEYS, kept=False)
    found = get(twin, matter)
    assert (found.answer, bool(found.answer_box), found.answered_on) == ("", True, NOW.date())
    assert found.state is MatterState.ANSWERED


def test_an_answer_beside_its_box_is_kept_until_it_is_read(twin: Twin) -> None:
    """That of an ordinary message stays."""
    anna = twin.person()
    sealed, plain = twin.matters.add(anna, Subject.DANGER, "", NOW, None, KEYS), write(twin, anna)
    twin.matters.answer_sealed(sealed, "Here.", NOW.date(), KEYS, kept=True)
    twin.matters.answer(plain, "There.")
    assert get(twin, sealed).answer == "Here."

    for matter in (sealed, plain, NEVER):
        twin.matters.erase_answer(matter)
    found = get(twin, sealed)
    assert (found.answer, bool(found.answer_box), found.answered_on) == ("", True, NOW.date())
    assert get(twin, plain).answer == "There."


def test_boxes_are_changed_for_others(twin: Twin) -> None:
    """With one that opens for more; that of an answer only if there is one."""
    anna = twin.person()
    one, other = (twin.matters.add(anna, Subject.DANGER, "?", NOW, None, KEYS) for _n in range(2))
    twin.matters.answer_sealed(one, "Here.", NOW.date(), KEYS, kept=True)
    found, taken = get(twin, one), get(twin, other).box

    twin.matters.share(one, taken, taken)
    twin.matters.share(other, found.box, b"")
    twin.matters.share(NEVER, taken, taken)
    assert (get(twin, one).box, get(twin, one).answer_box) == (taken, taken)
    assert (get(twin, one).answer, get(twin, one).answered_on) == ("Here.", NOW.date())
    assert (get(twin, other).box, get(twin, other).answer_box) == (found.box, b"")


def test_sealing_begins_once_for_each_subject(twin: Twin) -> None:
    """And never ends."""
    assert twin.matters.sealed() == frozenset()

    for _time in range(2):
        twin.matters.begin_sealing(Subject.DANGER)
    assert twin.matters.sealed() == {Subject.DANGER}


def test_what_is_not_there_cannot_change(twin: Twin) -> None:
    """Nothing happens."""
    twin.matters.close(NEVER, NOW)
    twin.matters.reopen(NEVER)
    twin.matters.hand(NEVER, twin.staff.add("Maja", Role.ADMIN))

    assert twin.matters.open() == []
    assert twin.matters.closed_before(NOW + DAY) == []
