"""POST /api/staff/products/{handle}/pictures — adds a picture at the end of the product's; its sizes are made later.

The body is the file, whose type is found by its content. The same file again changes nothing.
"""

import hashlib
from dataclasses import replace

from db.models.pictures import Picture
from eventing.events.pictures import PictureUploaded
from functions.catalog.errors import PictureRefused, ProductUnknown, UploadsOff
from functions.catalog.fields import Handle
from functions.catalog.pictures.names import address_of, has_digest, media_type, new_name
from functions.catalog.pictures.store import PictureStore, picture_store
from functions.catalog.rules import IMAGES_MAX
from functions.catalog.store.change import save_change
from functions.catalog.store.product_record import ImageRecord, ProductRecord
from functions.catalog.store.write import record_to_change
from functions.catalog.views import ProductView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.errors import InvalidRequest, ShopError
from functions.runtime.fields import PICTURE_BYTES_MAX
from functions.runtime.http.requests import File


class UploadPicture(File):
    handle: Handle

    @classmethod
    def media_type(cls) -> str:
        return "application/octet-stream"


@http_operation(
    permission="catalog.change",
    status=201,
    body_bytes_max=PICTURE_BYTES_MAX,
    errors=(ProductUnknown, PictureRefused, UploadsOff),
    store=picture_store,
)
def upload_picture(
    upload: UploadPicture, *, caller: Staff, shop: UnitOfWork, store: PictureStore | None
) -> ProductView:
    if store is None:
        raise UploadsOff("The operator has to name a store for them: `picture_store` in shop.yaml.")
    # Imported here: the library takes longer to load than all else, and a request that is refused needs none.
    from functions.catalog.pictures.imaging.decoding import read_original

    # Before the first statement: no connection to the database waits while a picture is decoded and stored.
    original = read_original(upload.content)
    digest = hashlib.sha256(upload.content).hexdigest()
    name = new_name(digest, original.width, original.height)
    stored = f"{name}/{original.file}"
    store.put(stored, original.content, media_type(original.file))
    try:
        before = record_to_change(shop.session, upload.handle)
        if any(has_digest(image.url, digest) for image in before.images):
            shop.after_commit.append(lambda: store.delete(stored))
            return save_change(shop, caller, "change-product", before, before)
        after = _with_picture(before, address_of(name, original.file))
    except ShopError:
        store.delete(stored)
        raise
    shop.session.add(Picture(name=name, file=original.file, state="uploaded", problem=None, created_at=shop.now))
    shop.announce(PictureUploaded(picture=name, file=original.file))
    return save_change(shop, caller, "change-product", before, after, {"fields": ["images"]})


def _with_picture(record: ProductRecord, url: str) -> ProductRecord:
    if len(record.images) >= IMAGES_MAX:
        raise InvalidRequest.field("body", f"would give the product more than {IMAGES_MAX} pictures")
    position = max((image.position for image in record.images), default=0) + 1
    return replace(record, images=(*record.images, ImageRecord(position, url)))
