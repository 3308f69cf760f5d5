-- Seals are signed with a key outside the database; those from before are signed once, when the program starts.
alter table seal add column signature bytea;
create index identity_view_appeal on identity_view (district, appeal);
