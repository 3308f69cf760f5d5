-- Lists cost the same however long the history behind them is: an index for each filter that may be rare.

-- What a stranger reads of the list of other cities' tools, whole and by tile; what a sender asks of his own.
drop index appeal_published;
create index appeal_outside on appeal (district, id)
  where public = 1 and standing in ('following_up', 'closed');
create index appeal_outside_tile on appeal (district, tile, id)
  where public = 1 and standing in ('following_up', 'closed');
create index appeal_applicant_tile on appeal (district, applicant, tile, id) where tile is not null;
create index appeal_ended_of on appeal (district, applicant, id)
  where standing in ('closed', 'declined', 'transferred', 'withdrawn');

-- What queues are sifted by stands with the duty: its kind and what its dossier says, as `accept/livelihood`,
-- written with it. One column holds both, so that no plan goes by the kind alone.
alter table duty add column of_sort text;
alter table duty add column of_list text;
update duty set
  of_sort = (select duty.kind || '/' || dossier.sort from dossier
    where dossier.district = duty.district and dossier.id = duty.dossier),
  of_list = (select duty.kind || '/' || dossier.list from dossier
    where dossier.district = duty.district and dossier.id = duty.dossier);
drop index duty_seat;
drop index duty_person;
create index duty_seat on duty (district, at_unit, at_role, kind, due, dossier, part);
create index duty_person on duty (district, person, kind, due, dossier, part) where person is not null;
create index duty_seat_sort on duty (district, at_unit, at_role, of_sort, due, dossier, part);
create index duty_seat_list on duty (district, at_unit, at_role, of_list, due, dossier, part)
  where of_list is not null;

-- The search by what an appeal is.
create index appeal_standing on appeal (district, standing, id);
create index appeal_kind on appeal (district, kind, id);

-- The register of praise: by where it stands, and what a unit or a person was thanked for.
create index praise_standing on praise (district, standing, given_at, id);
create index praise_unit_given on praise (district, unit, given_at, id) where standing = 'published';
create index praise_person_given on praise (district, person, given_at, id)
  where standing = 'published' and person is not null;
