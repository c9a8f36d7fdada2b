"""The screens of accounts: login and its second step, forgotten password, invitation, security, companies."""
