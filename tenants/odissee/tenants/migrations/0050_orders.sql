-- The draft of an order knows who changed each field last, so that two people on one draft are told; a saved
-- order keeps what was typed, for « Reprendre la commande », and what the visit needs to know.
alter table order_draft add column stamps jsonb not null default '{}';  -- field → [version, page, name, instant]
alter table order_draft add column edited_since timestamptz;
create index order_draft_open on order_draft (tenant_id, created_by) where closed_at is null;

create table order_sheet (                -- one a dossier: the order as it was last saved
  tenant_id uuid not null references tenant,
  id uuid not null,
  dossier_id uuid not null,
  data jsonb not null default '{}',       -- field name → raw text as typed
  access text not null default 'on_site' check (access in ('on_site', 'keys', 'keeper')),
  keys_place text not null default '',
  companion text not null default '',
  payment_on_site boolean not null default false,
  minutes int not null default 0,
  price_mode text not null default '',
  gross_cents bigint not null default 0,
  discount_cents bigint not null default 0,
  discount_comment text not null default '',
  discount_reason text not null default '',  -- why a discount to an agency that pays was kept (rules §7)
  saved_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, dossier_id),
  foreign key (tenant_id, dossier_id) references dossier (tenant_id, id) on delete cascade
);
select company_table('order_sheet');
