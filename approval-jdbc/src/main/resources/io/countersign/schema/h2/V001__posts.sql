-- Posts: one mutable row each, which is the head of its chain in the record; what it points to is only ever inserted.
-- What seldom changes stands first, so that an update has less to log. The check is the last gate: what nobody cleared in this very content cannot be on its way out.
create table if not exists ${schema}${prefix}post (
    ws varchar not null,
    id varchar not null,
    created_at timestamp(6) with time zone not null,
    author varchar not null,
    bundle varchar,
    channel varchar not null,
    account varchar not null,
    time_zone varchar not null,
    scheduled_at timestamp(6) with time zone,
    version integer not null,
    digest binary(32) not null,
    round integer,
    fence bigint not null,
    lease_until timestamp(6) with time zone,
    next_at timestamp(6) with time zone,
    status varchar not null,
    cleared binary(32),
    revision bigint not null,
    head binary(32) not null,
    state varchar not null,
    primary key (ws, id),
    constraint ${schema}${prefix}post_cleared check (status not in ('SCHEDULED', 'PUBLISHING', 'PUBLISHED', 'UNCONFIRMED')
        or (cleared is not null and cleared = digest))
);

create index if not exists ${schema}${prefix}post_due on ${schema}${prefix}post (next_at, ws);

create index if not exists ${schema}${prefix}post_status on ${schema}${prefix}post (ws, status, id);

create index if not exists ${schema}${prefix}post_author on ${schema}${prefix}post (ws, author, id);

create index if not exists ${schema}${prefix}post_bundle on ${schema}${prefix}post (ws, bundle, id);

create table if not exists ${schema}${prefix}post_tag (
    ws varchar not null,
    campaign varchar not null,
    post varchar not null,
    primary key (ws, campaign, post)
);

create table if not exists ${schema}${prefix}version (
    ws varchar not null,
    post varchar not null,
    version integer not null,
    digest binary(32) not null,
    body character large object not null,
    edited_by varchar not null,
    edited_at timestamp(6) with time zone not null,
    primary key (ws, post, version)
);

create table if not exists ${schema}${prefix}round (
    ws varchar not null,
    post varchar not null,
    round integer not null,
    version integer not null,
    policy integer not null,
    plan character large object not null,
    opened_at timestamp(6) with time zone not null,
    primary key (ws, post, round)
);

create table if not exists ${schema}${prefix}assignment (
    ws varchar not null,
    ref varchar not null,
    is_open boolean not null,
    post varchar not null,
    round integer not null,
    stage integer not null,
    primary key (ws, ref, is_open, post, round, stage)
);
