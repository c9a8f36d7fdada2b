-- Views of the list that people keep (filters and order under a name), and the columns that each hides.
create table list_view (
  tenant_id uuid not null references tenant,
  id uuid not null,
  membership_id uuid not null,
  name text not null check (length(name) between 1 and 60),
  address text not null,
  shared boolean not null default false,   -- shown to all staff; each sees the dossiers that they may see
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, membership_id, name),
  foreign key (tenant_id, membership_id) references membership (tenant_id, id) on delete cascade
);
select company_table('list_view');

create table list_display (                -- the columns that a person hides
  tenant_id uuid not null references tenant,
  membership_id uuid not null,
  hidden text[] not null default '{}',
  primary key (tenant_id, membership_id),
  foreign key (tenant_id, membership_id) references membership (tenant_id, id) on delete cascade
);
select company_table('list_display');
