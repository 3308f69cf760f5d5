-- The registers an open appeal is in (hold, hard, supervised, board), with commas around each, so that
-- a register is read without looking at every appeal.

alter table appeal add column registers text not null default '';
create index appeal_registers on appeal (district, id) where registers <> '';

-- What is in a register already. One too many is left out when the register is read.
update appeal set registers = ','
    || (case when casework like '%"what":"hold"%' then 'hold,' else '' end)
    || (case when casework like '%"why":"hard"%' then 'hard,' else '' end)
    || (case when casework like '%"why":"supervised"%' then 'supervised,' else '' end)
    || (case when casework like '%"why":"board"%' then 'board,' else '' end)
  where standing not in ('closed', 'declined', 'withdrawn', 'transferred')
    and (casework like '%"what":"hold"%' or casework like '%"listings"%');
