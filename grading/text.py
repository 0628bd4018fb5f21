"""Text that may come from a submission, made fit to be shown."""


def printable(text: str) -> str:
    """The text without the control characters that could steer a terminal."""
    return "".join(
        character if character.isprintable() or character in "\n\t" else "\N{REPLACEMENT CHARACTER}"
        for character in text
    )
