-- The pages of the sections beside the appeals: every version, with who wrote it and when.

create table content_version (
  district bigint not null,
  section text not null,
  n bigint not null,
  body text not null,
  at bigint not null,
  staff bigint not null,
  author text not null,
  primary key (district, section, n)
);
