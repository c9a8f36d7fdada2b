-- What was read in a pasted text or a mail (OUR-15): each field's words stay beside the draft that it filled.
create table order_reading (
  tenant_id uuid not null references tenant,
  id uuid not null,
  draft_id uuid not null,
  text text not null,                      -- the message as read
  readings jsonb not null default '[]',    -- [{field, value, words, why, doubt}]
  remainder jsonb not null default '[]',   -- what no reading used
  question text not null default '',
  siblings jsonb not null default '[]',    -- drafts of the other properties of the same message
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, draft_id),
  foreign key (tenant_id, draft_id) references order_draft (tenant_id, id) on delete cascade
);
select company_table('order_reading');
