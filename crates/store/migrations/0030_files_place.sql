-- In which folder or bucket the district's photos lie: the mark that was laid there.
create table files_place (
  district bigint primary key,
  mark text not null,
  since bigint not null
);
