-- One thing told to one contact by one channel: planned, then sent, cancelled or failed. What really left is the row of
-- sent_mail or sent_sms that it points to.
create table notification (
  tenant_id uuid not null references tenant,
  id uuid not null,
  dossier_id uuid not null,
  contact_id uuid not null,
  event text not null,                    -- reports, quote, appointment_set, reminder_d1, expiry…
  channel text not null check (channel in ('mail', 'sms')),
  not_before timestamptz not null,
  state text not null default 'planned' check (state in ('planned', 'sent', 'cancelled', 'failed')),
  problem text not null default '',       -- why it did not leave, as people read it
  data jsonb not null default '{}',       -- which appointment, hour or diagnostics it is about
  dedup_key text not null,
  mail_id uuid,
  sms_id uuid,
  settled_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, dedup_key),
  foreign key (tenant_id, dossier_id) references dossier (tenant_id, id) on delete cascade,
  foreign key (tenant_id, contact_id) references contact (tenant_id, id),
  foreign key (tenant_id, mail_id) references sent_mail (tenant_id, id),
  foreign key (tenant_id, sms_id) references sent_sms (tenant_id, id)
);
create index on notification (tenant_id, dossier_id, created_at desc);
create index on notification (tenant_id, contact_id);
create index on notification (tenant_id, mail_id) where mail_id is not null;
create index on notification (tenant_id, sms_id) where sms_id is not null;
select company_table('notification');
