-- What anybody may list (see domain/appeals/outside), newest first.

create index appeal_published on appeal (district, id) where public = 1;
