//! The outbox.

statements! {
    /// Puts a letter into the outbox.
    QUEUE = "insert into letter (id, kind, lang, recipient, about, data, created_at, due_at, claimed_until, attempts) \
             values ($1, $2, $3, $4, $5, $6, $7, $7, 0, 0)";
    /// Deletes the letters about something.
    DELETE_ABOUT = "delete from letter where about = $1";
    /// How many letters of some kinds an address was given since a moment.
    COUNT_SINCE = "select count(*) from letter where recipient = $1 and created_at > $2 and kind in ($3, $4)";
}
