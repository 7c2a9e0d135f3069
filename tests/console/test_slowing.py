"""A guesser waits longer and longer, and nobody is locked out for it."""

from datetime import UTC, datetime, timedelta

from console.signing.slowing import FORGOTTEN, FREE, FREE_FROM_ALL, KEPT, LONGEST, Slowing

NOW = datetime(2026, 11, 30, 11, 0, tzinfo=UTC)
HERE, THERE = "192.0.2.1", "192.0.2.2"


def missed(many: int, address: str = HERE, name: str = "maja") -> Slowing:
    """So many misses, all at once."""
    slowing = Slowing()
    for _miss in range(many):
        slowing.miss(name, address, NOW)
    return slowing


def test_who_mistypes_does_not_wait() -> None:
    """The first few are free; each one more costs more, up to half a minute."""
    waits = [missed(many).wait("maja", HERE, NOW) for many in range(FREE + 8)]

    assert waits[:FREE] == [0] * FREE
    assert waits[FREE] > 0
    assert waits == sorted(waits)
    assert max(waits) <= LONGEST.total_seconds() + 1


def test_a_wait_ends() -> None:
    """By itself; and what is a quarter of an hour old is forgotten."""
    slowing = missed(FREE + 2)
    wait = slowing.wait("maja", HERE, NOW)

    assert slowing.wait("maja", HERE, NOW + timedelta(seconds=wait)) == 0
    slowing.miss("maja", HERE, NOW + FORGOTTEN)
    assert slowing.wait("maja", HERE, NOW + FORGOTTEN) == 0


def test_colleagues_and_other_addresses_do_not_wait() -> None:
    """An office behind one address goes on working, and so does she from elsewhere."""
    slowing = missed(FREE + 5)

    assert slowing.wait("eva", HERE, NOW) == 0
    assert slowing.wait("maja", THERE, NOW) == 0
    slowing.hit("maja", HERE)
    assert slowing.wait("maja", HERE, NOW) == 0


def test_guesses_from_everywhere_wait_together() -> None:
    """Whoever has many addresses is no faster for it."""
    slowing = Slowing()
    for number in range(FREE_FROM_ALL + 1):
        slowing.miss("maja", f"198.51.100.{number}", NOW)

    assert slowing.wait("maja", "203.0.113.9", NOW) > 0


def test_it_does_not_grow_for_ever() -> None:
    """Whoever invents names fills no memory."""
    slowing = Slowing()
    for number in range(KEPT):
        slowing.miss(str(number), HERE, NOW)

    assert len(slowing._misses) == KEPT
