-- Since when nothing tells any more who an approver was; the name is empty then. And where to look for answers that are kept no longer.
alter table ${schema}${prefix}approver add column if not exists erased_at timestamp(6) with time zone;

create index if not exists ${schema}${prefix}answer_lapsed on ${schema}${prefix}answer (at);
