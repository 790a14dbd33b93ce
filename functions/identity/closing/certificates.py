"""Renders certificates: what was erased of a closed account, and what is kept, why and until when."""

from collections import Counter
from datetime import datetime
from typing import Annotated, Literal, get_args
from uuid import UUID

from pydantic import Field

from db.models.closures import Closure, Erasure
from eventing.codes import DataKind, ErasingContext, KeptCode
from functions.runtime.http.replies import Reply

Context = Literal["identity", ErasingContext]
CONTEXTS: tuple[Context, ...] = ("identity", *get_args(ErasingContext))
KINDS_MAX = len(get_args(DataKind))


class ErasedView(Reply):
    data: DataKind
    rows: int


class KeptView(Reply):
    """`until` is null where the data are kept for as long as the reason holds."""

    data: DataKind
    rows: int
    reason: KeptCode
    until: datetime | None


class ContextView(Reply):
    """`answered_at` is null until the context has answered."""

    context: Context
    answered_at: datetime | None
    erased: Annotated[list[ErasedView], Field(max_length=KINDS_MAX)]
    kept: Annotated[list[KeptView], Field(max_length=KINDS_MAX)]

    @classmethod
    def of(cls, context: Context, answers: list[Erasure]) -> "ContextView":
        """What all answers have erased, and what the last one keeps."""
        erased: Counter[str] = Counter()
        for each in answers:
            erased.update(each.erased)
        last = answers[-1] if answers else None
        return cls(
            context=context,
            answered_at=last.answered_at if last is not None else None,
            erased=[ErasedView.model_validate({"data": data, "rows": rows}) for data, rows in erased.items()],
            kept=[KeptView.model_validate(each) for each in last.kept] if last is not None else [],
        )


class CertificateView(Reply):
    """It names nobody: `reference` is in the last mail to the account's owner."""

    reference: UUID
    closed_at: datetime
    contexts: Annotated[list[ContextView], Field(max_length=len(CONTEXTS))]

    @classmethod
    def of(cls, closure: Closure) -> "CertificateView":
        answers = {context: [each for each in closure.erasures if each.context == context] for context in CONTEXTS}
        contexts = [ContextView.of(context, answers[context]) for context in CONTEXTS]
        return cls(reference=closure.id, closed_at=closure.closed_at, contexts=contexts)
