"""Names the roles that transactions take for shoppers, and the settings that say whose rows they see."""

# The contexts whose operations read rows of shoppers (db/own_rows.py).
CONTEXTS = ("cart", "identity", "invoices", "orders", "payments")


def own_setting(name: str) -> str:
    """The setting of a transaction for `account`, for `email`, that of guests' orders, or for `cart`."""
    return f"cloudshop.{name}"


def shopper_role(login: str | None) -> str | None:
    """The role that a login takes for shoppers; None if it has none, such as the owner of the tables."""
    context = (login or "").removesuffix("_2")
    return f"{context}_shopper" if context in CONTEXTS else None
