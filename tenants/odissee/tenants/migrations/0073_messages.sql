-- COM-13: what the people of a company write to each other. Only the members of a conversation read it.
create table conversation (
  tenant_id uuid not null references tenant,
  id uuid not null,
  subject text not null default '',
  audience text not null default '',      -- « Site de Pau », « Toute l’équipe »; empty: people chosen one by one
  dossier_id uuid,
  latest_at timestamptz not null,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, dossier_id) references dossier (tenant_id, id) on delete cascade
);
create index on conversation (tenant_id, dossier_id) where dossier_id is not null;
select company_table('conversation');

create table conversation_member (
  tenant_id uuid not null references tenant,
  id uuid not null,
  conversation_id uuid not null,
  membership_id uuid not null,
  read_at timestamptz,                    -- everything until then was read
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, conversation_id, membership_id),
  foreign key (tenant_id, conversation_id) references conversation (tenant_id, id) on delete cascade,
  foreign key (tenant_id, membership_id) references membership (tenant_id, id)
);
create index on conversation_member (tenant_id, membership_id);
select company_table('conversation_member');

create table internal_message (
  tenant_id uuid not null references tenant,
  id uuid not null,
  conversation_id uuid not null,
  author_id uuid,                         -- membership; null: Odissée itself
  author_name text not null,
  text text not null,
  at timestamptz not null,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, conversation_id) references conversation (tenant_id, id) on delete cascade,
  foreign key (tenant_id, author_id) references membership (tenant_id, id)
);
create index on internal_message (tenant_id, conversation_id, at);
select company_table('internal_message', 'select, insert');
