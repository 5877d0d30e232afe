-- Portable SQL for SQLite and PostgreSQL: only text and bigint columns (see README.md).

-- Who this database is: an index built from another one is not this one's.
create table directory (
    id text not null primary key,
    created_at bigint not null
);

-- Last change number given out. A writer takes numbers inside its transaction, so commit order is number order.
create table change_clock (
    id bigint not null primary key check (id = 1),
    seq bigint not null
);
insert into change_clock (id, seq) values (1, 0);

create table provider (
    id text not null primary key,
    slug text not null unique,
    siren text unique,
    name text not null,
    record text not null,
    created_at bigint not null,
    updated_at bigint not null
);

create table listing (
    id text not null primary key,
    slug text not null unique,
    provider_id text not null references provider (id),
    title text not null,
    status text not null,
    level text not null,
    record text not null,
    changed_seq bigint not null unique,
    created_at bigint not null,
    updated_at bigint not null
);
create index listing_of_provider on listing (provider_id, title);

-- Who did what to what. Rows are only ever added.
create table audit_log (
    seq bigint not null primary key,
    at bigint not null,
    actor text not null,
    action text not null,
    subject text not null,
    detail text not null
);
