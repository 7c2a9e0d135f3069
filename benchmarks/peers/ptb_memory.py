"""python-telegram-bot's ConversationHandler, its state in memory."""
# ruff: noqa: D103 - the smallest bots that still read well

import sys
from typing import Any

from survey import HELLO, LANGUAGES, QUESTIONS, TELL_US, THANKS
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    filters,
)

Context = ContextTypes.DEFAULT_TYPE
LANGUAGE, FIRST, _SECOND, _THIRD, WORDS = range(5)
NAMES = ("language", "first", "second", "third")


def keyboard(labels: tuple[str, ...]) -> InlineKeyboardMarkup:
    """One button a row."""
    buttons = [InlineKeyboardButton(t, callback_data=str(n)) for n, t in enumerate(labels)]
    return InlineKeyboardMarkup.from_column(buttons)


async def start(update: Update, _context: Context) -> int:
    assert update.message is not None
    await update.message.reply_text(HELLO, reply_markup=keyboard(LANGUAGES))
    return LANGUAGE


def chosen(at: int) -> Any:
    """The handler of one answer by button: it keeps the answer and asks what follows."""

    async def handle(update: Update, context: Context) -> int:
        query = update.callback_query
        assert query is not None
        assert context.user_data is not None
        context.user_data[NAMES[at]] = query.data
        await query.answer()
        question, labels = QUESTIONS[at] if at < len(QUESTIONS) else (TELL_US, ())
        assert update.effective_chat is not None
        markup = keyboard(labels) if labels else None
        await update.effective_chat.send_message(question, reply_markup=markup)
        return at + 1

    return handle


async def words(update: Update, context: Context) -> int:
    assert update.message is not None
    assert context.user_data is not None
    context.user_data.clear()
    await update.message.reply_text(THANKS)
    return ConversationHandler.END


def application(url: str, token: str) -> "Application[Any, Any, Any, Any, Any, Any]":
    """The bot, without its handlers."""
    builder = Application.builder().token(token).base_url(f"{url}/bot")
    return builder.base_file_url(f"{url}/file/bot").build()


def main(url: str, token: str) -> None:
    app = application(url, token)
    states: dict[object, Any] = {at: [CallbackQueryHandler(chosen(at))] for at in range(WORDS)}
    states[WORDS] = [MessageHandler(filters.TEXT & ~filters.COMMAND, words)]
    entry: Any = CommandHandler("start", start)
    app.add_handler(ConversationHandler([entry], states, [entry]))
    app.run_polling()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
