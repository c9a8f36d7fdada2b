-- The domain that a company sends its mails from, once its DNS says that it may (SPF, DKIM, DMARC).
create table sending_domain (
  tenant_id uuid primary key references tenant,
  domain text not null,
  local_part text not null default 'contact',
  selector text not null,
  public_key text not null,
  private_key bytea not null,             -- sealed with the installation's secret
  checked_at timestamptz,
  findings jsonb not null default '[]',
  verified_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid
);
select company_table('sending_domain');
create index on sent_mail (tenant_id, lower(to_email), created_at desc);
create index on sent_mail (tenant_id, id desc) where state in ('bounced', 'failed');
create index on sent_sms (tenant_id, id desc) where state = 'failed';
create index on sent_sms (tenant_id, provider, provider_ref) where provider_ref is not null;
