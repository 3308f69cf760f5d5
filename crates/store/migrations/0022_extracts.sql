-- How many matters of an extract were written so far, while it is being made.
create table extract_progress (
  district bigint not null,
  dossier bigint not null,
  done bigint not null,
  primary key (district, dossier)
);

-- On which days everybody who oversees something was told how it stands.
create table brief_day (
  district bigint not null,
  day bigint not null,
  primary key (district, day)
);
