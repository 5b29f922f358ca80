-- Where to look for links whose end is to be announced, whose holders ask for a new one, and for those of a creator or status.
alter table ${schema}${prefix}link add column if not exists warn_at timestamp(6) with time zone;

alter table ${schema}${prefix}link add column if not exists asked boolean;

-- Links from before there were warnings; what of those is past already is not made up for.
update ${schema}${prefix}link
   set warn_at = case when expires_at > current_timestamp + interval '7' day then expires_at - interval '7' day
                      else expires_at - interval '1' day end
 where warn_at is null and revoked_at is null and expires_at > current_timestamp + interval '1' day;

update ${schema}${prefix}link set asked = true
 where asked is null and cast((state format json)."renewals"."openSince" as varchar) <> 'null';

create index if not exists ${schema}${prefix}link_warn on ${schema}${prefix}link (warn_at, ws, id);

create index if not exists ${schema}${prefix}link_asked on ${schema}${prefix}link (ws, asked, id);

create index if not exists ${schema}${prefix}link_creator on ${schema}${prefix}link (ws, created_by, id);

create index if not exists ${schema}${prefix}link_status on ${schema}${prefix}link (ws, id, expires_at, revoked_at);
