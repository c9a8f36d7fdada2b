-- The kernel's tables. Every company table goes through `company_table`, which gives it forced row-level
-- security, its policy and its grants; the catalogue test refuses a table that did not.
create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists btree_gist;

revoke create on schema public from public;
grant usage on schema public to odissee_app, odissee_relay;

create function company_table(target regclass, rights text default 'select, insert, update, delete')
returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy company on %s using (tenant_id = current_setting(''app.tenant'')::uuid)'
    ' with check (tenant_id = current_setting(''app.tenant'')::uuid)', target);
  execute format('alter table %s alter column tenant_id set default current_setting(''app.tenant'')::uuid', target);
  execute format('grant %s on %s to odissee_app', rights, target);
end $$;
revoke execute on function company_table from public;

-- Global tables: on the explicit list GLOBAL_TABLES of odissee.platform.db.
create table tenant (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,38}[a-z0-9]$'),
  name text not null,
  siren text,
  plan text not null default 'essai',
  status text not null default 'active' check (status in ('active', 'suspended', 'closed')),
  time_zone text not null default 'Europe/Paris',
  brand text not null default '#165c8f',
  logo_sha256 text,
  custom_host text unique,
  embed_origins text[] not null default '{}',
  suspended_reason text,
  created_at timestamptz not null default now()
);
grant select, insert, update on tenant to odissee_app;
grant select (id, status, plan) on tenant to odissee_relay;

create table login (
  id uuid primary key,
  email_hash bytea not null unique,
  password_hash text,
  password_changed_at timestamptz,
  totp_secret bytea,                      -- sealed with the installation's secret
  totp_on timestamptz,
  totp_last_step bigint,                  -- a code serves once
  failures int not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null default now()
);
create table login_passkey (
  credential_id bytea primary key,
  login_id uuid not null references login,
  public_key bytea not null,
  sign_count bigint not null,
  name text not null,
  host text not null,                     -- a passkey belongs to the host where it was made
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index on login_passkey (login_id);
create table login_recovery_code (
  login_id uuid not null references login,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (login_id, code_hash)
);
create table login_tenant (               -- which companies a person may switch to
  login_id uuid not null references login,
  tenant_id uuid not null references tenant,
  primary key (login_id, tenant_id)
);
create table operator (                   -- the people who run Odissée
  id uuid primary key,
  login_id uuid not null unique references login,
  name text not null,
  created_at timestamptz not null default now(),
  revoked_at timestamptz
);
create table operator_session (
  token_hash bytea primary key,
  operator_id uuid not null references operator,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create table rate_bucket (                -- keys are hashes of (what, who)
  key bytea primary key,
  count int not null,
  window_start timestamptz not null,
  blocked_until timestamptz
);
create table signup (                     -- a company that has not confirmed its mail yet
  id uuid primary key,
  token_hash bytea not null unique,
  data jsonb not null,
  expires_at timestamptz not null,
  confirmed_at timestamptz,
  created_at timestamptz not null default now()
);
grant select, insert, update, delete on login, login_passkey, login_recovery_code, login_tenant, operator,
  operator_session, rate_bucket, signup to odissee_app;

-- People of a company, staff or client. Profiles and sites decide what they may do.
create table membership (
  tenant_id uuid not null references tenant,
  id uuid not null,
  login_id uuid references login,
  kind text not null check (kind in ('staff', 'client', 'support')),
  staff_id uuid,
  contact_id uuid,
  email text,
  display_name text not null,
  initials text not null default '',
  profiles text[] not null default '{}',
  site_ids uuid[],                        -- null: every site
  active_from date,
  active_until date,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, login_id)
);
select company_table('membership');

create table session (
  tenant_id uuid not null references tenant,
  id uuid not null,
  token_hash bytea not null,
  membership_id uuid not null,
  created_at timestamptz not null default now(),
  created_by uuid,
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  fresh_until timestamptz,                -- a recent proof of identity, for sensitive acts
  ip text,
  user_agent text,
  device_hash bytea,
  revoked_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, token_hash),
  foreign key (tenant_id, membership_id) references membership (tenant_id, id)
);
create index on session (tenant_id, membership_id);
select company_table('session');

create table known_device (               -- a browser already seen: no mail for it again
  tenant_id uuid not null references tenant,
  membership_id uuid not null,
  device_hash bytea not null,
  first_seen_at timestamptz not null default now(),
  primary key (tenant_id, membership_id, device_hash),
  foreign key (tenant_id, membership_id) references membership (tenant_id, id)
);
select company_table('known_device');

create table permission_grant (           -- only the cells that differ from the defaults
  tenant_id uuid not null references tenant,
  profile text not null,
  permission text not null,
  scope text not null check (scope in ('all', 'own', 'none')),
  changed_at timestamptz not null default now(),
  changed_by uuid,
  primary key (tenant_id, profile, permission)
);
select company_table('permission_grant');

create table capability (                 -- links of 128 bits, hashed at rest, scoped, expiring, revocable
  tenant_id uuid not null references tenant,
  id uuid not null,
  token_hash bytea not null,
  scope text not null,
  subject_id uuid not null,
  contact_id uuid,
  sent_to text,
  data jsonb not null default '{}',
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, token_hash)
);
create index on capability (tenant_id, subject_id);
select company_table('capability');

create table one_time_code (              -- six digits by SMS or mail, hashed, ten minutes, five tries
  tenant_id uuid not null references tenant,
  id uuid not null,
  purpose text not null,
  subject_id uuid not null,
  code_hash bytea not null,
  channel text not null check (channel in ('sms', 'mail')),
  sent_to text not null,
  expires_at timestamptz not null,
  tries int not null default 0,
  used_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id)
);
create index on one_time_code (tenant_id, purpose, subject_id, created_at desc);
select company_table('one_time_code');

-- Side effects: nothing leaves inside a transaction, everything is a row here with its own key.
create table job (
  tenant_id uuid not null references tenant,
  id uuid not null,
  kind text not null,
  payload jsonb not null default '{}',
  dedup_key text not null,
  state text not null default 'ready' check (state in ('ready', 'running', 'done', 'dead')),
  not_before timestamptz not null default now(),
  attempts int not null default 0,
  lease_by uuid,
  lease_until timestamptz,
  published_at timestamptz,
  started_at timestamptz,
  done_at timestamptz,
  last_error text,
  request_id text,
  done_count int,
  total_count int,
  created_at timestamptz not null default clock_timestamp(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, dedup_key)
);
create index job_due on job (not_before) where state in ('ready', 'running');
create index job_dead on job (tenant_id, created_at desc) where state = 'dead';
select company_table('job');
create policy relay on job to odissee_relay using (true);
grant select (tenant_id, id, state, not_before, lease_until, published_at, created_at) on job to odissee_relay;
grant update (published_at) on job to odissee_relay;

create function job_added() returns trigger language plpgsql as $$
begin
  perform pg_notify('job', '');
  return null;
end $$;
create trigger job_added after insert on job for each statement execute function job_added();

create table inbox_entry (                -- what came in: same key and body, same answer; other body, refused
  tenant_id uuid not null references tenant,
  id uuid not null,
  source text not null,
  key text not null,
  body_hash bytea not null,
  answer jsonb,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, source, key)
);
select company_table('inbox_entry', 'select, insert');

create table journal_head (
  tenant_id uuid primary key references tenant,
  seq bigint not null
);
select company_table('journal_head', 'select, insert, update');
create table journal_entry (
  tenant_id uuid not null references tenant,
  seq bigint not null,
  id uuid not null,
  at timestamptz not null,
  actor_id uuid,
  actor_name text not null,
  via text not null,
  request_id text,
  subject_kind text not null,
  subject_id uuid not null,
  dossier_id uuid,
  verb text not null,
  before jsonb,
  after jsonb,
  undoes uuid,                            -- the entry that this one takes back
  primary key (tenant_id, seq),
  unique (tenant_id, id)
);
create index on journal_entry (tenant_id, dossier_id, seq desc) where dossier_id is not null;
create index on journal_entry (tenant_id, subject_id, seq desc);
create index on journal_entry (tenant_id, undoes) where undoes is not null;
select company_table('journal_entry', 'select, insert');

create table stored_file (                -- bytes lie under <tenant>/<sha256>, immutable
  tenant_id uuid not null references tenant,
  id uuid not null,
  sha256 text not null,
  size bigint not null,
  media_type text not null,
  name text not null,
  kind text not null,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id)
);
create index on stored_file (tenant_id, sha256);
select company_table('stored_file');

create table sent_mail (
  tenant_id uuid not null references tenant,
  id uuid not null,
  dedup_key text not null,
  event text not null,
  to_email text not null,
  to_name text not null default '',
  reply_to text,
  subject text not null,
  text_body text not null,
  html_body text not null,
  headers jsonb not null default '{}',
  attachments jsonb not null default '[]',
  state text not null default 'queued'
    check (state in ('queued', 'held', 'sent', 'delivered', 'bounced', 'failed', 'cancelled')),
  message_id text,
  provider_ref text,
  problem text,
  not_before timestamptz not null default now(),
  sent_at timestamptz,
  dossier_id uuid,
  contact_id uuid,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, dedup_key)
);
create index on sent_mail (tenant_id, created_at desc);
create index on sent_mail (tenant_id, dossier_id) where dossier_id is not null;
create index on sent_mail (tenant_id, message_id) where message_id is not null;
select company_table('sent_mail');

create table sent_sms (
  tenant_id uuid not null references tenant,
  id uuid not null,
  dedup_key text not null,
  event text not null,
  to_phone text not null,
  body text not null,
  encoding text not null,
  segments int not null,
  state text not null default 'queued'
    check (state in ('queued', 'held', 'sent', 'delivered', 'failed', 'cancelled')),
  provider text,
  provider_ref text,
  problem text,
  not_before timestamptz not null default now(),
  sent_at timestamptz,
  dossier_id uuid,
  contact_id uuid,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, dedup_key)
);
create index on sent_sms (tenant_id, created_at desc);
select company_table('sent_sms');
create table sms_stop (
  tenant_id uuid not null references tenant,
  phone text not null,
  at timestamptz not null default now(),
  primary key (tenant_id, phone)
);
select company_table('sms_stop');

create table setting (
  tenant_id uuid not null references tenant,
  key text not null,
  value jsonb not null,
  valid_from timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, key, valid_from)
);
select company_table('setting', 'select, insert');

create table template (                   -- a company's own wording; the default texts are in the code
  tenant_id uuid not null references tenant,
  id uuid not null,
  key text not null,
  version int not null,
  subject text,
  body text not null,
  active boolean not null default true,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, key, version)
);
select company_table('template', 'select, insert');

-- Search: how an object is shown, one narrow row of its words, and the company's words for one typo.
create table search_card (
  tenant_id uuid not null references tenant,
  id uuid not null,
  kind text not null,
  title text not null,
  detail text not null default '',
  href text not null,
  primary key (tenant_id, id)
);
select company_table('search_card');
create table search_document (
  tenant_id uuid not null references tenant,
  id uuid not null,                       -- the object's own id
  part int not null default 0,            -- long texts are cut: an index row holds 2,704 bytes
  kind text not null,
  text text not null check (octet_length(text) <= 1800),
  primary key (tenant_id, id, part)
);
create index search_cover on search_document (tenant_id, id desc) include (kind, text);
select company_table('search_document');
create table search_word (                -- symmetric deletes: a word and its forms with one letter missing
  tenant_id uuid not null references tenant,
  form text not null,
  word text not null,
  primary key (tenant_id, form, word)
);
select company_table('search_word');
