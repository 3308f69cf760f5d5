-- How often somebody tried the same at the door: an address, a phone, an account or a number, each
-- known by a keyed fingerprint only.

create table knock (
  what text not null,
  print bytea not null,
  since bigint not null,
  n bigint not null,
  primary key (what, print)
);
create index knock_age on knock (since);
