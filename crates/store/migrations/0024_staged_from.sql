-- From which network address a guest staged a file, as a fingerprint, while it waits for its form.

alter table file add column came_from bytea;
create index file_came_from on file (district, came_from) where dossier is null;
