"""Announces that a product no longer shows an uploaded picture, whose files are then deleted."""

from collections.abc import Iterable

from eventing.events.pictures import PictureRemoved
from functions.catalog.pictures.names import uploaded
from functions.catalog.store.product_record import ImageRecord
from functions.runtime.database.unit_of_work import UnitOfWork


def announce_removed(shop: UnitOfWork, before: Iterable[ImageRecord], after: Iterable[ImageRecord]) -> None:
    left = {image.url for image in after}
    for url in dict.fromkeys(image.url for image in before):
        if url not in left and (found := uploaded(url)):
            shop.announce(PictureRemoved(picture=found[0], file=found[1]))
