"""Polls: an operator's option; numbered text stays the base."""

from dataclasses import replace

from domain.speech.messages import MENU_PRESS, Button, Kind, Outgoing
from tests.bot.channels.signal.signal_kit import GOOD, Hands, open_channel, receiving, signal_at
from tests.platforms.signal import SignalCli

ASK = Outgoing(
    "Are you coming?",
    "Football",
    (Button("9:0", "Yes"), Button("9:1", "No"), Button(MENU_PRESS, "☰ Menu")),
    hint="Answer with a number.",
)


async def test_a_question_becomes_a_text_and_a_poll() -> None:
    """Both names are its name; the menu stays in the text."""
    async with SignalCli(version=GOOD) as cli, open_channel(signal_at(cli, polls=True)) as channel:
        ben = cli.person()
        name = await channel.send(ben.uuid, ASK)

    text, poll = ben.bubbles
    assert text.labels == ["☰ Menu"]
    assert poll.poll == ("Yes", "No")
    assert name == f"{text.timestamp},{poll.timestamp}"


async def test_a_vote_is_a_press_and_after_a_restart_a_number() -> None:
    """A vote for a poll of another life says its place."""
    hands = Hands()
    async with SignalCli(version=GOOD) as cli:
        channel = signal_at(cli, polls=True)
        ben = cli.person()
        async with receiving(channel, hands):
            await channel.send(ben.uuid, ASK)
            await cli.wanted()
            ben.vote(ben.last, 1)
            await hands.until(1)
        async with receiving(signal_at(cli, polls=True), hands):
            ben.vote(ben.last, 0)
            await hands.until(2)

    [pressed, counted] = [message for batch in hands.batches for message in batch]
    assert (pressed.kind, pressed.press) == (Kind.PRESS, "9:1")
    assert (counted.kind, counted.words) == (Kind.WORDS, "1")
    assert pressed.quoted == counted.quoted == str(ben.last.timestamp)


async def test_a_signal_cli_without_polls_gets_the_options_as_text() -> None:
    """This time as a second message, then as usual."""
    async with SignalCli() as cli, open_channel(signal_at(cli, polls=True)) as channel:
        ben = cli.person()
        await channel.send(ben.uuid, ASK)
        await channel.send(ben.uuid, ASK)

    assert [bubble.labels for bubble in ben.bubbles] == [
        ["☰ Menu"],
        ["Yes", "No", "☰ Menu"],
        ["Yes", "No", "☰ Menu"],
    ]


async def test_what_cannot_be_a_poll_is_numbered() -> None:
    """Too few, too many, too long, bare numbers, or a menu in the middle."""
    few = replace(ASK, buttons=ASK.buttons[1:])
    many = replace(ASK, buttons=tuple(Button(f"9:{n}", f"Day {n}") for n in range(11)))
    long = replace(ASK, buttons=(Button("9:0", "x" * 101), *ASK.buttons))
    bare = replace(ASK, buttons=(Button("9:0", "1"), Button("9:1", "2")))
    middle = replace(ASK, buttons=(ASK.buttons[2], *ASK.buttons[:2]))
    typed = replace(ASK, numbered=False)
    async with SignalCli(version=GOOD) as cli, open_channel(signal_at(cli, polls=True)) as channel:
        ben = cli.person()
        for outgoing in (few, many, long, bare, middle, typed):
            await channel.send(ben.uuid, outgoing)

    assert len(ben.bubbles) == 6
    assert not any(bubble.poll for bubble in ben.bubbles)
