"""Random bytes that a seed determines, so that a walk has the same ids and keys every time."""

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch


class Entropy:
    """Between `installed` and its end, what this process draws as random follows from the last `reseed`."""

    def __init__(self, seed: str) -> None:
        self.reseed(seed)

    def reseed(self, seed: str) -> None:
        self._random = random.Random(seed)

    @contextmanager
    def installed(self) -> Iterator[None]:
        # `uuid` reads the first, `secrets` the second.
        with patch.object(os, "urandom", self._bytes), patch.object(random, "_urandom", self._bytes):
            yield

    def _bytes(self, count: int) -> bytes:
        return self._random.randbytes(count)
