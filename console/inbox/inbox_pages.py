"""Messages to the team: the list, each message, kept answers, and when staff hear of new ones."""

from console.core.pages import COORDINATORS, Page, Place, Subject, Who
from console.inbox import (
    caring,
    giving_a_time,
    kept_answers,
    message_list,
    one_message,
    replying,
    telling,
)
from console.inbox.kept_answers import ANSWERS
from console.inbox.replying import INBOX
from domain.matters.matter import READERS
from domain.speech.text import _
from domain.staff.member import Duty

THOSE_WHO_READ = Who(roles=frozenset(READERS), duties=frozenset({Duty.FOCAL}))
ONE = f"{INBOX}/{{number}}"

SUBJECT = Subject(
    place=Place(
        path=INBOX,
        title=_("Messages"),
        who=THOSE_WHO_READ,
        key="m",
        count=message_list.waiting,
    ),
    pages=(
        Page(path=INBOX, who=THOSE_WHO_READ, show=message_list.show, act=message_list.search),
        Page(path=f"{INBOX}/hours", who=THOSE_WHO_READ, show=telling.show, act=telling.change),
        Page(path=f"{INBOX}/lock", who=THOSE_WHO_READ, act=caring.lock),
        Page(path=ANSWERS, who=COORDINATORS, show=kept_answers.show),
        Page(
            path=f"{ANSWERS}/new",
            who=COORDINATORS,
            show=kept_answers.new,
            act=kept_answers.add,
        ),
        Page(
            path=f"{ANSWERS}/{{answer}}",
            who=COORDINATORS,
            show=kept_answers.edit,
            act=kept_answers.change,
        ),
        Page(path=f"{ANSWERS}/{{answer}}/drop", who=COORDINATORS, act=kept_answers.drop),
        Page(
            path=ONE,
            who=THOSE_WHO_READ,
            show=one_message.show,
            act=replying.answer,
            drafted=True,
        ),
        # What answers a sealed message is typed into no draft: the server's keys open those.
        Page(
            path=f"{ONE}/sealed",
            who=THOSE_WHO_READ,
            show=one_message.show,
            act=replying.answer,
        ),
        Page(path=f"{ONE}/unlock", who=THOSE_WHO_READ, show=one_message.show, act=caring.unlock),
        Page(path=f"{ONE}/hand", who=THOSE_WHO_READ, show=one_message.show, act=caring.hand),
        Page(path=f"{ONE}/close", who=THOSE_WHO_READ, show=one_message.show, act=caring.close),
        Page(path=f"{ONE}/reopen", who=THOSE_WHO_READ, show=one_message.show, act=caring.reopen),
        Page(path=f"{ONE}/grant", who=THOSE_WHO_READ, show=one_message.show, act=caring.grant),
        Page(
            path=f"{ONE}/time",
            who=COORDINATORS,
            show=giving_a_time.show,
            act=giving_a_time.give,
        ),
    ),
)
