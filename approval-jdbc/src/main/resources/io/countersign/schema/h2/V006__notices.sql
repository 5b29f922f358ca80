-- What people are still to be told, and which node has the notices of a workspace to send them.
create table if not exists ${schema}${prefix}notice (
    ws varchar not null,
    id varchar not null,
    recipient varchar not null,
    kind varchar not null,
    about varchar not null,
    round integer,
    stage varchar,
    caused_by varchar,
    at timestamp(6) with time zone not null,
    due_at timestamp(6) with time zone not null,
    attempts integer not null,
    primary key (ws, id)
);

create index if not exists ${schema}${prefix}notice_due on ${schema}${prefix}notice (due_at, ws);

create table if not exists ${schema}${prefix}notice_lease (
    ws varchar not null,
    fence bigint not null,
    held_until timestamp(6) with time zone not null,
    primary key (ws)
);
