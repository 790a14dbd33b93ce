"""Rules of new passwords. The types of fields check their length."""

from collections.abc import Collection, Iterable

# Beside the name of the merchant's shop: a word of ASVS 5 (6.1.2) for everybody who knows what the shop runs on.
SYSTEM = "CloudShop"


def password_problem(password: str, email: str, shop_name: str, common: Collection[str]) -> str | None:
    """Why the password is too easy to guess; None if it is not. `common` are common passwords in lower case."""
    folded = password.casefold()
    if len(set(folded)) == 1:
        return "is one character repeated; choose another"
    if folded in common:
        return "is one of the most common passwords; choose another"
    mailbox, _, domain = email.partition("@")
    if folded in {email.casefold(), mailbox.casefold()} or _is_word_of((email, mailbox, *domain.split(".")), password):
        return "is your e-mail address or a part of it, at most with digits and signs added; choose another"
    if _is_word_of((shop_name, SYSTEM), password):
        return "is the shop's name, at most with digits and signs added; choose another"
    return None


def _is_word_of(words: Iterable[str], password: str) -> bool:
    letters = _letters(password)
    return letters != "" and letters in map(_letters, words)


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text.casefold()))
