"""The person who runs Odissée: a login of the console, whose second step is enrolled at the first visit."""

import asyncio

from odissee.app.demo.recipe import OPERATOR, PASSWORD
from odissee.app.demo.seeded import demo_id
from odissee.platform.db import db
from odissee.platform.identity import email_hash, hash_password
from odissee.platform.settings import settings

ADD_LOGIN = "insert into login (id, email_hash, password_hash) values ($1, $2, $3) on conflict do nothing"
ADD_OPERATOR = "insert into operator (id, login_id, name) values ($1, $2, $3) on conflict do nothing"


async def open_console() -> None:
    """Never outside the demonstration mode: its password is printed for everybody."""
    if settings().mode != "demo":
        return
    id, hashed = demo_id("login:operator"), await asyncio.to_thread(hash_password, PASSWORD)
    async with db.commons() as tx:
        await tx.execute(ADD_LOGIN, id, email_hash(OPERATOR[0]), hashed)
        login = await tx.fetchval("select id from login where email_hash = $1", email_hash(OPERATOR[0]))
        await tx.execute(ADD_OPERATOR, demo_id("operator"), login, OPERATOR[1])
