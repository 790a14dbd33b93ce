"""GET /api/staff/actions/export — the entries of the activity log that match the filters, as CSV.

The file is for spreadsheets: it begins with a byte order mark, and no cell is a formula.
"""

import json
from collections.abc import Iterator, Sequence

from db.models.messaging import StaffAction
from functions.messaging.activity.queries import ActivityFilters, entries_to_export, names_of_actors
from functions.messaging.errors import ActivityTooLarge
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.csv_cells import csv_document, without_formula
from functions.runtime.http.replies import Document

COLUMNS = ("at", "actor", "name", "email", "action", "subject", "detail")


class ExportStaffActions(ActivityFilters):
    pass


@http_operation(permission="activity.read", may_be_stale=True, errors=(ActivityTooLarge,))
def export_staff_actions(query: ExportStaffActions, *, caller: Staff, shop: UnitOfWork) -> Document:
    actions = entries_to_export(shop.session, query)
    return csv_document(f"activity-{shop.now:%Y-%m-%d}.csv", COLUMNS, _rows(shop, actions))


def _rows(shop: UnitOfWork, actions: Sequence[StaffAction]) -> Iterator[list[str]]:
    names = names_of_actors(shop.session, actions)
    for each in actions:
        detail = json.dumps(each.detail, ensure_ascii=False) if each.detail else ""
        who = (each.actor, *names.get(each.actor, ("", "")))
        yield [without_formula(cell) for cell in (each.at.isoformat(), *who, each.action, each.subject, detail)]
