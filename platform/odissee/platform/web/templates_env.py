"""The one Jinja environment: every `templates/` folder of every feature, autoescaped, French filters."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

import odissee
from odissee.platform import french
from odissee.platform.web.assets import asset
from odissee.platform.web.icons import icon
from odissee.platform.web.typeset import Typeset


def template_folders() -> list[Path]:
    """Every `templates` folder under the namespace, platform first."""
    roots = [Path(root) for root in odissee.__path__]
    return [folder for root in roots for folder in sorted(root.rglob("templates")) if folder.is_dir()]


@cache
def environment() -> Environment:
    """Built once; templates are compiled once."""
    env = Environment(
        loader=FileSystemLoader(template_folders()),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=[Typeset],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    env.filters.update(_filters())
    env.globals.update(asset=asset, icon=icon)
    return env


def _filters() -> dict[str, Any]:
    names = (
        "ago", "amount", "day_month", "decimal", "duration", "from_city", "full_date", "hour", "hour_of",
        "in_department", "initials", "local_date", "long_date", "moment", "number", "numeric_date", "percent_bp",
        "phone", "plural", "short_date", "to_city", "typography",
    )  # fmt: skip
    return {name: getattr(french, name) for name in names}
