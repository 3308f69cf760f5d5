-- Who people are: residents by their phone, staff by an account, other systems by a token; who stands in
-- for whom; how often somebody tried the same at the door. Personal values are sealed under the key outside
-- the database and found again by keyed fingerprint only.

create table person (
  district bigint not null,
  id bigint not null,
  phone_print bytea,
  phone_sealed bytea,
  name_sealed bytea,
  verified_at bigint,
  created_at bigint not null,
  erased_at bigint,
  primary key (district, id)
);
create unique index person_phone on person (district, phone_print);

create table login_code (
  district bigint not null,
  phone_print bytea not null,
  made_at bigint not null,
  code_print bytea not null,
  wrong bigint not null,
  ended_at bigint,
  primary key (district, phone_print, made_at)
);
create index login_code_age on login_code (district, made_at);

create table staff (
  district bigint not null,
  id bigint not null,
  username text not null,
  name text not null,
  password_hash text not null,
  failed bigint not null,
  locked_until bigint,
  disabled_at bigint,
  must_change bigint not null,
  created_at bigint not null,
  primary key (district, id)
);
create unique index staff_username on staff (district, username);

create table post (
  district bigint not null,
  staff bigint not null,
  unit bigint not null,
  role text not null,
  from_at bigint not null,
  until_at bigint,
  primary key (district, staff, unit, role, from_at)
);
create index post_seat on post (district, unit, role);

create table absence (
  district bigint not null,
  staff bigint not null,
  from_at bigint not null,
  until_at bigint not null,
  stand_in bigint not null,
  set_at bigint not null,
  primary key (district, staff, from_at)
);
create index absence_stand_in on absence (district, stand_in, until_at);

create table session (
  district bigint not null,
  id_hash bytea not null,
  kind text not null,
  owner bigint not null,
  device text not null,
  csrf bytea not null,
  created_at bigint not null,
  last_seen bigint not null,
  expires_at bigint not null,
  revoked_at bigint,
  primary key (district, id_hash)
);
create index session_owner on session (district, kind, owner, created_at);
create index session_age on session (district, expires_at);

create table service_account (
  district bigint not null,
  id bigint not null,
  name text not null,
  token_hash bytea not null,
  scopes text not null,
  unit bigint,
  created_at bigint not null,
  disabled_at bigint,
  primary key (district, id)
);
create unique index service_account_token on service_account (district, token_hash);

create table identity_view (
  district bigint not null,
  person bigint not null,
  at bigint not null,
  id bigint not null,
  staff bigint not null,
  reason text,
  appeal bigint,
  primary key (district, person, at, id)
);
create index identity_view_staff on identity_view (district, staff, at);

create table knock (
  district bigint not null,
  what text not null,
  print bytea not null,
  since bigint not null,
  n bigint not null,
  primary key (district, what, print)
);
create index knock_age on knock (district, since);
