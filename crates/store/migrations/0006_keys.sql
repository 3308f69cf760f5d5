-- Which key the rows are sealed under, without telling the key. See domain/keys.

create table key_mark (
  id bigint primary key,
  mark bytea not null,
  marked_at bigint not null
);
