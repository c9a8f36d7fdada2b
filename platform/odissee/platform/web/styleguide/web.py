"""The page `/styleguide`."""

from litestar import get

from odissee.platform.rights import anyone
from odissee.platform.web.icons import icon
from odissee.platform.web.pages import Page, Request, render
from odissee.platform.web.styleguide import samples


def styleguide_page(request: Request) -> Page:
    """Every component in every state; the theme follows the person's choice, or `?theme=dark`."""
    shown = {name.lower(): getattr(samples, name) for name in dir(samples) if name.isupper()}
    return render(request, "styleguide/page.html", icon_names=sorted(icon.drawings), **shown)


ROUTES = [
    get("/styleguide", guards=[anyone], opt={"door": "any", "public": True}, sync_to_thread=False)(
        styleguide_page
    )
]
