-- The log of each workspace, into which the entries of all its streams are taken, the nodes of its tree above every 256th
-- power, the signed checkpoints, and which of them anchors outside of the database hold. Only ever inserted.
create table if not exists ${schema}${prefix}log (
    ws text collate "C" not null,
    idx bigint not null,
    stream text collate "C" not null,
    seq bigint not null,
    hash bytea not null,
    primary key (ws, idx)
);

create unique index if not exists ${prefix}log_entry on ${schema}${prefix}log (ws, stream, seq);

create table if not exists ${schema}${prefix}log_node (
    ws text collate "C" not null,
    tier integer not null,
    idx bigint not null,
    hash bytea not null,
    primary key (ws, tier, idx)
);

create table if not exists ${schema}${prefix}checkpoint (
    ws text collate "C" not null,
    number bigint not null,
    leaves bigint not null,
    at timestamp(6) with time zone not null,
    note text not null,
    frontier bytea not null,
    primary key (ws, number)
);

create table if not exists ${schema}${prefix}anchored (
    ws text collate "C" not null,
    anchor text collate "C" not null,
    number bigint not null,
    at timestamp(6) with time zone not null,
    receipt text not null,
    primary key (ws, anchor, number)
);

-- Where to look for workspaces in which something happened of late; entries come in about the order of their times.
create index if not exists ${prefix}entry_lately on ${schema}${prefix}entry using brin (at);
