-- What a client asks from their space: an order, a quote, a renewal, a call. The dossier is born « Précommande »
-- and the office reads it again; the request keeps what was asked as it was asked.
create table portal_request (
  tenant_id uuid not null references tenant,
  id uuid not null,                       -- made with the form, so that a form sent twice is one request
  dossier_id uuid not null,
  contact_id uuid not null,               -- who asked
  kind text not null check (kind in ('order', 'quote', 'renewal', 'callback')),
  source_dossier_id uuid,                 -- the dossier that is renewed, or that the call is about
  message text not null default '',
  wanted text not null default '',        -- when a visit or a call would suit, in their words
  phone text not null default '',         -- where to call, E.164
  reread_at timestamptz,
  reread_by uuid,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, dossier_id),
  foreign key (tenant_id, dossier_id) references dossier (tenant_id, id) on delete cascade,
  foreign key (tenant_id, source_dossier_id) references dossier (tenant_id, id) on delete set null (source_dossier_id),
  foreign key (tenant_id, contact_id) references contact (tenant_id, id),
  foreign key (tenant_id, reread_by) references membership (tenant_id, id)
);
create index on portal_request (tenant_id, contact_id);
select company_table('portal_request');

-- A renewal begins with a property and diagnostics of its own: every column but its keys, whatever is added later.
create function copy_property(source uuid) returns uuid language plpgsql as $$
declare made uuid := uuidv7(); columns text;
begin
  select string_agg(quote_ident(column_name), ', ') into columns from information_schema.columns
   where table_schema = 'public' and table_name = 'property' and is_generated = 'NEVER'
     and column_name not in ('id', 'tenant_id', 'created_at', 'created_by', 'updated_at');
  execute format('insert into property (id, %1$s) select $1, %1$s from property where id = $2', columns) using made, source;
  select string_agg(quote_ident(column_name), ', ') into columns from information_schema.columns
   where table_schema = 'public' and table_name = 'annex' and is_generated = 'NEVER'
     and column_name not in ('id', 'tenant_id', 'property_id', 'created_at', 'created_by');
  execute format('insert into annex (id, property_id, %1$s) select uuidv7(), $1, %1$s from annex where property_id = $2',
    columns) using made, source;
  return made;
end $$;

create function copy_services(source uuid, target uuid) returns void language sql as $$
  insert into dossier_service (id, dossier_id, diagnostic, label, minutes, verdict, why, source, rule_status, position)
  select uuidv7(), target, s.diagnostic, s.label, s.minutes, s.verdict, s.why, s.source, s.rule_status, s.position
    from dossier_service s where s.dossier_id = $1
$$;
