//! Sessions, links and contacts.

statements! {
    /// Opens a session.
    SESSION_INSERT = "insert into session (hash, subject, created_at, ends_at) values ($1, $2, $3, $4)";
    /// What a session that has not ended gives access to.
    SESSION = "select subject from session where hash = $1 and ends_at > $2";
    /// Adds a link.
    LINK_INSERT = "insert into link (hash, purpose, email, subject, created_at, ends_at) values ($1, $2, $3, $4, $5, $6)";
    /// Uses a link up, once.
    LINK_USE = "update link set used_at = $3 where hash = $1 and purpose = $2 and used_at is null and ends_at > $3 \
                returning email, subject";
    /// Ends the older links of the same purpose, subject and address.
    LINK_SUPERSEDE = "update link set used_at = $4 where subject = $1 and purpose = $2 and email = $3 and used_at is null";
}
