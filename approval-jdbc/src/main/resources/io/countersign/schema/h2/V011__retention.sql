-- How long a workspace keeps its posts and what is on hold; and what is left of entries that were purged: their place and hash,
-- and the number of the purge's entry in the chain of these rules. Stubs are only ever inserted.
create table if not exists ${schema}${prefix}retention (
    ws varchar not null,
    revision bigint not null,
    head binary(32) not null,
    state varchar not null,
    primary key (ws)
);

create table if not exists ${schema}${prefix}stub (
    ws varchar not null,
    stream varchar not null,
    seq bigint not null,
    hash binary(32) not null,
    purge bigint not null,
    primary key (ws, stream, seq)
);

create index if not exists ${schema}${prefix}stub_purge on ${schema}${prefix}stub (ws, purge, stream);
