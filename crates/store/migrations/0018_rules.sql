-- Rules that change while matters run: who brought a version into force and why, the one draft that
-- is worked on, and up to which version a matter took over what later rules said running ones do.

alter table rule_set add column author text not null default '';
alter table rule_set add column why text not null default '';

create table rule_draft (
  district bigint primary key,
  n bigint not null,
  based_on bigint not null,
  changed_at bigint not null,
  author text not null,
  body text not null
);

alter table appeal add column rules_as_of bigint not null default 0;
update appeal set rules_as_of = rules;
