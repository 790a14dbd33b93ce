"""GET /api/staff/accounting — orders, payments or VAT of some days as CSV, for accounting.

Payments are the ledger's entries, whose sum is 0. VAT is that of each capture and refund, by rate; the rows add up to
the ledger's revenue less its refunds. Orders are those placed on the days that were confirmed and not cancelled. A file
has at most 50,000 rows, a byte order mark, no formulas, and no names or addresses.
"""

from functions.orders.accounting.files import COLUMNS, Kind, rows
from functions.orders.errors import AccountingTooLarge
from functions.orders.sales.days import DaysWanted, days_of
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.csv_cells import csv_document
from functions.runtime.http.replies import Document


class ExportAccounting(DaysWanted):
    kind: Kind


@http_operation(permission="accounting.export", errors=(AccountingTooLarge,))
def export_accounting(query: ExportAccounting, *, caller: Staff, shop: UnitOfWork) -> Document:
    days = days_of(shop.session, query)
    name = f"{query.kind}-{days.since}-{days.until}.csv"
    return csv_document(name, COLUMNS[query.kind], rows(shop.session, query.kind, days))
