"""Many threads that all want the same thing at the same moment."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from storage.store import Store, Transaction

T = TypeVar("T")


def race(store: Store, acts: Sequence[Callable[[Transaction], T]]) -> list[T]:
    """Run all of them at once, each in a transaction of its own."""
    start = threading.Barrier(len(acts))

    def run(act: Callable[[Transaction], T]) -> T:
        start.wait()
        return store.write(act)

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))
