"""The style guide: every component in every state, from the same macros as the product's pages.

A new screen uses only what stands here; a missing component is added here first, in all its states.
Nothing in it is a company's data.
"""

from odissee.platform.web.styleguide.web import styleguide_page

__all__ = ["styleguide_page"]
