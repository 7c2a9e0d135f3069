"""python-telegram-bot with SQLAlchemy on SQLite: the state is a row, one commit for each update."""
# ruff: noqa: D102 - the smallest bots that still read well

import sys
from typing import Any

from ptb_memory import FIRST, LANGUAGE, NAMES, WORDS, Context, application, keyboard
from sqlalchemy import JSON, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker
from survey import HELLO, LANGUAGES, QUESTIONS, TELL_US, THANKS
from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters


class Base(DeclarativeBase):
    """The tables."""


class Conversation(Base):
    """Where somebody is, and what they have answered."""

    __tablename__ = "conversations"
    chat: Mapped[int] = mapped_column(primary_key=True)
    step: Mapped[int]
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)


class Response(Base):
    """What somebody answered, all of it."""

    __tablename__ = "responses"
    id: Mapped[int] = mapped_column(primary_key=True)
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)


class Bot:
    """The handlers. Synchronous sessions: quicker than asynchronous ones."""

    def __init__(self, path: str) -> None:
        engine = create_engine(f"sqlite:///{path}")
        with engine.connect() as connection:  # each commit is synced, as SQLite does by default
            connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        Base.metadata.create_all(engine)
        self._session: sessionmaker[Session] = sessionmaker(engine)

    async def start(self, update: Update, _context: Context) -> None:
        assert update.message is not None
        with self._session.begin() as session:
            session.merge(Conversation(chat=update.message.chat_id, step=LANGUAGE, answers={}))
        await update.message.reply_text(HELLO, reply_markup=keyboard(LANGUAGES))

    async def chosen(self, update: Update, _context: Context) -> None:
        query, chat = update.callback_query, update.effective_chat
        assert query is not None
        assert chat is not None
        with self._session.begin() as session:
            row = session.get_one(Conversation, chat.id)
            row.answers = {**row.answers, NAMES[row.step]: query.data}
            row.step = step = row.step + 1
        await query.answer()
        question, labels = QUESTIONS[step - FIRST] if step < WORDS else (TELL_US, ())
        await chat.send_message(question, reply_markup=keyboard(labels) if labels else None)

    async def words(self, update: Update, _context: Context) -> None:
        assert update.message is not None
        with self._session.begin() as session:
            row = session.get_one(Conversation, update.message.chat_id)
            session.add(Response(answers={**row.answers, "words": update.message.text}))
            session.delete(row)
        await update.message.reply_text(THANKS)


if __name__ == "__main__":
    app, bot = application(*sys.argv[1:3]), Bot(sys.argv[3])
    app.add_handler(CommandHandler("start", bot.start))
    app.add_handler(CallbackQueryHandler(bot.chosen))
    app.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, bot.words))
    app.run_polling()
