-- Who people are: residents by their phone, staff by an account, other systems by a token.
-- All of it is global, not of a district. Personal values are sealed under the key outside the
-- database and found again by keyed fingerprint only.

create table person (
  id bigint primary key,
  phone_print bytea,
  phone_sealed bytea,
  name_sealed bytea,
  verified_at bigint,
  created_at bigint not null,
  erased_at bigint
);
create unique index person_phone on person (phone_print);

create table login_code (
  phone_print bytea not null,
  made_at bigint not null,
  code_print bytea not null,
  wrong bigint not null,
  ended_at bigint,
  primary key (phone_print, made_at)
);
create index login_code_age on login_code (made_at);

create table staff (
  id bigint primary key,
  username text not null,
  name text not null,
  password_hash text not null,
  failed bigint not null,
  locked_until bigint,
  disabled_at bigint,
  must_change bigint not null,
  created_at bigint not null
);
create unique index staff_username on staff (username);

create table post (
  staff bigint not null,
  unit bigint not null,
  role text not null,
  from_at bigint not null,
  until_at bigint,
  primary key (staff, unit, role, from_at)
);
create index post_seat on post (unit, role);

create table session (
  id_hash bytea primary key,
  kind text not null,
  owner bigint not null,
  device text not null,
  csrf bytea not null,
  created_at bigint not null,
  last_seen bigint not null,
  expires_at bigint not null,
  revoked_at bigint
);
create index session_owner on session (kind, owner, created_at);
create index session_age on session (expires_at);

create table service_account (
  id bigint primary key,
  name text not null,
  token_hash bytea not null,
  scopes text not null,
  unit bigint,
  created_at bigint not null,
  disabled_at bigint
);
create unique index service_account_token on service_account (token_hash);

create table identity_view (
  person bigint not null,
  at bigint not null,
  id bigint not null,
  staff bigint not null,
  reason text,
  appeal bigint,
  primary key (person, at, id)
);
create index identity_view_staff on identity_view (staff, at);
