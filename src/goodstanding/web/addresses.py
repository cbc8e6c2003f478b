"""The parts of addresses: languages, entity keys."""

from goodstanding.core.basis.text import Language


class LanguagePart:
    """`zh` or `en`."""

    regex = "zh|en"

    def to_python(self, value: str) -> Language:
        """Return the language."""
        return "en" if value == "en" else "zh"

    def to_url(self, value: Language) -> str:
        """Return the part of the address."""
        return value


class KeyPart:
    """A subject key, `scheme:code`."""

    regex = r"[a-z][a-z0-9-]{1,39}:[^/?#\x00]{1,80}"

    def to_python(self, value: str) -> str:
        """Return the key."""
        return value

    def to_url(self, value: str) -> str:
        """Return the part of the address."""
        return value
