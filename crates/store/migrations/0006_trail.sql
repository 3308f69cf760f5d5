-- What happened, in an order nobody can change unseen. See domain/trail.

create table event (
  district bigint not null,
  appeal bigint not null,
  seq bigint not null,
  occurred_at bigint not null,
  recorded_at bigint not null,
  actor text not null,
  kind text not null,
  payload text not null,
  prev bytea not null,
  hash bytea not null,
  primary key (district, appeal, seq)
);

create table unsealed (
  district bigint not null,
  appeal bigint not null,
  seq bigint not null,
  hash bytea not null,
  primary key (district, appeal, seq)
);

create table seal (
  district bigint not null,
  n bigint not null,
  at bigint not null,
  root bytea not null,
  prev bytea not null,
  hash bytea not null,
  leaves bytea not null,
  primary key (district, n)
);

create table vault_key (
  district bigint not null,
  appeal bigint not null,
  wrapped bytea not null,
  primary key (district, appeal)
);

create table vault (
  district bigint not null,
  appeal bigint not null,
  n bigint not null,
  salt bytea,
  sealed bytea,
  primary key (district, appeal, n)
);
