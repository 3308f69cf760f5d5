-- The second factor of staff: a secret under the key outside the database, the step of the last code that
-- counted (none counts twice), and what is left of the recovery codes, by their fingerprints.
create table factor (
  district bigint not null,
  staff bigint not null,
  secret bytea not null,
  since bigint not null,
  last_step bigint not null,
  primary key (district, staff)
);
create table recovery (
  district bigint not null,
  staff bigint not null,
  print bytea not null,
  primary key (district, staff, print)
);
