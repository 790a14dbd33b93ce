"""On shop.account.closed.v1 — answers how many invoices and credit notes of the account the law has the shop keep.

Nothing is erased here: buyers are erased when the period of SALES_KEPT is over (db/retention.py).
"""

from eventing.events.closures import AccountClosed, InvoiceAccountKept, KeptData
from functions.invoices.queries import documents_of
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.retention import kept_until
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation()
def report_account_invoices(event: AccountClosed, *, shop: UnitOfWork) -> None:
    shop.announce(
        InvoiceAccountKept(account_id=event.account_id, erased={}, kept=_kept(shop, event), answered_at=shop.now)
    )


def _kept(shop: UnitOfWork, event: AccountClosed) -> list[KeptData]:
    rows, newest_at = documents_of(shop.session, event.account_id)
    if newest_at is None:
        return []
    return [KeptData(data="invoices", rows=rows, reason="tax_law", until=kept_until("SALES_KEPT", newest_at))]
