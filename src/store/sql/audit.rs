//! The audit log. Rows are only ever added (`store/guards.rs`).

macro_rules! row {
    ($rest:expr) => {
        concat!("select seq, at, actor, action, subject, detail, hash from audit_log ", $rest)
    };
}

/// A page of the log behind a row, newest first, of rows between two numbers and two moments. Of the three things to filter
/// by, `''` stands for anything; the one whose index finds the fewest rows is asked for in `$driving`. The sum
/// keeps the engines from walking along the moments, which would have to be sorted.
macro_rules! page {
    ($driving:literal) => {
        row!(concat!(
            "where ",
            $driving,
            "seq >= $1 and seq <= $2 and at + 0 >= $3 and at + 0 < $4 and ('' = $5 or subject = $5) \
             and ('' = $6 or action = $6) and ('' = $7 or actor = $7) order by seq desc limit $8"
        ))
    };
}

statements! {
    /// The last row.
    LAST = row!("order by seq desc limit 1");
    /// Adds a row.
    INSERT = "insert into audit_log (seq, at, actor, action, subject, detail, hash) values ($1, $2, $3, $4, $5, $6, $7)";
    /// How many rows there are.
    COUNT = "select count(*) from audit_log";
    /// Rows behind a number, oldest first.
    AFTER = row!("where seq > $1 order by seq limit $2");
    /// The first row from a moment on.
    FIRST_FROM = "select seq from audit_log where at >= $1 order by at, seq limit 1";
    /// The last row before a moment.
    LAST_BEFORE = "select seq from audit_log where at < $1 order by at desc, seq desc limit 1";
    /// Newest rows.
    PAGE = page!("");
    /// Newest rows about something.
    PAGE_OF_SUBJECT = page!("subject = $5 and ");
    /// Newest rows of something done.
    PAGE_OF_ACTION = page!("action = $6 and ");
    /// Newest rows of somebody.
    PAGE_OF_ACTOR = page!("actor = $7 and ");
    /// References of applications by identifier.
    REFERENCES = any_of!("select id, reference from application where id");
    /// References of reports by identifier.
    REPORTS = any_of!("select id, reference from report where id");
    /// Slugs of listings by identifier.
    LISTINGS = any_of!("select id, slug from listing where id");
    /// Slugs of providers by identifier.
    PROVIDERS = any_of!("select id, slug from provider where id");
}
