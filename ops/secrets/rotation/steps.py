"""Defines the steps of rotating a secret that two sides share: publish, use, retire.

The verifying side accepts the new value before the other side uses it, and the old one until it is no longer used.
"""

from dataclasses import dataclass

PUBLISHED, USED = "published", "used"
AGAIN = "run the same command again for the next step"


@dataclass(frozen=True, slots=True)
class Step:
    """The result of a step: what was done and is to be done next, and the Secret and key ("" for any) whose readers
    restart.
    """

    done: str
    next: str = ""
    secret: str = ""
    key: str = ""
