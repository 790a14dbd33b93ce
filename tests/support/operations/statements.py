"""Records the statements that an operation executes."""

import re
from collections.abc import Callable
from typing import Any

from sqlalchemy import event

from tests.support.operations.shop import Shop


def statements(shop: Shop, call: Callable[[], Any]) -> list[str]:
    """The statements that the call executes."""
    seen: list[str] = []
    connection = shop.session.connection()

    def note(*arguments: object) -> None:
        seen.append(re.sub(r"savepoint_\d+", "savepoint", str(arguments[2])))

    event.listen(connection, "before_cursor_execute", note)
    call()
    event.remove(connection, "before_cursor_execute", note)
    return seen
