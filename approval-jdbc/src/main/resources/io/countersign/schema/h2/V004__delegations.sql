-- Who decides in whose place, and for how long.
create table if not exists ${schema}${prefix}delegation (
    ws varchar not null,
    id varchar not null,
    revision bigint not null,
    head binary(32) not null,
    primary key (ws, id)
);

create table if not exists ${schema}${prefix}deputy (
    ws varchar not null,
    delegator varchar not null,
    id varchar not null,
    delegate varchar not null,
    starts_at timestamp(6) with time zone not null,
    ends_at timestamp(6) with time zone not null,
    primary key (ws, delegator, id)
);

create index if not exists ${schema}${prefix}deputy_delegate on ${schema}${prefix}deputy (ws, delegate, ends_at);
