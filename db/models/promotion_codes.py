"""The kinds of promotions and whom they are for; without SQLAlchemy, so rules may import it."""

from typing import Literal

Kind = Literal["percentage", "fixed_amount", "buy_x_get_y", "free_shipping"]
# Everyone, shoppers who are signed in, or those of them who have ordered nothing yet.
Audience = Literal["everyone", "accounts", "first_order"]
