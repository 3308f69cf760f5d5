-- A lock never falls on the victim: wrong tries are counted by whom they come from.

-- The devices somebody has logged in on, by the fingerprint of their cookie.
create table device (
  district bigint not null,
  kind text not null,
  owner bigint not null,
  print bytea not null,
  since bigint not null,
  seen_at bigint not null,
  primary key (district, kind, owner, print)
);
create index device_age on device (district, seen_at);

-- Wrong passwords for an account, by known device or network address.
create table wrong_password (
  district bigint not null,
  staff bigint not null,
  source bytea not null,
  failed bigint not null,
  locked_until bigint,
  at bigint not null,
  primary key (district, staff, source)
);
create index wrong_password_age on wrong_password (district, at);
alter table staff drop column failed;
alter table staff drop column locked_until;

-- Codes live for five minutes: those on their way are asked for again. Several live at once, each
-- asked for by another source.
drop table login_code;
create table login_code (
  district bigint not null,
  phone_print bytea not null,
  made_at bigint not null,
  source bytea not null,
  browser bytea,
  known bigint not null,
  code_print bytea not null,
  wrong bigint not null,
  ended_at bigint,
  primary key (district, phone_print, made_at, source)
);
create index login_code_age on login_code (district, made_at);

-- Wrong tries at a living code, by whom they come from.
create table wrong_code (
  district bigint not null,
  phone_print bytea not null,
  made_at bigint not null,
  code_source bytea not null,
  source bytea not null,
  wrong bigint not null,
  primary key (district, phone_print, made_at, code_source, source)
);
create index wrong_code_age on wrong_code (district, made_at);

-- Who tried to get in, when, from where, and what became of it.
create table login_event (
  district bigint not null,
  at bigint not null,
  id bigint not null,
  kind text not null,
  account bigint,
  phone_print bytea,
  address text not null,
  device bytea,
  outcome text not null,
  primary key (district, at, id)
);
create index login_event_account on login_event (district, kind, account, at, id);
