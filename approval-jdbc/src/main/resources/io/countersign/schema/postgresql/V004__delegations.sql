-- Who decides in whose place, and for how long.
create table if not exists ${schema}${prefix}delegation (
    ws text collate "C" not null,
    id text collate "C" not null,
    revision bigint not null,
    head bytea not null,
    primary key (ws, id)
);

create table if not exists ${schema}${prefix}deputy (
    ws text collate "C" not null,
    delegator text collate "C" not null,
    id text collate "C" not null,
    delegate text collate "C" not null,
    starts_at timestamp(6) with time zone not null,
    ends_at timestamp(6) with time zone not null,
    primary key (ws, delegator, id)
);

create index if not exists ${prefix}deputy_delegate on ${schema}${prefix}deputy (ws, delegate, ends_at);
