"""Things to do by a day: a client to call back, a point to verify. The bell shows those that are due.

A task without a person is everybody's; done is a date and comes back with undo.
"""

from odissee.tenants.tasks.due import due_tasks

__all__ = ["due_tasks"]
