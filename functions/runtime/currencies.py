"""Converts amounts between minor units and decimals, by the digits of each currency (ISO 4217)."""

# Currencies whose minor unit is not a hundredth.
_NO_DIGITS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_THREE_DIGITS = "BHD IQD JOD KWD LYD OMR TND"


def minor_digits(currency: str) -> int:
    """The number of decimal places of amounts in minor units; amounts that people write may have fewer."""
    if currency in _NO_DIGITS.split():
        return 0
    return 3 if currency in _THREE_DIGITS.split() else 2


def decimal(minor: int, currency: str) -> str:
    """The amount as files write it: 1999 is 19.99 in EUR, and 1999 in JPY."""
    digits = minor_digits(currency)
    written = str(minor).zfill(digits + 1)
    return f"{written[:-digits]}.{written[-digits:]}" if digits else written
