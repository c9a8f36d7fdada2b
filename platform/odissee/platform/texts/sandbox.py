"""Compiling a wording: variables and `if`, nothing that could call, loop or reach an attribute."""

import re
from functools import lru_cache

from jinja2 import Template, TemplateSyntaxError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from odissee.platform.texts.errors import TextRefused

_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.If,
    nodes.Not, nodes.And, nodes.Or,
)  # fmt: skip
_environment = ImmutableSandboxedEnvironment(autoescape=False, keep_trailing_newline=False)
_environment.globals.clear()
COMMENT = re.compile(r"(?:(?<=\n)|^)\{#.*?#\}[ \u00a0]?|[ \u00a0]?\{#.*?#\}", re.DOTALL)
"""With the space before it: the sentence closes up as if the comment were not there."""
CONDITIONS = frozenset({"consumer", "business"})
"""Names that only `if` may use: who reads."""


@lru_cache(maxsize=4096)
def compiled(source: str) -> Template:
    """The template; raises `TextRefused` on anything but variables and `if`."""
    check_syntax(source)
    return _environment.from_string(COMMENT.sub("", source))


def check_syntax(source: str) -> None:
    """Raise `TextRefused` with the line and what is wrong there."""
    try:
        tree = _environment.parse(source)
    except TemplateSyntaxError as error:
        raise TextRefused(
            f"Ligne {error.lineno} : une accolade est mal fermée. Écrivez {{{{ nom_de_variable }}}}."
        ) from error
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, _ALLOWED):
            raise TextRefused(
                f"Ligne {node.lineno} : seules les variables {{{{ … }}}} et les conditions {{% if … %}} sont permises."
            )


@lru_cache(maxsize=4096)
def names_in(source: str) -> frozenset[str]:
    """The variables that a source names, conditions left out; raises `TextRefused`."""
    check_syntax(source)
    return frozenset(meta.find_undeclared_variables(_environment.parse(source))) - CONDITIONS
