-- How long a workspace keeps its posts and what is on hold; and what is left of entries that were purged: their place and hash,
-- and the number of the purge's entry in the chain of these rules. Stubs are only ever inserted.
create table if not exists ${schema}${prefix}retention (
    ws text collate "C" not null,
    revision bigint not null,
    head bytea not null,
    state text not null,
    primary key (ws)
);

create table if not exists ${schema}${prefix}stub (
    ws text collate "C" not null,
    stream text collate "C" not null,
    seq bigint not null,
    hash bytea not null,
    purge bigint not null,
    primary key (ws, stream, seq)
);

create index if not exists ${prefix}stub_purge on ${schema}${prefix}stub (ws, purge, stream);
