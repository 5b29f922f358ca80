-- How often browsers that a link knows have failed there since they last succeeded; a row comes with the first failure.
create table if not exists ${schema}${prefix}device (
    ws varchar not null,
    link varchar not null,
    id binary(32) not null,
    failures integer not null,
    failed_at timestamp(6) with time zone not null,
    primary key (ws, link, id)
);

create index if not exists ${schema}${prefix}device_failed on ${schema}${prefix}device (failed_at);

create index if not exists ${schema}${prefix}session_over on ${schema}${prefix}session (expires_at);
