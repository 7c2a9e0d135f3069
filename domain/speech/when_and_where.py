"""The lines in which messages say when, where, and by which car."""

from datetime import datetime

from domain.speech.text import Moment, Show, Span, Text, _


def leaves(at: datetime, place: Text) -> Text:
    """The line that says when a car leaves, in local time, and from where."""
    time = Moment(at, Show.TIME)
    return _("🚗 A car leaves at {time} from {place}.", time=time, place=place)


def day_and_time(starts: datetime, ends: datetime) -> tuple[Text, Text]:
    """One line for the day it begins, one for the clock from beginning to end."""
    return _("📅 {day}", day=Moment(starts, Show.DAY)), _("🕒 {time}", time=Span(starts, ends))


def at_place(place: Text) -> Text:
    """The line that says where it is; a place without a translation stays as it was written."""
    return _("📍 {place}", place=place)
