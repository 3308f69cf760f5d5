-- The rules in force and before, who brought them and why, and the one draft that is worked on.

create table rule_set (
  district bigint not null,
  version bigint not null,
  valid_from bigint not null,
  recorded_at bigint not null,
  digest text not null,
  body text not null,
  author text not null,
  why text not null,
  primary key (district, version)
);

create table rule_draft (
  district bigint not null,
  n bigint not null,
  based_on bigint not null,
  changed_at bigint not null,
  author text not null,
  body text not null,
  primary key (district)
);
