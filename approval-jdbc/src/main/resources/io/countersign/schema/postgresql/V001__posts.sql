-- Posts: one mutable row each, which is the head of its chain in the record; what it points to is only ever inserted.
-- What seldom changes stands first, so that an update has less to log. The check is the last gate: what nobody cleared in this very content cannot be on its way out.
create table if not exists ${schema}${prefix}post (
    ws text collate "C" not null,
    id text collate "C" not null,
    created_at timestamp(6) with time zone not null,
    author text collate "C" not null,
    bundle text collate "C",
    channel text collate "C" not null,
    account text not null,
    time_zone text not null,
    scheduled_at timestamp(6) with time zone,
    version integer not null,
    digest bytea not null,
    round integer,
    fence bigint not null,
    lease_until timestamp(6) with time zone,
    next_at timestamp(6) with time zone,
    status text collate "C" not null,
    cleared bytea,
    revision bigint not null,
    head bytea not null,
    state text not null,
    primary key (ws, id),
    constraint ${prefix}post_cleared check (status not in ('SCHEDULED', 'PUBLISHING', 'PUBLISHED', 'UNCONFIRMED')
        or (cleared is not null and cleared = digest))
);

create index if not exists ${prefix}post_due on ${schema}${prefix}post (next_at, ws) where next_at is not null;

create index if not exists ${prefix}post_status on ${schema}${prefix}post (ws, status, id);

create index if not exists ${prefix}post_author on ${schema}${prefix}post (ws, author, id);

create index if not exists ${prefix}post_bundle on ${schema}${prefix}post (ws, bundle, id) where bundle is not null;

create table if not exists ${schema}${prefix}post_tag (
    ws text collate "C" not null,
    campaign text collate "C" not null,
    post text collate "C" not null,
    primary key (ws, campaign, post)
);

create table if not exists ${schema}${prefix}version (
    ws text collate "C" not null,
    post text collate "C" not null,
    version integer not null,
    digest bytea not null,
    body text not null,
    edited_by text collate "C" not null,
    edited_at timestamp(6) with time zone not null,
    primary key (ws, post, version)
);

create table if not exists ${schema}${prefix}round (
    ws text collate "C" not null,
    post text collate "C" not null,
    round integer not null,
    version integer not null,
    policy integer not null,
    plan text not null,
    opened_at timestamp(6) with time zone not null,
    primary key (ws, post, round)
);

create table if not exists ${schema}${prefix}assignment (
    ws text collate "C" not null,
    ref text collate "C" not null,
    is_open boolean not null,
    post text collate "C" not null,
    round integer not null,
    stage integer not null,
    primary key (ws, ref, is_open, post, round, stage)
);
