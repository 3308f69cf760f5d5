-- What every room stands on: messages to the world outside, answers kept for repeated requests, leases for
-- work that only one node may do, and which key the rows are sealed under (see domain/keys).

create table outbox (
  district bigint not null,
  id bigint not null,
  kind text not null,
  key text not null,
  payload text not null,
  run_at bigint not null,
  attempts bigint not null,
  lease_until bigint not null,
  created_at bigint not null,
  done_at bigint,
  failed text,
  primary key (district, id)
);
create unique index outbox_key on outbox (district, key);
create index outbox_waiting on outbox (district, run_at) where done_at is null;
create index outbox_done on outbox (district, done_at) where done_at is not null;

create table replay (
  district bigint not null,
  actor text not null,
  route text not null,
  key text not null,
  body bytea not null,
  status bigint not null,
  location text not null,
  at bigint not null,
  primary key (district, actor, route, key)
);
create index replay_age on replay (district, at);

create table lease (
  name text primary key,
  owner text not null,
  until bigint not null
);

create table key_mark (
  id bigint primary key,
  mark bytea not null,
  marked_at bigint not null
);
