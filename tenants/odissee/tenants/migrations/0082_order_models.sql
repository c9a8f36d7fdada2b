-- Models of orders: the mission, its prices and its terms under a name, to start the next one from.
create table order_model (
  tenant_id uuid not null references tenant,
  id uuid not null,
  name text not null check (length(name) between 1 and 60),
  mode text not null check (mode in ('ddt', 'works', 'building', 'other')),
  data jsonb not null,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, name)
);
select company_table('order_model');
