-- The vetting desk: who works at it, what they decide, what they are told (src/domain/desk).

-- People at the desk. email: in small letters. password: Argon2id in the PHC form; totp: secret of the second factor in base32;
-- both are null until the invitation was taken up. totp_step: last step whose code was used. ended_at: deactivated.
create table officer (
    id text not null primary key,
    email text not null unique,
    name text not null,
    role text not null,
    lang text not null,
    password text,
    totp text,
    totp_step bigint not null,
    created_at bigint not null,
    enrolled_at bigint,
    ended_at bigint
);

-- Codes that stand in for a lost second factor, each once. Only hashes are kept.
create table recovery_code (
    officer_id text not null references officer (id),
    hash text not null,
    used_at bigint
);
create unique index recovery_code_once on recovery_code (officer_id, hash);

-- What a browser says it is, for the list of open sessions of an officer; '' for other sessions.
alter table session add column browser text not null default '';

-- Whose case it is. firm, siren: as they were sent, for the queue and to find what the same firm sent before; '' in drafts.
alter table application add column assignee text references officer (id);
alter table application add column firm text not null default '';
alter table application add column siren text not null default '';
create index application_of_siren on application (siren);
create index application_decided on application (decided_at) where decided_at is not null;
-- The condition is written as the queue asks for it, and so that SQLite, without statistics, takes no other index for it.
create index application_waiting on application (submitted_at, id) where coalesce(state, '') in ('submitted', 'in_review', 'changes_requested', 'appealed');

-- What a case can be filtered by. case_id: application or report. tag: type:…, departement:…, flag:…
create table case_tag (
    case_id text not null,
    tag text not null
);
create unique index case_tag_once on case_tag (tag, case_id);
create index case_tag_of_case on case_tag (case_id);

-- Who decided what, when and why; rows are only ever added. About an application, a report or a listing; of the others null.
-- second_id: who agreed, where four eyes are asked for. reasons: JSON list. words: emptied when their subject is forgotten.
-- criteria: version of the published criteria and those ticked, JSON. version: of what was decided about.
create table decision (
    id text not null primary key,
    at bigint not null,
    officer_id text not null references officer (id),
    second_id text references officer (id),
    outcome text not null,
    application_id text,
    report_id text,
    listing_id text,
    provider_id text,
    reasons text not null,
    words text not null,
    criteria text not null,
    version bigint not null
);
create index decision_at on decision (at);
create index decision_of_application on decision (application_id, at);
create index decision_of_report on decision (report_id, at);
create index decision_of_listing on decision (listing_id, at);
create index decision_of_provider on decision (provider_id, at);

-- Decisions that wait for a second pair of eyes. settled: agreed, declined, overtaken.
create table proposal (
    id text not null primary key,
    at bigint not null,
    officer_id text not null references officer (id),
    outcome text not null,
    application_id text,
    listing_id text,
    version bigint not null,
    reasons text not null,
    words text not null,
    settled_at bigint,
    settled_by text references officer (id),
    settled text
);
create index proposal_open on proposal (at, id) where settled_at is null;
create index proposal_of_application on proposal (application_id);
create index proposal_of_listing on proposal (listing_id);

-- What people at the desk say about a case. case_id: application or report. audience: internal, or the provider, who gets a letter.
create table case_comment (
    id text not null primary key,
    case_id text not null,
    at bigint not null,
    officer_id text not null references officer (id),
    audience text not null,
    words text not null
);
create index case_comment_of_case on case_comment (case_id, at);

-- Somebody, or a machine that looked, says that something listed is wrong. source: visitor, website, register.
-- email: of a visitor who wants an answer, emptied 90 days after it. evidence: JSON of what a machine saw, '' for visitors.
create table report (
    id text not null primary key,
    reference text not null unique,
    source text not null,
    provider_id text not null references provider (id),
    listing_id text references listing (id),
    reason text not null,
    words text not null,
    evidence text not null,
    email text,
    lang text not null,
    flags text not null,
    state text not null,
    outcome text,
    answer text,
    assignee text references officer (id),
    version bigint not null,
    created_at bigint not null,
    updated_at bigint not null,
    decided_at bigint
);
create index report_waiting on report (created_at, id) where state <> 'closed';
create index report_of_provider on report (provider_id, created_at);
create index report_of_listing on report (listing_id, created_at);

-- What a listing said, each time it was vetted, with its provider as it was then. listing, provider: records.
create table listing_version (
    listing_id text not null references listing (id),
    number bigint not null,
    at bigint not null,
    decision_id text,
    listing text not null,
    provider text not null
);
create unique index listing_version_number on listing_version (listing_id, number);

-- Names of what was merged into something else. kind: provider, listing (slugs), provider_id (the identifier that decisions keep).
-- target: identifier of what stands for it now.
create table moved (
    kind text not null,
    slug text not null,
    target text not null,
    at bigint not null
);
create unique index moved_once on moved (kind, slug);
create index moved_target on moved (target);
create index provider_of_name on provider (name);

-- What keeps listings true: what is to be done about which of them, and when. subject: listing or provider.
-- kind: review, promotion (of a listing), website, register (of a provider). stage: how far the reminders of a review went.
-- seen: JSON of what was seen last, '' before.
create table upkeep (
    subject text not null,
    kind text not null,
    due_at bigint not null,
    claimed_until bigint not null,
    attempts bigint not null,
    stage bigint not null,
    seen text not null,
    seen_at bigint
);
create unique index upkeep_once on upkeep (subject, kind);
create index upkeep_due on upkeep (kind, due_at);

-- Each row carries the SHA-256 of the one before it with its own words. Rows from before have ''; the first hash covers them.
alter table audit_log add column hash text not null default '';
create index audit_of_subject on audit_log (subject, seq);
create index audit_of_actor on audit_log (actor, seq);
create index audit_of_action on audit_log (action, seq);
create index audit_at on audit_log (at, seq);

-- Host of the website, without www., that a firm is asked about and recognised by; derived from the record. '' without a
-- website, null until the program has looked (src/store/hosts.rs).
alter table provider add column host text;
create index provider_of_host on provider (host);

-- A file that somebody at the import desk has brought, as text, until it is imported or an hour has passed. One for each.
-- kind: records, public, table. choices: JSON of what each column stands for, '' before. report: JSON of what became or
-- would become of it, '' before. done_at: it is imported, and only its report is left.
create table import_batch (
    officer_id text not null primary key references officer (id),
    id text not null unique,
    at bigint not null,
    kind text not null,
    content text not null,
    choices text not null,
    report text not null,
    done_at bigint
);
create index import_batch_at on import_batch (at);
