"""Events of accounts that are closed, and what contexts answer to them."""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from eventing.codes import DataKind, ErasingContext, KeptCode
from eventing.events import Event


class AccountClosed(Event):
    """The account is closed and no longer exists; each context erases what it holds of it, and answers.

    `email` is the address that it had, by which mails are found; another account may have it by now.
    """

    TYPE = "shop.account.closed.v1"
    account_id: UUID
    email: str
    closed_at: AwareDatetime

    @property
    def subject(self) -> str:
        return str(self.account_id)


class KeptData(BaseModel):
    """Data that a context keeps, and why; `until` is null where they are kept for as long as the reason holds."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    data: DataKind
    rows: int = Field(ge=0)
    reason: KeptCode
    until: AwareDatetime | None = None


class AccountDataErased(Event):
    """A context's answer to a closed account: how many rows it has erased since its last answer, and what it keeps."""

    CONTEXT: ClassVar[ErasingContext]
    account_id: UUID
    erased: dict[DataKind, int]
    kept: list[KeptData] = Field(default_factory=list)
    answered_at: AwareDatetime

    @property
    def subject(self) -> str:
        return str(self.account_id)


class CartAccountErased(AccountDataErased):
    """The answer of carts."""

    TYPE = "shop.cart.account-erased.v1"
    CONTEXT = "cart"


class OrderAccountErased(AccountDataErased):
    """The answer of orders; it is repeated when more of them have ended."""

    TYPE = "shop.order.account-erased.v1"
    CONTEXT = "orders"


class PaymentAccountErased(AccountDataErased):
    """The answer of payments."""

    TYPE = "shop.payment.account-erased.v1"
    CONTEXT = "payments"


class InvoiceAccountKept(AccountDataErased):
    """The answer of invoices, which keep what tax law wants."""

    TYPE = "shop.invoice.account-kept.v1"
    CONTEXT = "invoices"


class MailAccountErased(AccountDataErased):
    """The answer of mails."""

    TYPE = "shop.mail.account-erased.v1"
    CONTEXT = "notifications"


class MessageAccountErased(AccountDataErased):
    """The answer of messaging, about stored responses and events."""

    TYPE = "shop.message.account-erased.v1"
    CONTEXT = "messaging"


class AccountErasureDue(Event):
    """Orders of closed accounts are to be looked at again: those that have ended are erased."""

    TYPE = "shop.account.erasure-due.v1"
    accounts: int

    @property
    def subject(self) -> str:
        return "accounts"
