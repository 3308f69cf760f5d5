-- Who stands in for whom, and when: the stand-in's queues and moves include those of the absent.

create table absence (
  staff bigint not null,
  from_at bigint not null,
  until_at bigint not null,
  stand_in bigint not null,
  set_at bigint not null,
  primary key (staff, from_at)
);
create index absence_stand_in on absence (stand_in, until_at);
