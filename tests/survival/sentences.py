"""What Lipa says that walkers know, in English; `said` says it in theirs. What they believe."""

from dataclasses import dataclass, field

CALM = "Sorry, something went wrong on our side. Please try again."
CHILD = "Thank you for telling us. A few words for you, because you are under 18:"
YEAR = (
    "In which year do you turn 18? Some things change then, and we write to you months before. "
    "You can skip this."
)
OLD = "That button is from an older message."
STAND = "Where do you stand, and how does the car look? For example: main gate, blue car"
CAR = "main gate, blue car"
TAKEN = "Sorry, somebody has just taken that time."
NOTHING_FREE = "No time is free at the moment."
NEEDED = (
    "To book a time for you we need your yes.",
    "To keep your place we need your yes.",
    "To keep your answers we need your yes.",
)
INTERPRETER = "Which language do you speak best? Somebody will translate."
INTERPRETED = "Which language do you want to speak there?"
ENDINGS = (
    "What would you like to do?",
    NOTHING_FREE,
    "Nothing is planned at the moment. Please look again soon.",
    "There are no questions for you now. Thank you!",
    "This event is over or was cancelled.",
)


@dataclass
class Told:
    """What somebody was told, and believes from now on."""

    booked: bool = False
    coming: dict[str, int] = field(default_factory=dict)  # how many people, by gathering
    answered: tuple[int, str] | None = None
    late: int = 0  # how often somebody was faster
    nothing_left: bool = False
    lifts: set[str] = field(default_factory=set)  # gatherings to which they drive or ride
