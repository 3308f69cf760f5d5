-- What somebody typed into a form that is not sent yet, sealed; for his session or browser only.

create table unsent (
  owner bytea not null,
  form text not null,
  sealed bytea not null,
  at bigint not null,
  primary key (owner, form)
);
create index unsent_at on unsent (at);
