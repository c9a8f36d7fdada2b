"""The people of a company: who they are, what their profiles allow, what they are certified for.

A member of staff is a row of `staff_member` and a place in the company (`membership`); the invitation and the
password are the affair of `odissee.platform.identity`. The last owner stays: a company is never without one.
Only an owner makes an owner. `certified` tells the planning who may do a diagnostic on a day;
`honour_statement_gaps` tells the quotes why the attestation cannot be printed.
"""

from odissee.tenants.staff.certifications import DOMAINS, certified
from odissee.tenants.staff.honour import honour_statement_gaps
from odissee.tenants.staff.people import active_staff
from odissee.tenants.staff.tables import Certification, StaffMember

__all__ = ["DOMAINS", "Certification", "StaffMember", "active_staff", "certified", "honour_statement_gaps"]
