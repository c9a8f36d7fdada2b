-- The journal of a company that takes its examples away closes up and counts again from a lower number: what is kept
-- until an act (lists, counters) tells both times apart by how often that happened.
alter table journal_head add column closed_up bigint not null default 0;
