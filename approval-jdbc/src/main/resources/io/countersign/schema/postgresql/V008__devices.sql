-- How often browsers that a link knows have failed there since they last succeeded; a row comes with the first failure.
create table if not exists ${schema}${prefix}device (
    ws text collate "C" not null,
    link text collate "C" not null,
    id bytea not null,
    failures integer not null,
    failed_at timestamp(6) with time zone not null,
    primary key (ws, link, id)
);

create index if not exists ${prefix}device_failed on ${schema}${prefix}device (failed_at);

create index if not exists ${prefix}session_over on ${schema}${prefix}session (expires_at);
