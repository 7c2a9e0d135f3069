"""The survey that all bots hold: a language, three answers by button, one in words, thanks."""

HELLO = "Hello! Which language shall we speak?"
LANGUAGES = ("English", "العربية", "فارسی", "Français")
QUESTIONS = (
    ("How did you hear about us?", ("A friend", "A social worker", "A poster")),
    ("How useful was the last event?", ("Very", "A little", "Not at all")),
    ("Would you come again?", ("Yes", "Perhaps", "No")),
)
TELL_US = "What should we do better? Please write it in your own words."
THANKS = "Thank you! Your answers help to make things better."
