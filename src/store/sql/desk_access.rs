//! How people at the desk come in.

statements! {
    /// Open sessions of a subject.
    SESSIONS = "select hash, subject, created_at, ends_at, browser from session \
                where subject = $1 and ends_at > $2 order by created_at desc, hash limit $3";
    /// A session that has not ended.
    SESSION_OF_TOKEN = "select hash, subject, created_at, ends_at, browser from session where hash = $1 and ends_at > $2";
    /// Who of the desk has a session open, and since when the last one.
    PRESENCE = "select subject, cast(max(created_at) as bigint) from session \
                where subject like 'desk:%' and ends_at > $1 group by subject limit 1000";
    /// What a browser says it is.
    SESSION_NAME = "update session set browser = $2 where hash = $1";
    /// Lets a session go on that has not ended.
    SESSION_EXTEND = "update session set ends_at = $2 where hash = $1 and ends_at > $3";
    /// Ends one session of a subject.
    SESSION_DELETE_OF = "delete from session where subject = $1 and hash = $2";
    /// Ends the other sessions of a subject.
    SESSIONS_DELETE_OTHERS = "delete from session where subject = $1 and hash <> $2";
    /// What a link is for that can still be used.
    LINK_OF_TOKEN = "select email, subject from link where hash = $1 and purpose = $2 and used_at is null and ends_at > $3";
    /// Codes on paper that are left.
    CODES_LEFT = "select count(*) from recovery_code where officer_id = $1 and used_at is null";
    /// Takes codes on paper away.
    CODES_DELETE = "delete from recovery_code where officer_id = $1";
    /// Adds a code on paper.
    CODE_INSERT = "insert into recovery_code (officer_id, hash) values ($1, $2)";
    /// Uses a code on paper up, once.
    CODE_USE = "update recovery_code set used_at = $3 where officer_id = $1 and hash = $2 and used_at is null";
    /// Administrators who may come in, one left out.
    COUNT_OTHERS = "select count(*) from officer where id <> $1 and role = $2 and enrolled_at is not null and ended_at is null";
}
