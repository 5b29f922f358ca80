-- Where to look for what waits in a stage, what is owed a review, and what a period brought.
-- One row of each stage, that of its first reviewer, names the queue that it waits in while it is open.
alter table ${schema}${prefix}assignment add column if not exists queue varchar;

alter table ${schema}${prefix}assignment add column if not exists since timestamp(6) with time zone;

alter table ${schema}${prefix}assignment add column if not exists due_at timestamp(6) with time zone;

-- Stages that opened before there were queues.
merge into ${schema}${prefix}assignment a
using (select x.ws, x.ref, x.post, x.round, x.stage,
              ((rule)."reviewers")[1] as first_ref,
              cast((rule)."name" as varchar) as name,
              cast((progress)."openedAt" as varchar) as since,
              cast((progress)."dueAt" as varchar) as due_at
         from (select y.ws, y.ref, y.post, y.round, y.stage,
                      ((cast(r.plan as varchar) format json)."stages")[y.stage + 1]."rule" as rule,
                      ((p.state format json)."progress"."stages")[y.stage + 1] as progress
                 from ${schema}${prefix}assignment y
                 join ${schema}${prefix}post p on p.ws = y.ws and p.id = y.post and p.round = y.round
                 join ${schema}${prefix}round r on r.ws = y.ws and r.post = y.post and r.round = y.round
                where y.is_open and y.queue is null) x) o
   on a.ws = o.ws and a.ref = o.ref and a.is_open and a.post = o.post and a.round = o.round and a.stage = o.stage
 when matched and o.first_ref = cast(a.ref as json) then update set
      queue = replace(replace(substring(o.name, 2, char_length(o.name) - 2), '\"', '"'), '\\', '\'),
      since = cast(trim(both '"' from o.since) as timestamp(6) with time zone),
      due_at = cast(trim(both '"' from o.due_at) as timestamp(6) with time zone);

create index if not exists ${schema}${prefix}assignment_queue
    on ${schema}${prefix}assignment (ws, is_open, queue, post, since, due_at);

alter table ${schema}${prefix}post add column if not exists owed boolean;

create index if not exists ${schema}${prefix}post_owed on ${schema}${prefix}post (ws, owed, id);

create index if not exists ${schema}${prefix}post_slot on ${schema}${prefix}post (ws, status, scheduled_at, id);

create index if not exists ${schema}${prefix}entry_action on ${schema}${prefix}entry (ws, action, at, stream, seq);

create index if not exists ${schema}${prefix}round_opened on ${schema}${prefix}round (ws, opened_at, post, round);
