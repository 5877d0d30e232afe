//! The outbox.

statements! {
    /// Puts a letter into the outbox.
    QUEUE = "insert into letter (id, kind, lang, recipient, about, data, created_at, due_at, claimed_until, attempts) \
             values ($1, $2, $3, $4, $5, $6, $7, $7, 0, 0)";
    /// Deletes the letters about something.
    DELETE_ABOUT = "delete from letter where about = $1";
}
