-- What every room stands on: messages to the world outside, work that follows a commit,
-- answers kept for repeated requests, and leases for work that only one node may do.

create table outbox (
  id bigint primary key,
  district bigint not null,
  kind text not null,
  key text not null,
  payload text not null,
  run_at bigint not null,
  attempts bigint not null,
  lease_until bigint not null,
  created_at bigint not null,
  done_at bigint,
  failed text
);
create unique index outbox_key on outbox (key);
create index outbox_waiting on outbox (district, run_at) where done_at is null;

create table replay (
  actor text not null,
  route text not null,
  key text not null,
  body bytea not null,
  status bigint not null,
  location text not null,
  at bigint not null,
  primary key (actor, route, key)
);
create index replay_age on replay (at);

create table lease (
  name text primary key,
  owner text not null,
  until bigint not null
);
