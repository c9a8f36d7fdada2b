import phonenumbers

from odissee.platform.french.typography import NBSP

_FRENCH_CODES = {33, 262, 508, 590, 594, 596, 687, 689}


def phone(e164: str) -> str:
    """« 06 12 34 56 78 » for a French number, « +34 912 34 56 78 » for another; unreadable text stays as is."""
    try:
        parsed = phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return e164
    french = parsed.country_code in _FRENCH_CODES
    style = (
        phonenumbers.PhoneNumberFormat.NATIONAL if french else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    return str(phonenumbers.format_number(parsed, style)).replace(" ", NBSP)


def display_name(first: str, last: str, title: str = "") -> str:
    """« M. Luc Bordenave »: the order in which one speaks to people."""
    return " ".join(part for part in (title.strip(), first.strip(), last.strip()) if part)


def list_name(first: str, last: str) -> str:
    """« Bordenave Luc »: the order in which one looks for them."""
    return " ".join(part for part in (last.strip(), first.strip()) if part)


def initials(name: str) -> str:
    """Two capitals: first and last word (« Inès Haddad » → « IH »); one for a single word."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    words = words if len(words) < 3 else [words[0], words[-1]]
    return "".join(word[0] for word in words).upper()
