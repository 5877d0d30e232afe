-- The outbox: letters to be sent, and what became of them. A letter is written in the transaction of what it tells.
-- kind, data: src/domain/letter.rs. data holds single-use links and is emptied once the letter has gone or failed for good.
-- about: identifier of the application or provider it is about, '' for none.
-- due_at: not before. claimed_until: a mailer is busy with it until then. failed_at: given up.
-- reason: what the last attempt met (src/domain/delivery.rs).
create table letter (
    id text not null primary key,
    kind text not null,
    lang text not null,
    recipient text not null,
    about text not null,
    data text not null,
    created_at bigint not null,
    due_at bigint not null,
    claimed_until bigint not null,
    attempts bigint not null,
    sent_at bigint,
    failed_at bigint,
    reason text
);
create index letter_due on letter (due_at) where sent_at is null and failed_at is null;
create index letter_of_subject on letter (about, created_at);
create index letter_failed on letter (failed_at) where failed_at is not null;
