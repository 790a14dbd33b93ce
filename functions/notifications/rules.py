"""Rules of mails: how many digits amounts have, and when a mail that may have arrived is sent again."""

from datetime import timedelta

# Currencies whose minor unit is not a hundredth (ISO 4217).
_NO_DIGITS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_THREE_DIGITS = "BHD IQD JOD KWD LYD OMR TND"


def minor_digits(currency: str) -> int:
    """The digits after the point that amounts in minor units have; those that people write may be fewer."""
    if currency in _NO_DIGITS.split():
        return 0
    return 3 if currency in _THREE_DIGITS.split() else 2


def wait_after_unknown_outcome(attempts: int) -> timedelta:
    """The delay before a mail that may have arrived is sent again: long and growing, since each may be a copy."""
    return min(timedelta(minutes=15) * (1 << min(attempts - 1, 10)), timedelta(hours=6))
