"""Runs an operation in one transaction."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from functions.runtime.adapters.dependencies import dependency, open_transaction, read_address
from functions.runtime.database.own_rows import Shopper, limited_to
from functions.runtime.errors import ShopError
from functions.runtime.http.replies import Answer, render_error

if TYPE_CHECKING:
    from sqlalchemy.orm import Session, sessionmaker

    from functions.runtime.database.unit_of_work import UnitOfWork


def in_transaction(answer: "Callable[[UnitOfWork], Answer]", shopper: Shopper | None, *, may_be_stale: bool) -> Answer:
    """The answer, read from a standby if it may be stale and there is one; an error that keeps its effects commits.

    For a shopper, it sees only their rows.
    """

    def transact(sessions: "sessionmaker[Session] | None" = None) -> Answer:
        with limited_to(shopper), open_transaction(sessions) as shop:
            try:
                return answer(shop)
            except ShopError as error:
                if error.keeps_effects:
                    return render_error(error)
                raise

    where = dependency("read_address", read_address) if may_be_stale else None
    return transact() if where is None else where.read(transact)
