-- Who reviews: approvers with their groups, their links and review sessions, and the policy that routes to them.
create table if not exists ${schema}${prefix}approver (
    ws varchar not null,
    id varchar not null,
    revision bigint not null,
    head binary(32) not null,
    name varchar not null,
    email varchar,
    kind varchar not null,
    user_id varchar,
    created_at timestamp(6) with time zone not null,
    deleted_at timestamp(6) with time zone,
    primary key (ws, id)
);

create index if not exists ${schema}${prefix}approver_user on ${schema}${prefix}approver (ws, user_id);

create table if not exists ${schema}${prefix}member (
    ws varchar not null,
    group_name varchar not null,
    approver varchar not null,
    primary key (ws, group_name, approver)
);

create index if not exists ${schema}${prefix}member_approver on ${schema}${prefix}member (ws, approver, group_name);

create table if not exists ${schema}${prefix}link (
    ws varchar not null,
    id varchar not null,
    revision bigint not null,
    head binary(32) not null,
    approver varchar not null,
    generation integer not null,
    kid varchar not null,
    mac binary(32) not null,
    password varchar not null,
    created_by varchar not null,
    created_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null,
    revoked_at timestamp(6) with time zone,
    state varchar not null,
    failures integer not null,
    not_before timestamp(6) with time zone,
    throttled integer not null,
    wrong_secrets integer not null,
    uses integer not null,
    last_used_at timestamp(6) with time zone,
    primary key (ws, id)
);

create unique index if not exists ${schema}${prefix}link_id on ${schema}${prefix}link (id);

create index if not exists ${schema}${prefix}link_approver on ${schema}${prefix}link (ws, approver, id);

create table if not exists ${schema}${prefix}session (
    ws varchar not null,
    id binary(32) not null,
    link varchar not null,
    generation integer not null,
    approver varchar not null,
    created_at timestamp(6) with time zone not null,
    seen_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null,
    viewed varchar not null,
    primary key (ws, id)
);

create unique index if not exists ${schema}${prefix}session_id on ${schema}${prefix}session (id);

create table if not exists ${schema}${prefix}policy (
    ws varchar not null,
    revision bigint not null,
    head binary(32) not null,
    version integer not null,
    primary key (ws)
);

create table if not exists ${schema}${prefix}policy_version (
    ws varchar not null,
    version integer not null,
    body character large object not null,
    changed_by varchar,
    changed_at timestamp(6) with time zone,
    primary key (ws, version)
);
