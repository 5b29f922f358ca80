-- The record: entries, which are only ever inserted, the texts that they commit to, and answers kept for repeated calls.
create table if not exists ${schema}${prefix}entry (
    ws text collate "C" not null,
    stream text collate "C" not null,
    seq bigint not null,
    at timestamp(6) with time zone not null,
    actor_kind text collate "C" not null,
    actor text collate "C" not null,
    action text collate "C" not null,
    about text collate "C",
    version integer,
    digest bytea,
    stage text,
    verdict text collate "C",
    from_status text collate "C",
    to_status text collate "C",
    refusal text collate "C",
    bytes bytea not null,
    hash bytea not null,
    primary key (ws, stream, seq)
);

create index if not exists ${prefix}entry_at on ${schema}${prefix}entry (ws, at);

create index if not exists ${prefix}entry_actor on ${schema}${prefix}entry (ws, actor, at);

create index if not exists ${prefix}entry_about on ${schema}${prefix}entry (ws, about, at) where about is not null;

create table if not exists ${schema}${prefix}text (
    ws text collate "C" not null,
    stream text collate "C" not null,
    commitment bytea not null,
    owner_kind text collate "C" not null,
    owner text collate "C" not null,
    salt text collate "C" not null,
    body text not null,
    primary key (ws, stream, commitment)
);

create index if not exists ${prefix}text_owner on ${schema}${prefix}text (ws, owner);

create table if not exists ${schema}${prefix}answer (
    ws text collate "C" not null,
    caller text collate "C" not null,
    answer_key text collate "C" not null,
    fingerprint bytea not null,
    body text,
    thing text,
    at timestamp(6) with time zone not null,
    primary key (ws, caller, answer_key)
);
