"""Leading and listening on PostgreSQL: each has a connection of its own, outside all pools."""

import threading
from collections.abc import Callable, Iterator
from itertools import chain, repeat

import psycopg

from storage.database.locks import key_of
from storage.database.refusals import StorageError, explained

CHANNEL = "lipa"  # on which transactions ring
LOOK_UP = 0.25  # seconds between two looks whether we are to end
PAUSES = (0.1, 0.5, 1.0, 2.0, 5.0)  # seconds before trying again to connect; the last for ever

Connect = Callable[[], psycopg.Connection]


class ServerLead:
    """An advisory lock. When our process or its connection dies, the server gives it back."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection

    @classmethod
    def take(cls, connect: Connect, name: str) -> "ServerLead | None":
        """The lead; None, at once, while another session has it."""
        connection = connect()
        key = (key_of(f"lead {name}"),)
        try:
            row = connection.execute("SELECT pg_try_advisory_lock(%s)", key).fetchone()
        except psycopg.Error:
            connection.close()
            raise
        if row is not None and row[0]:
            return cls(connection)
        connection.close()
        return None

    def held(self) -> bool:
        """As long as the session lives; asks the server, and is over when it does not answer."""
        try:
            self._connection.execute("SELECT 1")
        except psycopg.Error:
            self._connection.close()
        return not self._connection.closed

    def release(self) -> None:
        """Close the session, and the lock goes with it; twice does no harm.

        The server lets others lead as soon as it has noticed, mostly within milliseconds. Nothing
        is asked of it here, as one that hangs would not let us end.
        """
        self._connection.close()

    close = release


class ServerListening:
    """A thread that waits for others to ring, and connects again when it was cut off."""

    def __init__(self, connect: Connect, heard: Callable[[], None]) -> None:
        self._connect = connect
        self._heard = heard
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="listening", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """`heard` is not called any more once this returns."""
        self._ending.set()
        if self._thread is not threading.current_thread():
            self._thread.join(2 * LOOK_UP)  # longer only while it connects, deaf already

    def _run(self) -> None:
        pauses = _pauses()
        while not self._ending.is_set():
            try:
                with explained(), self._connect() as connection:
                    connection.execute(f"LISTEN {CHANNEL}")
                    pauses = _pauses()
                    self._ring()  # for what was missed until now
                    self._listen(connection)
            except StorageError:
                self._ending.wait(next(pauses))

    def _listen(self, connection: psycopg.Connection) -> None:
        while not self._ending.is_set():
            for _rung in connection.notifies(timeout=LOOK_UP):
                self._ring()

    def _ring(self) -> None:
        if not self._ending.is_set():
            self._heard()


def _pauses() -> Iterator[float]:
    return chain(PAUSES, repeat(PAUSES[-1]))
