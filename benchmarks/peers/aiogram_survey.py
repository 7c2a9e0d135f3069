"""The survey with aiogram's state machine, as its own documentation writes such a bot."""
# ruff: noqa: D103 - the smallest bots that still read well

from aiogram import Router
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from survey import HELLO, LANGUAGES, QUESTIONS, TELL_US, THANKS


class Survey(StatesGroup):
    """Which answer is awaited."""

    language = State()
    first = State()
    second = State()
    third = State()
    words = State()


Asked = tuple[str, tuple[str, ...]]
router = Router()


def keyboard(labels: tuple[str, ...]) -> InlineKeyboardMarkup:
    """One button a row."""
    buttons = [InlineKeyboardButton(text=t, callback_data=str(n)) for n, t in enumerate(labels)]
    return InlineKeyboardMarkup(inline_keyboard=[[button] for button in buttons])


@router.message(CommandStart())
async def start(message: Message, state: FSMContext) -> None:
    await state.set_state(Survey.language)
    await message.answer(HELLO, reply_markup=keyboard(LANGUAGES))


@router.callback_query(Survey.language)
async def language(query: CallbackQuery, state: FSMContext) -> None:
    await state.update_data(language=query.data)
    await ask(query, state, Survey.first, QUESTIONS[0])


@router.callback_query(Survey.first)
async def first(query: CallbackQuery, state: FSMContext) -> None:
    await state.update_data(first=query.data)
    await ask(query, state, Survey.second, QUESTIONS[1])


@router.callback_query(Survey.second)
async def second(query: CallbackQuery, state: FSMContext) -> None:
    await state.update_data(second=query.data)
    await ask(query, state, Survey.third, QUESTIONS[2])


@router.callback_query(Survey.third)
async def third(query: CallbackQuery, state: FSMContext) -> None:
    await state.update_data(third=query.data)
    await ask(query, state, Survey.words, (TELL_US, ()))


async def ask(query: CallbackQuery, state: FSMContext, following: State, asked: Asked) -> None:
    question, labels = asked
    await state.set_state(following)
    await query.answer()
    assert query.message is not None
    await query.message.answer(question, reply_markup=keyboard(labels) if labels else None)


@router.message(Survey.words)
async def words(message: Message, state: FSMContext) -> None:
    await state.clear()
    await message.answer(THANKS)
