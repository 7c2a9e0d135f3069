"""Learn to read from the corpora, and write what was learnt: ``python -m translations.training``.

The same corpora give the same bytes on the same kind of machine. It takes about a minute.
"""

from translations.training.learning import renew

if __name__ == "__main__":
    renew()
