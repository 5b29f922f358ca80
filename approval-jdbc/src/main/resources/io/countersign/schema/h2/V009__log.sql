-- The log of each workspace, into which the entries of all its streams are taken, the nodes of its tree above every 256th
-- power, the signed checkpoints, and which of them anchors outside of the database hold. Only ever inserted.
create table if not exists ${schema}${prefix}log (
    ws varchar not null,
    idx bigint not null,
    stream varchar not null,
    seq bigint not null,
    hash binary(32) not null,
    primary key (ws, idx)
);

create unique index if not exists ${schema}${prefix}log_entry on ${schema}${prefix}log (ws, stream, seq);

create table if not exists ${schema}${prefix}log_node (
    ws varchar not null,
    tier integer not null,
    idx bigint not null,
    hash binary(32) not null,
    primary key (ws, tier, idx)
);

create table if not exists ${schema}${prefix}checkpoint (
    ws varchar not null,
    number bigint not null,
    leaves bigint not null,
    at timestamp(6) with time zone not null,
    note character large object not null,
    frontier varbinary not null,
    primary key (ws, number)
);

create table if not exists ${schema}${prefix}anchored (
    ws varchar not null,
    anchor varchar not null,
    number bigint not null,
    at timestamp(6) with time zone not null,
    receipt character large object not null,
    primary key (ws, anchor, number)
);

-- Where to look for workspaces in which something happened of late.
create index if not exists ${schema}${prefix}entry_lately on ${schema}${prefix}entry (at, ws);
