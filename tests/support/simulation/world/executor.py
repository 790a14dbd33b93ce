"""Replaces threads: the relay's sends happen one after the other, always in the same order."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any


class InlineExecutor:
    """Stands for a ThreadPoolExecutor; what is submitted is done before `submit` returns."""

    def __init__(self, *_: Any) -> None:
        pass

    def submit(self, work: Callable[..., Any], *arguments: Any) -> "Future[Any]":
        done: Future[Any] = Future()
        done.set_result(work(*arguments))
        return done

    def shutdown(self) -> None:
        pass
