"""Routes of the order."""

from odissee.tenants.orders.cancel import give_up
from odissee.tenants.orders.pages import live_parts, new_order, order_point, take_up
from odissee.tenants.orders.pages_quote import make_quote, quote_dialog
from odissee.tenants.orders.pages_read import accept_reading, paste, read_pasted, show_reading
from odissee.tenants.orders.pages_save import choose_value, keep_fields, send_point
from odissee.tenants.orders.pages_validate import confirm_order, validation_window

ROUTES = [
    new_order, take_up, order_point, live_parts, keep_fields, send_point, choose_value, quote_dialog, make_quote,
    give_up, validation_window, confirm_order, paste, read_pasted, show_reading, accept_reading,
]  # fmt: skip
