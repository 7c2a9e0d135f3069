"""People with phones: what they write, quote, vote, send, block, and what they see.

Every message that a person sends gives back its timestamp. What a phone would not offer raises
`NotPossible`.
"""

from typing import Any

from tests.platforms.signal import envelopes, reading
from tests.platforms.signal.bubble import Bubble
from tests.platforms.signal.calls import versions
from tests.platforms.signal.calls.refusals import Json
from tests.platforms.signal.envelopes import File
from tests.platforms.signal.phone import NotPossible, Phone

THUMB = "👍"


class Person(Phone):
    """Somebody with Signal."""

    # What they write.

    def say(self, words: str, **parts: Any) -> int:
        """Write a message."""
        short, more = envelopes.text(self.world, words)
        stamp = self.world.stamp()
        quoted = (parts.get("quote") or {}).get("id")
        written = Bubble(stamp, False, words, self.world.clock.now(), quote=quoted)
        self.bubbles_ever[stamp] = written
        return self._data(stamp, short, **more, **parts)

    def flood(self, many: int, words: str = "spam") -> list[int]:
        """Write many messages at once."""
        return [self.say(f"{words} {number}") for number in range(many)]

    def quote(self, bubble: Bubble, words: str) -> int:
        """Answer by pulling a message aside."""
        short = bubble.text if bubble.own else ""
        return self.say(words, quote=envelopes.quote(self.world, bubble.timestamp, short))

    def react(self, bubble: Bubble, emoji: str = THUMB, *, remove: bool = False) -> int:
        """Put a sign on a message."""
        sign = envelopes.reaction(self.world, bubble.timestamp, emoji, remove=remove)
        return self._data(self.world.stamp(), None, reaction=sign)

    def edit(self, stamp: int, words: str) -> int:
        """Change an earlier message."""
        bubble = self._mine(stamp)
        bubble.earlier.append(bubble.text)
        bubble.text, now = words, self.world.stamp()
        short, more = envelopes.text(self.world, words)
        data = envelopes.data(self.world, now, short, self.timer, **more)
        self.emit(now, editMessage={"targetSentTimestamp": stamp, "dataMessage": data})
        return now

    def delete(self, stamp: int) -> int:
        """Delete an earlier message for everyone."""
        self._mine(stamp).deleted = True
        return self._data(self.world.stamp(), None, remoteDelete={"timestamp": stamp})

    def send(self, file: File, words: str | None = None) -> int:
        """Send a file, perhaps with words."""
        attachment = envelopes.attachment(self.world, file)
        return self._data(self.world.stamp(), words, attachments=[attachment])

    def send_voice(self, seconds: int = 3) -> int:
        """Send a voice note, which has no name."""
        return self.send(File("audio/aac", b"\x00" * 1000 * seconds))

    def send_photo(self, words: str | None = None, name: str | None = None) -> int:
        """Send a photo."""
        return self.send(File("image/jpeg", b"\xff\xd8photo", name, None), words)

    def send_file(self, name: str, data: bytes = b"%PDF", words: str | None = None) -> int:
        """Send a document."""
        return self.send(File("application/pdf", data, name), words)

    def send_sticker(self) -> int:
        """Send a sticker."""
        sticker = {"packId": "00112233445566778899aabbccddeeff", "stickerId": 3}
        return self._data(self.world.stamp(), None, sticker=sticker)

    def vote(self, bubble: Bubble, *options: int) -> int:
        """Vote in a poll: the options from 0 on; none takes the vote back."""
        if not bubble.poll or self.polls_hidden:
            raise NotPossible("no poll stands there")
        vote: Json = {"authorUuid": self.world.uuid, "author": self.world.account}
        vote |= {"authorNumber": self.world.account, "targetSentTimestamp": bubble.timestamp}
        vote |= {"optionIndexes": list(options), "voteCount": 1}
        return self._data(self.world.stamp(), None, pollVote=vote)

    def say_in_group(self, words: str, group: str = "bGlwYQ==", name: str = "Livada") -> int:
        """Write where others read it, too; the bot is a member."""
        self.world.groups.setdefault(group, []).append(self.uuid)
        info = {"groupId": group, "groupName": name, "revision": 1, "type": "DELIVER"}
        return self._data(self.world.stamp(), words, groupInfo=info)

    def type(self, *, stop: bool = False) -> None:
        """Begin or end to write something."""
        stamp = self.world.stamp()
        action = "STOPPED" if stop else "STARTED"
        self.emit(stamp, typingMessage={"action": action, "timestamp": stamp})

    # How they answer.

    def choice(self, label: str) -> tuple[Bubble, reading.Choice]:
        """The newest numbered answer with these words."""
        for bubble in reversed(self.bubbles):
            found = reading.find(bubble.text, label)
            if found is not None:
                return bubble, found
        seen = [bubble.labels for bubble in self.bubbles if bubble.labels][-3:]
        raise NotPossible(f"no answer {label!r}; there are {seen}")

    def answer(self, label: str, digits: str = "") -> int:
        """Write the number beside an answer, as it stands there or in these ten digits."""
        _bubble, found = self.choice(label)
        return self.say(reading.in_digits(found.value, digits) if digits else found.number)

    def answer_quoting(self, label: str, bubble: Bubble | None = None) -> int:
        """The number, with the message pulled aside; the only way to answer an older one."""
        if bubble is None:
            bubble, found = self.choice(label)
            return self.quote(bubble, found.number)
        again = reading.find(bubble.text, label)
        if again is None:
            raise NotPossible(f"no answer {label!r} in {bubble.labels}")
        return self.quote(bubble, again.number)

    # What they decide.

    def set_timer(self, seconds: int) -> int:
        """Let messages go by themselves."""
        self.timer = seconds
        new = versions.at_least(self.world.version, versions.EXPIRATION_FLAG)
        parts = {"isExpirationUpdate": True} if new else {}
        return self._data(self.world.stamp(), None, **parts)

    def change_phone(self) -> None:
        """A new phone: new keys, an empty screen."""
        self.identity += 1
        self.bubbles_ever.clear()

    def block(self) -> None:
        """Block the bot, which is not told."""
        self.blocked = True

    def unblock(self) -> None:
        """Let the bot write again."""
        self.blocked = False

    def unregister(self) -> None:
        """Leave Signal."""
        self.registered = False

    def register(self) -> None:
        """Come back, with new keys."""
        self.registered = True
        self.change_phone()

    def sleep(self) -> None:
        """Switch the phone off: messages wait for it."""
        self.awake = False

    def wake(self) -> None:
        """Switch it on: all that waited is there."""
        self.awake = True
        waiting, self._shelf = self._shelf, []
        for arrive in waiting:
            arrive()

    def _data(self, stamp: int, words: str | None, **parts: Any) -> int:
        data = envelopes.data(self.world, stamp, words, self.timer, **parts)
        return self.emit(stamp, dataMessage=data)

    def _mine(self, stamp: int) -> Bubble:
        if stamp not in self.bubbles_ever or self.bubbles_ever[stamp].own:
            raise NotPossible("people change their own messages only")
        return self.bubbles_ever[stamp]
