-- Who may come in: links sent by letter, sessions of browsers, contacts of providers. Only hashes of tokens are kept.
-- subject: see domain::access::Subject.
create table session (
    hash text not null primary key,
    subject text not null,
    created_at bigint not null,
    ends_at bigint not null
);
create index session_of_subject on session (subject);
create index session_end on session (ends_at);

create table link (
    hash text not null primary key,
    purpose text not null,
    email text not null,
    subject text not null,
    created_at bigint not null,
    ends_at bigint not null,
    used_at bigint
);
create index link_of_subject on link (subject, purpose, email);
create index link_of_email on link (email, created_at);
create index link_end on link (ends_at);

-- Who answers for a provider. Never leaves the vetting rooms and the provider's own space.
create table contact (
    id text not null primary key,
    provider_id text not null references provider (id),
    email text not null,
    name text not null,
    phone text,
    lang text not null,
    created_at bigint not null
);
create unique index contact_once on contact (provider_id, email);
create index contact_of_email on contact (email);

-- Pictures of providers, drawn anew by this program. data: base64.
create table logo (
    id text not null primary key,
    content_type text not null,
    data text not null,
    created_at bigint not null
);
