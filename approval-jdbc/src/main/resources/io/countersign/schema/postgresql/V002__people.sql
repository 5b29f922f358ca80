-- Who reviews: approvers with their groups, their links and review sessions, and the policy that routes to them.
create table if not exists ${schema}${prefix}approver (
    ws text collate "C" not null,
    id text collate "C" not null,
    revision bigint not null,
    head bytea not null,
    name text not null,
    email text,
    kind text collate "C" not null,
    user_id text collate "C",
    created_at timestamp(6) with time zone not null,
    deleted_at timestamp(6) with time zone,
    primary key (ws, id)
);

create index if not exists ${prefix}approver_user on ${schema}${prefix}approver (ws, user_id) where user_id is not null;

create table if not exists ${schema}${prefix}member (
    ws text collate "C" not null,
    group_name text collate "C" not null,
    approver text collate "C" not null,
    primary key (ws, group_name, approver)
);

create index if not exists ${prefix}member_approver on ${schema}${prefix}member (ws, approver, group_name);

create table if not exists ${schema}${prefix}link (
    ws text collate "C" not null,
    id text collate "C" not null,
    revision bigint not null,
    head bytea not null,
    approver text collate "C" not null,
    generation integer not null,
    kid text collate "C" not null,
    mac bytea not null,
    password text not null,
    created_by text collate "C" not null,
    created_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null,
    revoked_at timestamp(6) with time zone,
    state text not null,
    failures integer not null,
    not_before timestamp(6) with time zone,
    throttled integer not null,
    wrong_secrets integer not null,
    uses integer not null,
    last_used_at timestamp(6) with time zone,
    primary key (ws, id)
);

create unique index if not exists ${prefix}link_id on ${schema}${prefix}link (id);

create index if not exists ${prefix}link_approver on ${schema}${prefix}link (ws, approver, id);

create table if not exists ${schema}${prefix}session (
    ws text collate "C" not null,
    id bytea not null,
    link text collate "C" not null,
    generation integer not null,
    approver text collate "C" not null,
    created_at timestamp(6) with time zone not null,
    seen_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null,
    viewed text not null,
    primary key (ws, id)
);

create unique index if not exists ${prefix}session_id on ${schema}${prefix}session (id);

create table if not exists ${schema}${prefix}policy (
    ws text collate "C" not null,
    revision bigint not null,
    head bytea not null,
    version integer not null,
    primary key (ws)
);

create table if not exists ${schema}${prefix}policy_version (
    ws text collate "C" not null,
    version integer not null,
    body text not null,
    changed_by text collate "C",
    changed_at timestamp(6) with time zone,
    primary key (ws, version)
);
