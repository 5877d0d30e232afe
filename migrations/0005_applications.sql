-- What providers send, and where it stands (src/domain/application.rs).
-- start_key: drawn with the page that begins an application, so that a doubled click begins one.
-- provider_id: the provider it changes or claims, or that came of it.
-- answers: what was typed, as it was typed. flags: JSON list of what looked odd. version: grows by one with each change.
create table application (
    id text not null primary key,
    reference text not null unique,
    start_key text not null unique,
    kind text not null,
    state text not null,
    lang text not null,
    email text,
    email_verified_at bigint,
    provider_id text references provider (id),
    answers text not null,
    flags text not null,
    version bigint not null,
    created_at bigint not null,
    updated_at bigint not null,
    submitted_at bigint,
    decided_at bigint,
    warned_at bigint
);
create index application_of_email on application (email);
create index application_of_provider on application (provider_id, state);
create index application_in_state on application (state, updated_at);

-- Frozen copies of what was sent, with the findings at that moment.
create table submission (
    application_id text not null references application (id),
    number bigint not null,
    at bigint not null,
    content text not null
);
create unique index submission_number on submission (application_id, number);

-- The history that the applicant reads.
create table application_event (
    application_id text not null references application (id),
    seq bigint not null,
    at bigint not null,
    event text not null
);
create unique index application_event_seq on application_event (application_id, seq);

-- What is to be looked at outside, and what was seen last. facts: what to look at; seen: JSON, empty before the first look.
create table inspection (
    application_id text not null primary key references application (id),
    facts text not null,
    due_at bigint,
    claimed_until bigint not null,
    attempts bigint not null,
    seen text not null,
    seen_at bigint
);
create index inspection_due on inspection (due_at);
