-- The name alone, folded to ASCII letters (so that "C" is its French order, and quick): order of the list, key of its paging, and « same name, same postcode » of duplicates.
alter table contact add column name_key text collate "C" not null default '';
create index contact_list on contact (tenant_id, name_key, id) where trashed_at is null and merged_into is null;
create index contact_siret on contact (tenant_id, siret) where siret <> '';

alter table annex add column surface numeric(8, 2);
alter table annex add column to_visit boolean not null default true;
create index annex_property on annex (tenant_id, property_id);
