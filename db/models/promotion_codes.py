"""Lists the kinds of promotions and of their shoppers; without SQLAlchemy, so that rules may import it."""

from typing import Literal

Kind = Literal["percentage", "fixed_amount", "buy_x_get_y", "free_shipping"]
# Everyone, shoppers who are signed in, or those of them who have ordered nothing yet.
Audience = Literal["everyone", "accounts", "first_order"]
