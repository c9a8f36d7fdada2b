from odissee.platform.settings import settings


def stays_inside() -> bool:
    """Nothing leaves this server: a demonstration, or no relay is set."""
    return settings().mode == "demo" or not settings().smtp_url
