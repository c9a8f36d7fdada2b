"""The name of a device as people say it, from the browser's own words."""

SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
    ("CrOS", "Chromebook"), ("Mac OS X", "Mac"), ("Linux", "Linux"),
)  # fmt: skip
BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("FxiOS", "Firefox"),
    ("Firefox", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
"""In this order: Edge and Opera also say « Chrome », Chrome also says « Safari »."""


def _first(pairs: tuple[tuple[str, str], ...], text: str) -> str:
    return next((name for sign, name in pairs if sign in text), "")


def device_name(user_agent: str) -> str:
    """« Chrome sur Windows », « Safari sur iPhone »; « Appareil inconnu » when nothing is recognised."""
    browser, system = _first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)
    if browser and system:
        return f"{browser} sur {system}"
    return browser or system or "Appareil inconnu"


def device_icon(user_agent: str) -> str:
    """A drawing of the kind of device."""
    return "smartphone" if any(sign in user_agent for sign in ("iPhone", "Android", "Mobile")) else "laptop"
