"""Rules of mails: how amounts of money are written, and when a mail that may have arrived is sent again."""

from datetime import timedelta

# Currencies whose minor unit is not a hundredth (ISO 4217).
_NO_DIGITS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_THREE_DIGITS = "BHD IQD JOD KWD LYD OMR TND"


def amount(minor: int, currency: str) -> str:
    """Formats the amount, such as `1234.50 EUR`, without rounding."""
    digits = _digits(currency)
    sign, whole = ("-", -minor) if minor < 0 else ("", minor)
    units, rest = divmod(whole, 10**digits)
    return f"{sign}{units}.{rest:0{digits}d} {currency}" if digits else f"{sign}{units} {currency}"


def _digits(currency: str) -> int:
    if currency in _NO_DIGITS.split():
        return 0
    return 3 if currency in _THREE_DIGITS.split() else 2


def wait_after_unknown_outcome(attempts: int) -> timedelta:
    """The delay before a mail that may have arrived is sent again: long and growing, since each may be a copy."""
    return min(timedelta(minutes=15) * (1 << min(attempts - 1, 10)), timedelta(hours=6))
