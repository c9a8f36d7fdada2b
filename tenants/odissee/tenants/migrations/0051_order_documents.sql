-- CREA-33: documents that the order asks the client for, codes of the catalogue of the rules.
alter table order_sheet add column documents text[] not null default '{}';
