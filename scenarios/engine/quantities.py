"""Arithmetic on integers: quantities in an item's decimals, money in cents, rounding half up, no floats."""


def divide_half_up(numerator: int, denominator: int) -> int:
    """The quotient rounded to the nearest integer, halves away from nought; the denominator is positive."""
    sign = -1 if numerator < 0 else 1
    return sign * ((2 * abs(numerator) + denominator) // (2 * denominator))


def amount(quantity: int, price: int, decimals: int) -> int:
    """What a quantity costs in cents; the price is for one whole unit."""
    return divide_half_up(quantity * price, 10**decimals)


def share(value: int, part: int, whole: int) -> int:
    """The part's share of a value; the whole takes all, so that nothing is left behind by rounding."""
    if part >= whole:
        return value
    return divide_half_up(value * part, whole)


def decimal_text(value: int, decimals: int) -> str:
    """The number as people write it: 5000 with 1 decimal is 500.0, thousands grouped."""
    sign, digits = ("-" if value < 0 else ""), abs(value)
    whole, fraction = divmod(digits, 10**decimals)
    return f"{sign}{whole:,}.{fraction:0{decimals}d}" if decimals else f"{sign}{whole:,}"


def money_text(cents: int) -> str:
    """Cents as yuan: 1250 is 12.50."""
    return decimal_text(cents, 2)
