"""Yes or no, in words and signs. Nothing here guesses: what is not listed is neither."""

from collections.abc import Sequence
from itertools import groupby

from domain.speech.languages import Intent
from translations.reading.vocabulary import Phrases, Vocabulary, find

_MOST_WORDS = 8


class YesOrNo:
    """Reads a yes or a no, in all languages at once; unsure is None."""

    def __init__(self, words: Vocabulary) -> None:
        self._beside = dict.fromkeys(words.beside | words.polite)
        self._clear = dict.fromkeys(words.yes, True) | dict.fromkeys(words.no, False)
        self._said = Phrases(self._beside | self._clear)
        thanks = [phrase for phrase, said in words.always.items() if said is Intent.THANKS]
        kind = dict.fromkeys([*words.polite, *thanks], False)
        self._kind = Phrases(kind | dict.fromkeys(words.nods, True))
        self._whole = {
            **self._clear,
            **dict.fromkeys(words.whole_yes, True),
            **dict.fromkeys(words.whole_no, False),
        }

    def yes_no(self, folded: str) -> bool | None:
        """Yes or no if the whole message says so, with nothing but politeness beside it."""
        if folded in self._whole:
            return self._whole[folded]
        tokens = [token for token, _same in groupby(folded.split())]  # "no, no" is said once
        if len(tokens) > _MOST_WORDS:
            return None
        found = list(find(tokens, self._said))
        if sum(end - start for start, end, _ in found) < len(tokens):
            return None
        return self._agreed([" ".join(tokens[start:end]) for start, end, _ in found])

    def nods(self, folded: str) -> bool:
        """Whether the whole message is an "ok" or a sign of the same, with politeness beside it."""
        tokens = folded.split()
        if len(tokens) > _MOST_WORDS:
            return False
        found = list(find(tokens, self._kind))
        said = {self._kind[" ".join(tokens[start:end])] for start, end, _ in found}
        return True in said and sum(end - start for start, end, _ in found) == len(tokens)

    def means(self, label: Sequence[str]) -> bool | None:
        """Whether a label, by its words or its first one, is a yes or a no."""
        whole = self.yes_no(" ".join(label))
        return self.yes_no(label[0]) if whole is None and label else whole

    def _agreed(self, phrases: Sequence[str]) -> bool | None:
        """What the phrases say that can mean nothing else; if there is none, what the others say.

        "ok" is a yes alone, and nothing beside a no.
        """
        clear = {self._clear[phrase] for phrase in phrases if phrase not in self._beside}
        said = clear or {self._clear[phrase] for phrase in phrases if phrase in self._clear}
        return said.pop() if len(said) == 1 else None
