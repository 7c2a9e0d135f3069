"""Whoever is not understood is not lost: what they may have meant stands beside what was asked.

1. The open question stays, and stays answerable; at most `MOST_BESIDE` answers are added to it.
2. A sentence can be sent to the team, also where a wish may be meant. Until the next message it is
   kept.
3. From the second time on people can be written to, from the third on they are named, too.
"""

from collections.abc import Iterator
from dataclasses import replace

from domain.matters.doors import SEND as SENDING
from domain.matters.matter import LONGEST_LETTER
from domain.people.doors import MENU
from domain.speech.languages import Intent, Understand
from domain.speech.messages import Option
from domain.speech.text import Text
from flows.engine.asking import SEND
from flows.engine.ear.heard import Missed
from flows.engine.kit import Expects, Words
from flows.engine.not_understood import A_PERSON, MEANT, OR_MEANT, not_understood
from flows.engine.place import Frame, standing
from flows.engine.turn import Run

MOST_BESIDE = 4
MOST_WISHES = 3
PERSON_AT = 3  # misses: then a person is named, too
FEWEST_WORDS, FEWEST_LETTERS = 3, 15  # of a sentence that somebody may want to be read


def wonder(run: Run, missed: Missed, misses: int, understand: Understand) -> None:
    """Say that it was not understood, and ask the same with what may have been meant beside it."""
    if _is_asked(run) and missed.reason is None and run.words:
        _add(run)
        return
    rests = run.frame is None or run.frame.flow == MENU().flow
    meant = [] if missed.reason is not None else _meant(run, understand)
    if rests and not meant and missed.reason is None and _can_be_sent(run):
        send(run, run.words)
    elif rests and meant:
        run.said.append(MEANT if misses % 2 else OR_MEANT)
        _did_you_mean(run, [*meant, *_people(run, misses, meant)], sends=_can_be_sent(run))
    elif rests:
        run.leave_everything()
        run.said.append(_told(run, missed, misses, None))
        run.start(MENU())
    else:
        _beside(run, missed, misses, meant)


def send(run: Run, words: str) -> None:
    """Ask whether the team shall read these words; what is under way goes on afterwards."""
    to = SENDING(words)
    run.push(Frame(to.flow, to.step, to.draft))
    run.ask()


def _is_asked(run: Run) -> bool:
    """Whether they are being asked if the team shall read it: what they write is more of it."""
    return standing(run.place) == (SENDING("").flow, SENDING("").step)


def _add(run: Run) -> None:
    before = run.frame.draft.get("words", "") if run.frame else ""
    run.pop()
    send(run, f"{before}\n{run.words}"[:LONGEST_LETTER])


def _did_you_mean(run: Run, offers: list[Option], *, sends: bool) -> None:
    words = run.words if sends else ""
    run.leave_everything()
    room = MOST_BESIDE - len(run.beside) - sends
    run.beside += [*offers[:room], *[SEND] * sends]
    run.finish()
    run.place = replace(run.place, unheard=words)


def _beside(run: Run, missed: Missed, misses: int, meant: list[Option]) -> None:
    run.said.append(_told(run, missed, misses, run.place.expects))
    people = _people(run, misses, meant)
    sends = missed.reason is None and _can_be_sent(run)
    unheard = run.words if sends and not isinstance(run.place.expects, Words) else ""
    sending = [SEND] * bool(unheard)
    offers = [*sending, *meant[: MOST_BESIDE - len(people) - len(sending)], *people]
    if run.desk.person.language:
        run.beside += offers[: MOST_BESIDE - len(run.beside)]
    run.ask()
    run.place = replace(run.place, unheard=unheard)


def _meant(run: Run, understand: Understand) -> list[Option]:
    """What the words may ask for: the likeliest question, then wishes, then another question."""
    if not run.words or run.words.startswith("/"):
        return []
    keys = understand.asked(run.words, run.desk.help.ways).maybe
    asked = [option for key in keys for option in _question(run, key)]
    heard = understand.intent(run.words) is not None  # a yes to nothing is a yes, and no wish
    wishes = run.registry.named(() if heard else understand.maybe(run.words))
    return [*asked[:1], *wishes, *asked[1:]][:MOST_WISHES]


def _question(run: Run, key: str) -> Iterator[Option]:
    question = run.desk.help.question(key)
    label = question.asked if question else run.registry.questions.get(key)
    if label is not None:
        yield Option(f"_ask:{key}", label)


def _told(run: Run, missed: Missed, misses: int, expects: Expects | None) -> Text:
    asked = not missed.read and misses >= PERSON_AT and misses % 2
    named = asked and bool(run.desk.person.language)
    return A_PERSON if named else not_understood(missed, misses, expects)


def _people(run: Run, misses: int, meant: list[Option]) -> list[Option]:
    wishes = [Intent.HUMAN] * (misses >= PERSON_AT) + [Intent.MESSAGE] * (misses > 1)
    return [each for each in run.registry.named(wishes) if each not in meant]


def _can_be_sent(run: Run) -> bool:
    """Whether it is a sentence, which somebody of the team may understand."""
    words = run.words.strip()
    long = len(words.split()) >= FEWEST_WORDS or len(words) >= FEWEST_LETTERS
    there = SENDING("").flow in run.registry.flows and bool(run.desk.person.language)
    return long and there and not words.startswith("/")
