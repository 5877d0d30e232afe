//! Sessions, links and contacts.

statements! {
    /// Opens a session.
    SESSION_INSERT = "insert into session (hash, subject, created_at, ends_at) values ($1, $2, $3, $4)";
    /// What a session that has not ended gives access to.
    SESSION = "select subject from session where hash = $1 and ends_at > $2";
    /// Adds a link.
    LINK_INSERT = "insert into link (hash, purpose, email, subject, created_at, ends_at) values ($1, $2, $3, $4, $5, $6)";
    /// Links that a mailbox was given between two moments, under its address or one with more behind a `+`.
    COUNT_LINKS = "select count(*) from link where (email = $1 or email like $2 escape '\\') \
                   and created_at > $3 and created_at <= $4";
    /// Uses a link up, once.
    LINK_USE = "update link set used_at = $3 where hash = $1 and purpose = $2 and used_at is null and ends_at > $3 \
                returning email, subject";
    /// Ends the links on a subject.
    LINKS_END = "update link set used_at = $2 where subject = $1 and used_at is null";
    /// Deletes the links on a subject.
    LINKS_DELETE = "delete from link where subject = $1";
    /// Ends the older links of the same purpose, subject and address.
    LINK_SUPERSEDE = "update link set used_at = $4 where subject = $1 and purpose = $2 and email = $3 and used_at is null";
    /// A link that can still be used.
    LINK_GOOD = "select count(*) from link where hash = $1 and purpose = $2 and used_at is null and ends_at > $3";
    /// Ends a session.
    SESSION_DELETE = "delete from session where hash = $1";
    /// Ends the sessions of a subject.
    SESSIONS_DELETE = "delete from session where subject = $1";
    /// Sessions and links that ended before a moment.
    COUNT_ENDED = "select (select count(*) from session where ends_at < $1) + (select count(*) from link where ends_at < $2)";
    /// Deletes sessions that ended before a moment.
    SESSIONS_CLEAR = "delete from session where ends_at < $1";
    /// Deletes links that ended before a moment.
    LINKS_CLEAR = "delete from link where ends_at < $1";
    /// Notes that whoever reads an address is the one who applies.
    ADDRESS_CONFIRM = "update application set email_verified_at = $3, updated_at = $3 \
                       where id = $1 and email = $2 and email_verified_at is null";
    /// Reference of an application.
    APPLICATION_REFERENCE = "select reference from application where id = $1";
}
