//! The outbox.

/// Letters that wait and are due.
macro_rules! waiting {
    ($now:literal, $far:literal, $long:literal) => {
        concat!("sent_at is null and failed_at is null and ", due!($now, $far, $long))
    };
}

macro_rules! state {
    ($where:literal) => {
        concat!(
            "select id, kind, lang, recipient, about, created_at, due_at, attempts, sent_at, failed_at, reason \
             from letter where ",
            $where
        )
    };
}

statements! {
    /// Puts a letter into the outbox.
    QUEUE = "insert into letter (id, kind, lang, recipient, about, data, created_at, due_at, claimed_until, attempts) \
             values ($1, $2, $3, $4, $5, $6, $7, $7, 0, 0)";
    /// Deletes the letters about something.
    DELETE_ABOUT = "delete from letter where about = $1";
    /// How many letters wait to be sent.
    COUNT_DUE = concat!("select count(*) from letter where ", waiting!("$1", "$2", "$3"));
    /// Claims the letter that has been due longest, and counts the attempt. The condition stands outside as well: of
    /// two that choose the same letter one finds it claimed.
    CLAIM = concat!(
        "update letter set claimed_until = $4, attempts = attempts + 1 where id = (select id from letter where ",
        waiting!("$1", "$2", "$3"),
        " order by due_at, id limit 1) and ",
        waiting!("$1", "$2", "$3"),
        " returning id, kind, lang, recipient, data, created_at, attempts"
    );
    /// Notes that a server has taken a letter, and forgets what it said. Of one about erasure its recipient is erased too.
    SENT = "update letter set sent_at = $2, failed_at = null, claimed_until = 0, reason = null, data = '', \
            recipient = case when kind = 'erased' then '' else recipient end where id = $1 and sent_at is null";
    /// Puts off a letter that is still claimed by whoever tried.
    PUT_OFF = "update letter set due_at = $3, claimed_until = 0, reason = $4 \
               where id = $1 and claimed_until = $2 and sent_at is null and failed_at is null";
    /// Gives up a letter that is still claimed by whoever tried, and forgets what it said. Of one about erasure its recipient is
    /// erased too, and the words of a server, which may name it.
    GIVE_UP = "update letter set failed_at = $3, claimed_until = 0, data = '', \
               reason = case when kind = 'erased' then null else cast($4 as text) end, \
               recipient = case when kind = 'erased' then '' else recipient end \
               where id = $1 and claimed_until = $2 and sent_at is null and failed_at is null";
    /// Letters about an application or a provider, newest first.
    ABOUT = state!("about = $1 order by created_at desc, id desc limit $2");
    /// Letters to an address in small letters, newest first.
    TO = state!("lower(recipient) = $1 order by created_at desc, id desc limit $2");
    /// Letters that were given up, newest first, but those whose recipient asked to be forgotten.
    FAILED = state!("failed_at is not null and recipient <> '' order by failed_at desc, id desc limit $1");
}
