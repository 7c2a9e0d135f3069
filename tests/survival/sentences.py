"""What Lipa says that walkers know, in English; `said` of newcomers.py says it in theirs."""

CALM = "Sorry, something went wrong on our side. Please try again, or write /help."
CHILD = "Thank you for telling us. A few words for you, because you are under 18:"
YEAR = (
    "In which year do you turn 18? Some things change then, and we write to you months before. "
    "You can skip this."
)
OLD = "That button is from an older message."
STAND = "Where do you stand, and how does the car look? For example: main gate, blue car"
CAR = "main gate, blue car"
TAKEN = "Sorry, somebody has just taken that time."
NOTHING_FREE = (
    "No time is free at the moment. Please look again in a few days, "
    "or write /help to find a person."
)
INTERPRETED = "Which language do you want to speak there?"
ENDINGS = (
    "What would you like to do?",
    NOTHING_FREE,
    "Nothing is planned at the moment. Please look again soon.",
    "There are no questions for you now. Thank you!",
    "This event is over or was cancelled.",
)
