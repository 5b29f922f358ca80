-- The record: entries, which are only ever inserted, the texts that they commit to, and answers kept for repeated calls.
create table if not exists ${schema}${prefix}entry (
    ws varchar not null,
    stream varchar not null,
    seq bigint not null,
    at timestamp(6) with time zone not null,
    actor_kind varchar not null,
    actor varchar not null,
    action varchar not null,
    about varchar,
    version integer,
    digest binary(32),
    stage varchar,
    verdict varchar,
    from_status varchar,
    to_status varchar,
    refusal varchar,
    bytes varbinary not null,
    hash binary(32) not null,
    primary key (ws, stream, seq)
);

create index if not exists ${schema}${prefix}entry_at on ${schema}${prefix}entry (ws, at, stream, seq);

create index if not exists ${schema}${prefix}entry_actor on ${schema}${prefix}entry (ws, actor, at, stream, seq);

create index if not exists ${schema}${prefix}entry_about on ${schema}${prefix}entry (ws, about, at);

create table if not exists ${schema}${prefix}text (
    ws varchar not null,
    stream varchar not null,
    commitment binary(32) not null,
    owner_kind varchar not null,
    owner varchar not null,
    salt varchar not null,
    body character large object not null,
    primary key (ws, stream, commitment)
);

create index if not exists ${schema}${prefix}text_owner on ${schema}${prefix}text (ws, owner);

create table if not exists ${schema}${prefix}answer (
    ws varchar not null,
    caller varchar not null,
    answer_key varchar not null,
    fingerprint binary(32) not null,
    body character large object,
    thing varchar,
    at timestamp(6) with time zone not null,
    primary key (ws, caller, answer_key)
);
