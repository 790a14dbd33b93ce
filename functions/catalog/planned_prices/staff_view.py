"""Shows staff what shoppers do not see of a product."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from functions.catalog.pictures.views import UploadView
from functions.catalog.planned_prices.views import PlannedPriceView
from functions.catalog.views import ProductView


def staff_view(view: ProductView, session: Session, skus: Collection[str]) -> ProductView:
    """The product with its planned prices and its uploaded pictures."""
    # Imported here: shoppers do not see them.
    from functions.catalog.planned_prices.store import plans_of

    planned = [PlannedPriceView.model_validate(each) for each in plans_of(session, skus)]
    return view.model_copy(update={"planned_prices": planned, "uploads": _uploads(view, session)})


def _uploads(view: ProductView, session: Session) -> list[UploadView]:
    from functions.catalog.pictures.records import states_of

    urls = {image.url for image in view.images}
    return [UploadView.model_validate(each) for each in states_of(session, urls)]
