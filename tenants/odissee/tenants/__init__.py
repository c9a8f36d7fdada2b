"""The daily work of one company: contacts, properties, rules, prices, orders, quotes, dossiers."""
