"""What a form of ours sent."""

from odissee.platform.fields import Form
from odissee.platform.web import Request


async def form_of(request: Request) -> Form:
    """The typed fields; files and repeated names are not for these pages."""
    sent = await request.form()
    return Form({name: value for name, value in sent.items() if isinstance(value, str)})


def agent_of(request: Request) -> str:
    return request.headers.get("user-agent", "")[:300]


def ip_of(request: Request) -> str:
    ip: str = request.scope["state"]["tx"].state.get("ip", "")
    return ip
