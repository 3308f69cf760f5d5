-- Urging, calls owed for notices that did not arrive, and when a window for rating ends.

alter table appeal add column urges bigint not null default 0;
alter table appeal add column urged_at bigint;
alter table appeal add column call text;
alter table appeal add column closes_at bigint;
create index appeal_closing on appeal (district, closes_at, id) where closes_at is not null;
create index outbox_done on outbox (done_at) where done_at is not null;
