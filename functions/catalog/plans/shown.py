"""Shows planned prices to staff."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from functions.catalog.plans.views import PlannedPriceView
from functions.catalog.views import ProductView


def for_staff(view: ProductView, session: Session, skus: Collection[str]) -> ProductView:
    """The product with its planned prices."""
    # Imported here: shoppers do not see them.
    from functions.catalog.plans.store import plans_of

    planned = [PlannedPriceView.model_validate(each) for each in plans_of(session, skus)]
    return view.model_copy(update={"planned_prices": planned})
