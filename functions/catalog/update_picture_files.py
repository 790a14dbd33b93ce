"""On shop.picture.uploaded.v1 and shop.picture.removed.v1 — makes a picture's sizes, or deletes what nothing shows.

No transaction is open while a picture is decoded, nor while the store answers.
"""

from eventing.events.pictures import PictureRemoved, PictureUploaded
from functions.catalog.pictures.names import files, media_type
from functions.catalog.pictures.records import forget_unused, mark_failed, mark_ready
from functions.catalog.pictures.store import PictureStore, picture_store
from functions.runtime.adapters.event_operation import Transactions, event_operation
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.errors import Unavailable

PictureEvent = PictureUploaded | PictureRemoved


def _update(event: PictureEvent, *, transactions: Transactions, store: PictureStore | None) -> None:
    if store is None:
        raise Unavailable("This shop has no store of pictures any more: `picture_store` in shop.yaml.")
    if isinstance(event, PictureUploaded):
        _make_sizes(event, transactions, store)
        return
    with transactions() as shop:
        is_unused = forget_unused(shop.session, event.picture, event.file)
    if is_unused:
        for file in files(event.picture, event.file):
            store.delete(f"{event.picture}/{file}")


def _make_sizes(event: PictureUploaded, transactions: Transactions, store: PictureStore) -> None:
    # Imported here: what is deleted needs no library.
    from functions.catalog.pictures.imaging.sizes import Unreadable, sizes

    original = store.get(f"{event.picture}/{event.file}")
    try:
        if original is not None:
            for file, content in sizes(original):
                store.put(f"{event.picture}/{file}", content, media_type(file))
            return
    except Unreadable:
        pass
    with transactions() as shop:
        mark_failed(shop.session, event.picture, "missing" if original is None else "unreadable")


@event_operation(first=_update, store=picture_store)
def update_picture_files(event: PictureEvent, *, shop: UnitOfWork) -> None:
    if isinstance(event, PictureUploaded):
        mark_ready(shop.session, event.picture)
