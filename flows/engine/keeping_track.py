"""What is kept in mind from one message to the next.

Which messages a flow took words from, so that a change of one on the phone is answered truly; and
in which language somebody writes, so that they are offered it, once.
"""

import unicodedata
from dataclasses import replace

from domain.matters.doors import SEND as SENDING
from domain.outcome import Refused
from domain.speech.languages import Intent, Understand
from domain.speech.messages import Option
from domain.speech.text import Text, Verbatim
from flows.engine.asking import SEND, SPEAK
from flows.engine.ear.heard import Chosen, Heard, Missed, Rewritten, Valued, Wanted
from flows.engine.kit import Guard, Words
from flows.engine.not_understood import REACHED_US, SENT, TAKEN_BACK
from flows.engine.place import OFFERED, Place, standing
from flows.engine.turn import Run

NOT_BESIDE = (Intent.LANGUAGE, Intent.STOP, Intent.HIDE, Intent.FORGET)  # they want just that
FEW_WORDS = 2
MOST_KEPT = 10  # what was written longer ago is changed by nobody


def noted(run: Run, stood: Place, name: str, heard: Heard) -> Place:
    """The place after a turn: what was written is on its way, was sent, or went with its flow."""
    place = run.place
    written = (*stood.written, *_taken(run, stood, name, heard))[-MOST_KEPT:]
    under_way = [frame for frame in stood.frames if not frame.visited]
    if not under_way:
        return replace(place, written=written)
    flow = under_way[-1].flow
    depth = stood.frames.index(under_way[-1])
    number = run.made.get(flow)
    stays = [frame.flow for frame in place.frames[depth : depth + 1]] == [flow]
    if stays and number is None:
        return replace(place, written=written)
    made = () if number is None else tuple((each, flow, number) for each in written)
    return replace(place, written=(), sent=(*place.sent, *made)[-MOST_KEPT:])


def _taken(run: Run, stood: Place, name: str, heard: Heard) -> tuple[str, ...]:
    """The message whose words were taken just now, if any: also those that were not understood."""
    if heard == Chosen(SEND.key):
        return (stood.unmoved,) if stood.unmoved else ()
    sends = isinstance(heard, Missed) and standing(run.place) == (SENDING.flow, SENDING.step)
    valued = isinstance(heard, Valued) and isinstance(stood.expects, Words)
    return (name,) if sends or valued else ()


def rewritten(run: Run, heard: Rewritten) -> None:
    """Take back what was made of deleted words, if that still can be; else say what is true."""
    _name, of, number = next(sent for sent in run.place.sent if sent[0] == heard.name)
    if heard.gone:
        run.said.append(_taken_back(run, of, number))
    else:
        run.said.append(SENT)
    run.ask()


def _taken_back(run: Run, of: str, number: int) -> Text:
    """What came of it; one of several messages that were sent on as one is not taken out of it."""
    flow = run.registry.flow(of, run.desk)
    several = sum((of, number) == sent[1:] for sent in run.place.sent) > 1
    if flow is None or flow.taken_back is None or not number or several:
        return REACHED_US
    outcome = run.perform(flow.taken_back(number))
    if isinstance(outcome, Refused):
        return outcome.text
    run.place = replace(run.place, sent=tuple(s for s in run.place.sent if s[1:] != (of, number)))
    return TAKEN_BACK


def offer_tongue(run: Run, words: str, heard: Heard, understand: Understand) -> None:
    """Offer the language they write in if it is not theirs: in the second message, or in the first
    one where the letters are others. Whoever does not take it is never asked again.
    """
    theirs = run.desk.person.language
    if not theirs or run.place.tongue == OFFERED or not _tells(run, words, heard, understand):
        return
    tag = _offered(understand.language_of(words), run)
    if tag in ("", theirs):
        run.place = replace(run.place, tongue="" if tag else run.place.tongue)
    elif tag == run.place.tongue or _in_other_letters(words, run.desk.own_name(theirs)):
        mark = "؟" if _script(run.desk.own_name(tag)) == "ARABIC" else "?"
        name = Verbatim(f"🌐 {run.desk.own_name(tag)}{mark}")
        run.beside.append(Option(SPEAK + tag, name))
        run.place = replace(run.place, tongue=OFFERED)
    else:
        run.place = replace(run.place, tongue=tag)


def _tells(run: Run, words: str, heard: Heard, understand: Understand) -> bool:
    """Whether words tell in which language somebody would like to read: not those of a command, of
    a yes, of a language's name, nor what staff write for others.
    """
    if isinstance(heard, Wanted) and heard.intent in NOT_BESIDE:
        return False
    flow = run.flow()
    if words.startswith("/") or (flow is not None and flow.guard is Guard.STAFF):
        return False
    answers = understand.yes_no(words) is not None or understand.nods(words)
    return not answers and understand.language(words, strict=True) is None


def _offered(tag: str | None, run: Run) -> str:
    return next((each.tag for each in run.desk.languages if each.tag == tag), "")


def _in_other_letters(words: str, name: str) -> bool:
    """Latin ones are on everybody's phone, so that it takes more of them."""
    latin = _script(words) == "LATIN" and len(words.split()) <= FEW_WORDS
    return _script(words) != _script(name) and not latin


def _script(words: str) -> str:
    first = next((letter for letter in words if letter.isalpha()), "a")
    return unicodedata.name(first, "").partition(" ")[0]
