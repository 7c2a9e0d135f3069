"""The bytes of one HTTP/1.1 answer, taken as they come."""

HEAD_END = b"\r\n\r\n"
LINE_END = b"\r\n"
MOST_HEAD = 65_536
MOST_BODY = 64 * 1024 * 1024
WITHOUT_BODY = (204, 304)


class HttpAnswer:
    """An answer being read. Bytes that are no HTTP raise ValueError."""

    __slots__ = ("_chunks", "_data", "_left", "body", "keep", "status", "whole")

    def __init__(self) -> None:
        self.status = 0
        self.body = b""
        self.whole = False
        self.keep = True  # whether the connection may carry another request
        self._data = bytearray()
        self._left: int | None = 0  # bytes of the body; None: until the connection ends
        self._chunks: list[bytes] | None = None

    def feed(self, data: bytes) -> bool:
        """Take bytes; say whether the answer is whole.

        Raises ValueError for what is no HTTP, or has no end.
        """
        self._data += data
        while self.status < 200:
            if not self._read_head():
                return False
        if self._chunks is not None:
            self._read_chunks(self._chunks)
        elif self._left is not None and len(self._data) >= self._left:
            self._finish(bytes(self._data[: self._left]), self._left)
        if not self.whole and len(self._data) > MOST_BODY:
            raise ValueError("an answer without end")
        return self.whole

    def end(self) -> bool:
        """The connection ended; say whether that makes the answer whole."""
        if self.status >= 200 and self._left is None and self._chunks is None:
            self.keep = False
            self._finish(bytes(self._data), len(self._data))
        return self.whole

    def _finish(self, body: bytes, used: int) -> None:
        self.body = body
        self.keep = self.keep and len(self._data) == used
        self.whole = True

    def _read_head(self) -> bool:
        end = self._data.find(HEAD_END)
        if end < 0:
            if len(self._data) > MOST_HEAD:
                raise ValueError("a head without end")
            return False
        head = bytes(self._data[:end]).lower()
        del self._data[: end + len(HEAD_END)]
        self._understand(head)
        return True

    def _understand(self, head: bytes) -> None:
        if not head.startswith(b"http/1."):
            raise ValueError("not HTTP/1")
        self.status = int(head[9:12])
        self.keep = head[7:8] == b"1" and _field(head, b"connection") != b"close"
        if b"chunked" in _field(head, b"transfer-encoding"):
            self._chunks = []
            return
        length = _field(head, b"content-length")
        self._left = int(length) if length else None
        if self.status in WITHOUT_BODY:
            self._left = 0
        if self._left is not None and not 0 <= self._left <= MOST_BODY:
            raise ValueError("an impossible length")

    def _read_chunks(self, chunks: list[bytes]) -> None:
        while not self.whole:
            end = self._data.find(LINE_END)
            if end < 0:
                return
            size = int(self._data[:end].partition(b";")[0], 16)
            start, stop = end + 2, end + 2 + size
            if not 0 <= size <= MOST_BODY:
                raise ValueError("an impossible chunk")
            if size == 0:
                self._read_trailer(chunks)
                return
            if len(self._data) < stop + 2:
                return
            chunks.append(bytes(self._data[start:stop]))
            del self._data[: stop + 2]

    def _read_trailer(self, chunks: list[bytes]) -> None:
        """After the last chunk come lines that we do not need, and an empty one."""
        end = self._data.find(HEAD_END)
        if end >= 0:
            self._finish(b"".join(chunks), end + len(HEAD_END))


def _field(head: bytes, name: bytes) -> bytes:
    at = head.find(LINE_END + name + b":")
    if at < 0:
        return b""
    at += len(name) + 3
    end = head.find(LINE_END, at)
    return head[at : end if end >= 0 else len(head)].strip()
