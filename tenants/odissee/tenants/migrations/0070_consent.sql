-- What a person allowed or refused, by channel and purpose. From now on a line is never rewritten: the newest one
-- counts, the older ones prove.
alter table consent no force row level security;
alter table consent rename column proof to wording;        -- the very question, or what the person said
alter table consent alter column wording set default '';
alter table consent
  add column answer text not null default 'given',         -- none: the line before it was a mistake
  add column source text not null default 'written',
  add column by_name text not null default '';             -- who noted it
update consent set answer = 'withdrawn', at = revoked_at where revoked_at is not null;
alter table consent
  drop column revoked_at,
  alter column answer drop default, alter column source drop default, alter column by_name drop default,
  add check (answer in ('given', 'withdrawn', 'none')),
  add check (source in ('oral', 'written', 'web', 'link', 'undo')),
  add check (purpose in ('renewal', 'marketing'));
alter table consent force row level security;
create index on consent (tenant_id, contact_id, channel, purpose, at desc);
revoke update, delete on consent from odissee_app;
