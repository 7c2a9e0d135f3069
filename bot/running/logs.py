"""The log: one JSON object a line on stderr, with ids, step names and durations.

It never holds words, names or addresses. What others raise or log may quote what people wrote, so
of their exceptions only the kind and our own lines are kept, and of their log lines only where
they come from and the fixed part of the sentence.
"""

import logging
import re
import sys
import traceback
from collections.abc import Iterator
from copy import copy
from pathlib import Path
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

OURS = ("bot", "console", "domain", "flows", "storage", "translations")
HOME = Path(__file__).parents[2]
QUIET = ("aiohttp", "alembic", "apscheduler", "asyncio", "httpcore", "httpx", "telegram", "uvicorn")
TOKEN = re.compile(r"\d{5,}:[\w-]{20,}")
MOST_CAUSES = 5


def set_up(level: str) -> None:
    """Send everything that this process logs through the rules of this module."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        FromOthers(
            foreign_pre_chain=_shared(),
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _line],
        )
    )
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(level.upper())
    logging.raiseExceptions = False  # its own complaints would quote what was being logged
    logging.captureWarnings(capture=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.root.level))
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.contextvars.merge_contextvars,
            *_shared(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,  # a test, and the demo, may set up again
    )
    sys.excepthook = _uncaught


def _shared() -> list[Any]:
    return [
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_words,
    ]


def without_words(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Exceptions become their kinds and our own lines; nothing of what they quote is kept."""
    raised = event.pop("exc_info", None)
    event.pop("stack_info", None)
    error = _error(raised)
    if error is not None:
        event["error"] = list(_told(error))
    for name, value in event.items():
        if isinstance(value, BaseException):
            event[name] = kind(value)
    return event


class FromOthers(structlog.stdlib.ProcessorFormatter):
    """Of another library's line only where it was logged and its sentence before it was filled."""

    def format(self, record: logging.LogRecord) -> str:
        """The line to write, without what others put into it: that may be people's words."""
        kept = copy(record)
        if not _is_ours(record):
            fixed = record.msg if record.args and isinstance(record.msg, str) else "said something"
            kept.msg = f"{fixed} ({Path(record.pathname).name}:{record.lineno})"
            kept.args = ()
        return super().format(kept)


def _is_ours(record: logging.LogRecord) -> bool:
    return isinstance(record.msg, dict) or record.name.partition(".")[0] in OURS


def kind(error: BaseException) -> str:
    """An exception as it may be logged: its kind, and its sentence when it is one of ours."""
    name = type(error).__name__
    if type(error).__module__.partition(".")[0] in OURS and str(error):
        return f"{name}: {error}"
    return name


def frames(trace: TracebackType | None) -> list[str]:
    """Our own lines of a traceback, the innermost last."""
    ours = []
    for frame in traceback.extract_tb(trace):
        path = Path(frame.filename)
        if path.is_relative_to(HOME) and path.relative_to(HOME).parts[0] in OURS:
            ours.append(f"{path.relative_to(HOME)}:{frame.lineno} {frame.name}")
    return ours


def _told(error: BaseException) -> Iterator[dict[str, Any]]:
    """An exception and what caused it, outermost first."""
    at: BaseException | None = error
    for _time in range(MOST_CAUSES):
        if at is None:
            return
        yield {"kind": kind(at), "lines": frames(at.__traceback__)}
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)


def _error(raised: Any) -> BaseException | None:
    if isinstance(raised, BaseException):
        return raised
    if isinstance(raised, tuple):
        return raised[1] if isinstance(raised[1], BaseException) else None
    return sys.exc_info()[1] if raised else None


def _line(logger: WrappedLogger, method: str, event: EventDict) -> str:
    rendered = structlog.processors.JSONRenderer(ensure_ascii=False)(logger, method, event)
    return TOKEN.sub("[token]", str(rendered))


def _uncaught(
    _type: type[BaseException], error: BaseException, _trace: TracebackType | None
) -> None:
    structlog.get_logger("bot").critical("crashed", exc_info=error)
