from collections import defaultdict
from collections.abc import Mapping

from odissee.platform.fields import FieldError
from odissee.platform.french import typography


class FieldRefused(FieldError):
    """A field refused for a reason that only this company knows (taken, locked…), said next to it."""

    def __init__(self, sentence: str) -> None:
        self.key, self.values = "", {}
        ValueError.__init__(self, typography(sentence))


def shown_again(raw: Mapping[str, str]) -> Mapping[str, str]:
    """What was typed, for the template: a field that the browser did not send shows empty."""
    return defaultdict(str, raw)
