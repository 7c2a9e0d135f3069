"""How the expressions of survey forms are written: from characters to a small tree.

Precedence, from loose to tight: or; and; = !=; < <= > >=; + -; * div mod; the minus sign. Curly
quotation marks are straightened. Length and depth are limited, so that no form can exhaust us.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from domain.surveys.expressions.functions import FUNCTIONS

MAX_LENGTH = 10_000
MAX_DEPTH = 32

_STRAIGHT = str.maketrans("‘’‚‛“”„‟", "''''\"\"\"\"")
_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |\$\{\s*(?P<reference>[^{}]*?)\s*\}
    |(?P<text>'[^']*'|"[^"]*")
    |(?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
    |(?P<symbol>!=|<=|>=|[=<>+\-*(),.])
    |(?P<word>[A-Za-z_][A-Za-z0-9_:-]*)""",
    re.VERBOSE,
)
_LEVELS = (
    ("or",),
    ("and",),
    ("=", "!="),
    ("<", "<=", ">", ">="),
    ("+", "-"),
    ("*", "div", "mod"),
)


class ExpressionError(ValueError):
    """An expression that cannot be read; `position` counts characters from 1."""

    def __init__(self, sentence: str, position: int) -> None:
        super().__init__(f"At character {position}: {sentence}")
        self.sentence = sentence
        self.position = position


@dataclass(frozen=True, slots=True)
class Literal:
    """A text or a number written in the expression."""

    value: str | float


@dataclass(frozen=True, slots=True)
class Reference:
    """The answer to another question: `${name}`. Whether it exists is not known here."""

    name: str


@dataclass(frozen=True, slots=True)
class Current:
    """The answer that is being checked: the dot."""


@dataclass(frozen=True, slots=True)
class Negative:
    """A minus sign and what stands behind it, which counts as a number: NaN if it is none."""

    operand: "Node"


@dataclass(frozen=True, slots=True)
class Call:
    """A function of `FUNCTIONS`, with as many arguments as it takes: `parse` has made sure."""

    function: str
    arguments: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Chain:
    """Operands of one precedence, from left to right; flat, so that long ones stay shallow."""

    first: "Node"
    rest: "tuple[tuple[str, Node], ...]"


Node = Literal | Reference | Current | Negative | Call | Chain


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression. Two are equal when they are written the same."""

    source: str
    root: Node = field(compare=False, repr=False)
    references: frozenset[str] = field(compare=False, repr=False)

    @property
    def uses_current(self) -> bool:
        """Whether the dot occurs in it, at any depth."""
        return any(isinstance(node, Current) for node in walk(self.root))


def parse(source: str) -> Expression:
    """The expression that is written there.

    Raises ExpressionError, which says what is wrong and at which character.
    """
    if len(source) > MAX_LENGTH:
        raise ExpressionError(
            f"the expression is longer than {MAX_LENGTH:,} characters.", MAX_LENGTH + 1
        )
    straight = source.translate(_STRAIGHT).strip()
    root = _Parser(list(_tokens(straight)), len(straight) + 1).whole()
    names = frozenset(node.name for node in walk(root) if isinstance(node, Reference))
    return Expression(straight, root, names)


def walk(node: Node) -> Iterator[Node]:
    """The node and everything inside it, from left to right; the node comes first."""
    yield node
    match node:
        case Negative(operand):
            yield from walk(operand)
        case Call(_, arguments):
            for argument in arguments:
                yield from walk(argument)
        case Chain(first, rest):
            for part in (first, *(operand for _, operand in rest)):
                yield from walk(part)


# Reading --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    words: str
    position: int


def _tokens(source: str) -> Iterator[_Token]:
    at = 0
    while at < len(source):
        found = _TOKEN.match(source, at)
        if found is None:
            raise ExpressionError(_unreadable(source[at]), at + 1)
        kind = found.lastgroup or ""
        if kind != "space":
            yield _Token(kind, found[kind], at + 1)
        at = found.end()


def _unreadable(character: str) -> str:
    if character in "'\"":
        return "a quotation mark opens here and is never closed."
    if character == "$":
        return "write a question as ${its_name}, with both braces."
    return f"“{character}” cannot be used in an expression."


class _Parser:
    """Recursive descent, one level of precedence after the other."""

    def __init__(self, tokens: list[_Token], end: int) -> None:
        self._tokens = [*tokens, _Token("end", "the end", end)]
        self._at = 0
        self._depth = 0

    def whole(self) -> Node:
        node = self._chain(0)
        if self._now.kind != "end":
            raise self._error(f"“{self._now.words}” was not expected here.")
        return node

    @property
    def _now(self) -> _Token:
        return self._tokens[self._at]

    def _error(self, sentence: str) -> ExpressionError:
        return ExpressionError(sentence, self._now.position)

    def _take(self) -> _Token:
        token = self._now
        self._at += 1
        return token

    def _accept(self, *words: str) -> str | None:
        if self._now.kind in ("symbol", "word") and self._now.words in words:
            return self._take().words
        return None

    def _expect(self, symbol: str, why: str) -> None:
        if self._accept(symbol) is None:
            raise self._error(f"“{symbol}” is missing {why}.")

    def _chain(self, level: int) -> Node:
        if level == len(_LEVELS):
            return self._operand()
        first = self._chain(level + 1)
        rest = []
        while operator := self._accept(*_LEVELS[level]):
            rest.append((operator, self._chain(level + 1)))
        return Chain(first, tuple(rest)) if rest else first

    def _operand(self) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._error(f"parentheses are nested more than {MAX_DEPTH} deep.")
        node = self._symbol() if self._now.kind == "symbol" else self._named()
        self._depth -= 1
        return node

    def _symbol(self) -> Node:
        if self._accept("-"):
            return Negative(self._operand())
        if self._accept("."):
            return Current()
        if self._accept("("):
            node = self._chain(0)
            self._expect(")", "after the opening parenthesis")
            return node
        raise self._error(f"a value is missing before “{self._now.words}”.")

    def _named(self) -> Node:
        token = self._now
        match token.kind:
            case "reference" if token.words:
                return Reference(self._take().words)
            case "text":
                return Literal(self._take().words[1:-1])
            case "number":
                return Literal(float(self._take().words))
            case "word":
                return self._call()
            case "reference":
                raise self._error("the name inside ${} is missing.")
        raise self._error("a value is missing at the end.")

    def _call(self) -> Node:
        name = self._now.words
        following = self._tokens[self._at + 1]
        if (following.kind, following.words) != ("symbol", "("):
            raise self._error(f"“{name}” needs quotation marks, or is a question: ${{{name}}}.")
        function = FUNCTIONS.get(name)
        if function is None:
            raise self._error(f"the function {name}() is not known here.")
        wrong = self._error(f"{name}() takes {function.takes}.")
        self._at += 2
        arguments = self._arguments(name)
        if not function.least <= len(arguments) <= function.most:
            raise wrong
        return Call(name, arguments)

    def _arguments(self, name: str) -> tuple[Node, ...]:
        if self._accept(")"):
            return ()
        arguments = [self._chain(0)]
        while self._accept(","):
            arguments.append(self._chain(0))
        self._expect(")", f"after the arguments of {name}()")
        return tuple(arguments)
