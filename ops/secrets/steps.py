"""A step of replacing a secret that two sides share: publish, use, retire; at rest the state is empty.

Whoever checks knows the new one before anybody shows it, and forgets the old one after everybody has stopped.
"""

from dataclasses import dataclass

PUBLISHED, USED = "published", "used"
AGAIN = "run the same command again for the next step"


@dataclass(frozen=True, slots=True)
class Step:
    """What was done, what is left, and of whose Secret the pods must be renewed to know it (key "" is any)."""

    done: str
    left: str = ""
    secret: str = ""
    key: str = ""
