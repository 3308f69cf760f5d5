-- Texts that staff keep for their own forms, or for their unit's.

create table phrase (
  district bigint not null,
  id bigint not null,
  staff bigint not null,
  unit bigint,
  title text not null,
  body text not null,
  changed_at bigint not null,
  primary key (district, id)
);
create index phrase_staff on phrase (district, staff);
create index phrase_unit on phrase (district, unit) where unit is not null;
