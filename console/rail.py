"""The subjects of the desk, in the order of its rail: each folder of pages stands here once."""

from console.advice import advice_pages
from console.announcing import announcements
from console.core.pages import Subject
from console.design import gallery
from console.events import event_pages
from console.inbox import inbox_pages
from console.people import counts
from console.signing import subject as signing
from console.staff import colleagues
from console.surveys import survey_pages
from console.today import board

SUBJECTS: tuple[Subject, ...] = (
    board.SUBJECT,
    inbox_pages.SUBJECT,
    advice_pages.SUBJECT,
    event_pages.SUBJECT,
    announcements.SUBJECT,
    survey_pages.SUBJECT,
    counts.SUBJECT,
    colleagues.SUBJECT,
    signing.SUBJECT,
    gallery.SUBJECT,
)
