"""Language codes: ISO 639-1, or ISO 639-3 where there is no shorter one."""

from __future__ import annotations

import re

_CODE = re.compile(r"[a-z]{2,3}")


def is_language(code: str) -> bool:
    """Whether this has the form of a language code, such as ``en``, ``ru``, ``kk``."""
    return _CODE.fullmatch(code) is not None
