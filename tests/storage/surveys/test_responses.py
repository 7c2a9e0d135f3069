"""Surveys by version, and answers that lead back to nobody."""

from datetime import date, timedelta

from sqlalchemy import select

from domain.surveys.form import Form
from domain.surveys.survey import EVENT_FEEDBACK, SubmitResponse, SurveyId
from storage.store import Store
from storage.surveys.sealed_answers import open_answers, response_owner
from storage.surveys.tables import responses
from tests.storage.samples import DAY, NOW, a_form, person

STAY = SurveyId("stay")


def add(store: Store, form: Form, later: timedelta = timedelta(0)) -> None:
    """Offer a form."""
    store.write(lambda tx: tx.surveys.add(form, NOW + later))


def test_a_form_is_read_as_it_was_added(store: Store) -> None:
    """Every version stays, the last one added is the newest."""
    add(store, a_form("1"))
    add(store, a_form("2"))

    assert store.read(lambda tx: tx.surveys.form(STAY)) == a_form("2")
    assert store.read(lambda tx: tx.surveys.form(STAY, "1")) == a_form("1")
    assert store.read(lambda tx: tx.surveys.form(STAY, "3")) is None
    assert store.read(lambda tx: tx.surveys.form(SurveyId("other"))) is None


def test_an_old_version_added_again_is_the_newest(store: Store) -> None:
    """Even within the same millisecond."""
    for version in ("1", "2", "1"):
        add(store, a_form(version))

    form = store.read(lambda tx: tx.surveys.form(STAY))

    assert form == a_form("1")


def test_an_answered_survey_is_not_offered_again(store: Store) -> None:
    """Also not its next version; an occasion counts for itself."""
    add(store, a_form())
    anna = person(store)
    before = store.read(lambda tx: tx.surveys.open_to(anna))

    store.write(lambda tx: tx.surveys.mark_answered(anna, STAY, ""))
    add(store, a_form("2"), DAY)

    assert before == [a_form()]
    assert store.read(lambda tx: tx.surveys.open_to(anna)) == []
    assert store.read(lambda tx: tx.surveys.answered(anna, STAY))
    assert not store.read(lambda tx: tx.surveys.answered(anna, STAY, "7"))


def test_the_question_about_an_event_is_not_for_everybody(store: Store) -> None:
    """Only those who came are asked."""
    form = a_form()
    asked = Form(EVENT_FEEDBACK, "1", form.title, "en", ("en",), form.rows)

    add(store, asked)

    assert store.read(lambda tx: tx.surveys.open_to(person(store))) == []


def test_answers_stand_sealed_under_a_key_of_their_own(store: Store) -> None:
    """With a random number and the day, and nothing about the person."""
    given = SubmitResponse(STAY, "1", "", {"food": "good", "rooms": ("bad",), "wish": "tea"})

    for _time in range(2):
        store.write(lambda tx: tx.surveys.keep(given, "ar", date(2026, 12, 1)))

    one, two = store.read(lambda tx: tx.connection.execute(select(responses)).all())
    key = store.read(lambda tx: tx.keys.keyring.unwrap(one.key_wrapped, response_owner(one.id)))
    opened = open_answers(key, one.id, one.answers_sealed)
    assert opened == {"food": "good", "rooms": ["bad"], "wish": "tea"}
    assert (one.day, one.language) == (date(2026, 12, 1), "ar")
    assert one.id != two.id
    assert one.answers_sealed != two.answers_sealed


def test_results_are_counted_and_the_few_are_hidden(store: Store) -> None:
    """Of the newest form; nothing while there are fewer than five."""
    add(store, a_form())
    for food, many in (("good", 4), ("bad", 3), ("good", 8)):
        for _each in range(many):
            given = SubmitResponse(STAY, "1", "", {"food": food, "rooms": ("bad",)})
            store.write(lambda tx, given=given: tx.surveys.keep(given, "ar", date(2026, 12, 1)))  # type: ignore[misc]  # the loop's own
        found = store.read(lambda tx: tx.surveys.results(STAY))
        assert found is not None
        assert bool(found.many) == bool(found.tallies)

    assert found is not None
    food_, rooms = found.tallies
    assert [count.many for count in food_.counts] == [None, None]
    assert [count.many for count in rooms.counts] == [0, 15]
    assert store.read(lambda tx: tx.surveys.results(SurveyId("gone"))) is None
    assert [form.id for form in store.read(lambda tx: tx.surveys.all())] == ["stay"]
