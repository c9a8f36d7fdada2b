from collections.abc import Callable, Mapping
from typing import Literal, cast, overload

from odissee.platform.fields.errors import FieldError, FormErrors


class Form:
    """Reads typed fields one after the other and keeps every fault, so that the page shows them all at once.

    `raw` stays untouched for showing the form again. A field that is absent is a field left empty.
    A value read with `required=True` may be used only after `raise_if_errors`.
    """

    def __init__(self, raw: Mapping[str, str]) -> None:
        self.raw = dict(raw)
        self.errors: dict[str, str] = {}

    @overload
    def read[T](
        self, name: str, parse: Callable[[str], T], *, required: Literal[True], missing: str = ...
    ) -> T: ...

    @overload
    def read[T](
        self, name: str, parse: Callable[[str], T], *, required: bool = ..., missing: str = ...
    ) -> T | None: ...

    def read[T](
        self,
        name: str,
        parse: Callable[[str], T],
        *,
        required: bool = False,
        missing: str = "error.required",
    ) -> T | None:
        """The value of one field, None when it is empty or faulty; `missing` is the key said when it is empty."""
        raw = self.raw.get(name, "")
        if not raw.strip():
            if required:
                self.refuse(name, FieldError(missing))
            return cast("T", None)
        try:
            return parse(raw)
        except FieldError as error:
            self.refuse(name, error)
            return None

    def checked(self, name: str) -> bool:
        """Whether a box is ticked (browsers send nothing for one that is not)."""
        return self.raw.get(name, "").strip().lower() not in ("", "0", "false", "off", "non")

    def refuse(self, name: str, error: FieldError) -> None:
        """Note a fault found by the caller, such as two dates in the wrong order; the first one stays."""
        self.errors.setdefault(name, str(error))

    def raise_if_errors(self) -> None:
        """Raise `FormErrors` with every fault found so far."""
        if self.errors:
            raise FormErrors(self.errors, self.raw)
