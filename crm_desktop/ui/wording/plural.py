"""Numbers in sentences. Qt picks a language's plural from its translation; English has none to pick from."""


def english_plural(text: str, count: int) -> str:
    """`text` as Qt's `translate(…, n=count)` gave it; where nobody translated it, "(s)" is settled here."""
    return text.replace("(s)", "" if count == 1 else "s")
