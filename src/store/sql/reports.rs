//! Reports about what is listed.

macro_rules! report {
    ($rest:literal) => {
        concat!(
            "select id, reference, source, provider_id, listing_id, reason, words, evidence, email, lang, flags, state, outcome, \
             answer, assignee, version, created_at, decided_at from report where ",
            $rest
        )
    };
}

statements! {
    /// Adds a report.
    INSERT = "insert into report (id, reference, source, provider_id, listing_id, reason, words, evidence, email, lang, flags, \
              state, outcome, answer, assignee, version, created_at, updated_at, decided_at) \
              values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17, $18)";
    /// Says where a report stands now.
    UPDATE = "update report set state = $2, outcome = $3, answer = $4, assignee = $5, decided_at = $6, updated_at = $7, \
              version = version + 1 where id = $1";
    /// A report.
    BY_ID = report!("id = $1");
    /// The report of a reference.
    BY_REFERENCE = report!("reference = $1");
    /// Reports about a provider and its offers, newest first.
    OF_PROVIDER = report!("provider_id = $1 order by created_at desc, id desc limit $2");
    /// How many reports an address has sent since a moment.
    COUNT_OF_EMAIL = "select count(*) from report where (lower(email) = $1 or lower(email) like $2 escape '\\') \
                      and created_at > $3";
    /// How many reports keep an address or words although they were decided before a moment.
    COUNT_OVERDUE = "select count(*) from report where (email is not null or words <> '' or answer is not null) \
                     and decided_at is not null and decided_at <= $1";
    /// Forgets addresses and words of reports that were decided before a moment. What was decided, and why, stays with the
    /// decision.
    FORGET_OVERDUE = "update report set email = null, words = '', answer = null \
                      where (email is not null or words <> '' or answer is not null) \
                      and decided_at is not null and decided_at <= $1";
    /// Deletes the letters to whoever sent reports that were decided before a moment.
    LETTERS_OVERDUE = "delete from letter where about in (select id from report where email is not null \
                       and decided_at is not null and decided_at <= $1)";
    /// Forgets an address, with what was written under it, which an open report keeps until it is decided.
    FORGET_EMAIL = "update report set email = null, words = case when decided_at is null then words else '' end, \
                    answer = null where lower(email) = $1";
}
