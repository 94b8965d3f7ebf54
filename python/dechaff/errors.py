"""What dechaff raises. All of it is a ``DechaffError``.

That there is no article on a page is no error: look at ``Article.flags`` and ``Article.confidence``. What is no page
at all, such as ``None``, is a ``TypeError``.
"""

__all__ = ["BinaryInput", "DechaffError", "EmptyInput", "InternalError", "InvalidOption", "SurrogateInput"]


class DechaffError(Exception):
    """A page or an option was refused."""


class EmptyInput(DechaffError, ValueError):
    """The page holds no visible character."""


class BinaryInput(DechaffError, ValueError):
    """The page is a file of another kind, such as a PNG or a PDF."""


class SurrogateInput(DechaffError, ValueError):
    """The ``str`` has a lone surrogate, which no text has: it was decoded with ``errors="surrogateescape"``, or cut."""


class InvalidOption(DechaffError, ValueError):
    """An option cannot be meant: a selector that does not parse, an address that is none, a field nobody knows."""


class InternalError(DechaffError, RuntimeError):
    """A bug in dechaff. The page is not cleaned, and all others are."""
