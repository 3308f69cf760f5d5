-- The name of a staged document, sealed under the file's key; its appeal's vault takes it over.
alter table file add column name bytea;
