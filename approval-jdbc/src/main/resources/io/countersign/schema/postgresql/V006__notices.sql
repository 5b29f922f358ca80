-- What people are still to be told, and which node has the notices of a workspace to send them.
create table if not exists ${schema}${prefix}notice (
    ws text collate "C" not null,
    id text collate "C" not null,
    recipient text collate "C" not null,
    kind text not null,
    about text collate "C" not null,
    round integer,
    stage text,
    caused_by text collate "C",
    at timestamp(6) with time zone not null,
    due_at timestamp(6) with time zone not null,
    attempts integer not null,
    primary key (ws, id)
);

create index if not exists ${prefix}notice_due on ${schema}${prefix}notice (due_at, ws);

create table if not exists ${schema}${prefix}notice_lease (
    ws text collate "C" not null,
    fence bigint not null,
    held_until timestamp(6) with time zone not null,
    primary key (ws)
);
