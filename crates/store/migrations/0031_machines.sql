-- Letters are taken by kind, the oldest first; and the nodes that serve a district, each with its last sign
-- of life.

drop index outbox_waiting;
create index outbox_waiting on outbox (district, kind, run_at) where done_at is null;

create table node (
  district bigint not null,
  name text not null,
  at bigint not null,
  began_at bigint not null,
  primary key (district, name)
);
