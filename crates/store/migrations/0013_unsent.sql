-- What was typed and not yet sent, sealed, for a day.

create table unsent (
  district bigint not null,
  owner bytea not null,
  form text not null,
  sealed bytea not null,
  at bigint not null,
  primary key (district, owner, form)
);
create index unsent_at on unsent (district, at);
