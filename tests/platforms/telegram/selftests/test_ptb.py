"""python-telegram-bot finds in the fake server what it knows from the real one."""

import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

from tests.platforms.telegram import BotApi, NotPossible, State

YES_NO = InlineKeyboardMarkup.from_row(
    [InlineKeyboardButton(text, callback_data=text) for text in ("Yes", "No")]
)


async def test_a_conversation(api: BotApi, bot: Bot) -> None:
    """A deep link, a question with buttons, a press, an edit, a quote."""
    ben = api.user(first_name="Ben")
    ben.start("abc")
    (started,) = await bot.get_updates(timeout=1)
    assert started.message is not None
    assert started.message.text == "/start abc"
    await bot.send_message(ben.id, "Shall <b>we</b>?", parse_mode="HTML", reply_markup=YES_NO)
    question = await ben.next_message()
    press = ben.press("Yes")
    (pressed,) = await bot.get_updates(offset=started.update_id + 1)
    assert pressed.callback_query is not None
    await pressed.callback_query.answer("Good")
    await pressed.callback_query.edit_message_text("Booked.")
    ben.say("Thanks", quoting=question.message_id)
    (thanks,) = await bot.get_updates(offset=pressed.update_id + 1)
    assert thanks.message is not None
    assert thanks.message.reply_to_message is not None
    await thanks.message.reply_text("!", reply_parameters=ReplyParameters(thanks.message.id))

    assert ben.transcript == ["you: /start abc", "bot: Booked.", "you: Thanks", "bot: !"]
    assert press.answers[0]["text"] == "Good"
    assert not api.violations


async def test_files_both_ways(api: BotApi, bot: Bot) -> None:
    """A document and a voice message go out; one of 3 MB comes in; 20 MB is too big."""
    ben = api.user(state=State.OPEN)
    sent = await bot.send_document(ben.id, b"a,b\r\n\r\n1,2", filename="č.csv", caption="Data")
    assert sent.document is not None
    await bot.send_document(ben.id, sent.document.file_id)
    voice = await bot.send_voice(ben.id, b"OggS" + bytes(1000), duration=2)
    large = await bot.send_voice(ben.id, b"OggS" + bytes(1 << 20))
    ben.send_file("voice", size=3_000_000)
    ben.send_file("document", size=20_971_521, name="huge.pdf")
    good, bad = [u.message for u in await bot.get_updates()]

    assert good is not None
    assert good.voice is not None
    assert len(await (await good.voice.get_file()).download_as_bytearray()) == 3_000_000
    assert bad is not None
    assert bad.document is not None
    with pytest.raises(BadRequest, match="too big"):
        await bad.document.get_file()
    assert bytes(await (await sent.document.get_file()).download_as_bytearray())[:3] == b"a,b"
    assert voice.voice is not None
    assert large.document is not None
    assert ben.transcript[:2] == ["bot: (document č.csv) Data", "bot: (document č.csv)"]
    assert not api.violations


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")  # of retry_after
async def test_errors_have_their_types(api: BotApi, bot: Bot) -> None:
    """Blocked, too fast, broken HTML, a broken server, a broken line."""
    ben, eve = api.user(state=State.OPEN), api.user(2, state=State.OPEN)
    eve.block()
    with pytest.raises(Forbidden, match="blocked by the user"):
        await bot.send_message(eve.id, "a")
    with pytest.raises(BadRequest, match='start tag "br" at byte offset 1'):
        await bot.send_message(ben.id, "a<br>", parse_mode="HTML")
    keyboard = InlineKeyboardMarkup.from_button(InlineKeyboardButton("a", callback_data="ž" * 33))
    with pytest.raises(BadRequest, match="Button_data_invalid"):
        await bot.send_message(ben.id, "a", reply_markup=keyboard)
    api.fault(429, retry_after=7)
    with pytest.raises(RetryAfter) as later:
        await bot.send_message(ben.id, "a")
    assert later.value.retry_after == 7
    api.fault(502)
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.send_message(ben.id, "a")
    api.fault("reset")
    with pytest.raises(NetworkError):
        await bot.send_message(ben.id, "a")
    api.fault("timeout")
    with pytest.raises(TimedOut):
        await bot.send_message(ben.id, "a", read_timeout=0.1)
    assert ben.transcript == []


async def test_a_wrong_token(api: BotApi) -> None:
    """PTB says so at the start."""
    with pytest.raises(InvalidToken):
        async with Bot("1:x", base_url=api.base_url):
            pass


async def test_the_bot_describes_itself(api: BotApi, bot: Bot) -> None:
    """Commands, names, webhook, chat."""
    api.user(state=State.OPEN)
    assert await bot.set_my_commands([BotCommand("help", "Help")], language_code="sl")
    assert await bot.get_my_commands(language_code="sl") == (BotCommand("help", "Help"),)
    assert await bot.set_my_short_description("short")
    assert (await bot.get_my_short_description()).short_description == "short"
    assert (await bot.get_webhook_info()).url == ""
    assert (await bot.get_chat(1001)).first_name == "Ben"
    assert await bot.delete_webhook()
    assert bot.username == "lipa_test_bot"


async def test_a_poison_update_stays(api: BotApi, bot: Bot) -> None:
    """PTB cannot parse the batch, and nothing is confirmed."""
    api.user().start()
    api.poison()

    with pytest.raises((TypeError, ValueError, AttributeError)):
        await bot.get_updates()

    assert len(api.world.updates.waiting) == 2


async def test_people_press_only_what_is_there(api: BotApi, bot: Bot) -> None:
    """A wrong label, a removed keyboard, a deleted message fail loudly."""
    ben = api.user(state=State.OPEN)
    sent = await bot.send_message(ben.id, "a", reply_markup=YES_NO)
    with pytest.raises(NotPossible, match=r"no button 'Maybe'; there are \[\['Yes', 'No'\]\]"):
        ben.press("Maybe")
    with pytest.raises(NotPossible):
        ben.press(2)
    await sent.edit_reply_markup(None)
    with pytest.raises(NotPossible):
        ben.press("Yes")
    await sent.delete()
    with pytest.raises(NotPossible):
        ben.press("Yes", sent.message_id)
    ben.block()
    with pytest.raises(NotPossible):
        ben.say("a")
