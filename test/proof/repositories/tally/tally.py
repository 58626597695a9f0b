"""Adds up what a group has spent."""


def parse_amount(text):
    """'12.50' -> 1250. Raises ValueError on anything that is no amount."""
    whole, _, rest = text.strip().partition('.')
    if not whole.isdigit() or (rest and (len(rest) != 2 or not rest.isdigit())):
        raise ValueError('not an amount: ' + text)
    return int(whole) * 100 + int(rest or 0)


def shares(cents, people):
    """Cuts an amount into whole cents that differ by one at most."""
    least, more = divmod(cents, people)
    return [least + 1] * more + [least] * (people - more)


def owed(paid):
    """Who has paid what -> who gets back what; negative: who owes."""
    each = shares(sum(paid.values()), len(paid))
    return {name: paid[name] - share for name, share in zip(sorted(paid), each)}
