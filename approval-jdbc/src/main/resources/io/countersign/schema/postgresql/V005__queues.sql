-- Where to look for what waits in a stage, what is owed a review, and what a period brought.
-- One row of each stage, that of its first reviewer, names the queue that it waits in while it is open.
alter table ${schema}${prefix}assignment
    add column if not exists queue text collate "C",
    add column if not exists since timestamp(6) with time zone,
    add column if not exists due_at timestamp(6) with time zone;

-- Stages that opened before there were queues.
update ${schema}${prefix}assignment a
   set queue = r.plan::json -> 'stages' -> a.stage -> 'rule' ->> 'name',
       since = (p.state::json -> 'progress' -> 'stages' -> a.stage ->> 'openedAt')::timestamp(6) with time zone,
       due_at = (p.state::json -> 'progress' -> 'stages' -> a.stage ->> 'dueAt')::timestamp(6) with time zone
  from ${schema}${prefix}post p
  join ${schema}${prefix}round r on r.ws = p.ws and r.post = p.id and r.round = p.round
 where p.ws = a.ws and p.id = a.post and p.round = a.round
   and a.is_open and a.queue is null
   and a.ref = r.plan::json -> 'stages' -> a.stage -> 'rule' -> 'reviewers' ->> 0;

create index if not exists ${prefix}assignment_queue on ${schema}${prefix}assignment (ws, is_open, queue, post)
    include (since, due_at) where is_open and queue is not null;

alter table ${schema}${prefix}post add column if not exists owed boolean;

create index if not exists ${prefix}post_owed on ${schema}${prefix}post (ws, owed, id) where owed;

create index if not exists ${prefix}post_slot on ${schema}${prefix}post (ws, scheduled_at, id) where status = 'IN_REVIEW';

create index if not exists ${prefix}entry_decided on ${schema}${prefix}entry (ws, at, stream, seq)
    where action = 'post.decided';

create index if not exists ${prefix}round_opened on ${schema}${prefix}round (ws, opened_at, post, round);
