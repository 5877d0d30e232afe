//! What is stored about a person, under an address of mail: to give it out, and to erase it.
//!
//! Texts are found by pattern: `$1` or `$2` is the address in small letters between `%`, its own `%`, `_` and `\\` escaped.

/// The condition that a text holds an address.
macro_rules! holds {
    ($text:literal, $pattern:literal) => {
        concat!("lower(", $text, ") like ", $pattern, " escape '\\'")
    };
}

statements! {
    /// Frozen copies of an application, oldest first.
    SUBMISSIONS = "select at, content from submission where application_id = $1 order by number limit $2";
    /// Sessions of a subject.
    SESSIONS = "select created_at, ends_at from session where subject = $1 order by created_at desc, hash limit $2";
    /// Links sent to an address.
    LINKS = "select created_at, ends_at, used_at from link where email = $1 order by created_at desc, hash limit $2";
    /// Applications of an address.
    APPLICATIONS = "select id from application where email = $1 order by id limit $2";
    /// Applications that name an address anywhere.
    NAMING = concat!(
        "select id from application where ", holds!("answers", "$1"),
        " union select application_id from submission where ", holds!("content", "$1"),
        " union select application_id from application_event where ", holds!("event", "$1"),
        " union select application_id from inspection where ", holds!("facts", "$1"), " or ", holds!("seen", "$1"),
        " order by 1 limit $2"
    );
    /// Deletes the letters to an address.
    LETTERS_DELETE = "delete from letter where lower(recipient) = $1";
    /// Deletes the links sent to an address.
    LINKS_DELETE = "delete from link where email = $1";
    /// Deletes one frozen copy.
    SUBMISSION_DELETE = "delete from submission where application_id = $1 and number = $2";
    /// Frozen copies as text.
    SUBMISSION_TEXTS = "select number, content from submission where application_id = $1";
    /// Rewrites a frozen copy.
    SUBMISSION_REWRITE = "update submission set content = $3 where application_id = $1 and number = $2";
    /// Answers as text.
    ANSWER_TEXTS = "select version, answers from application where id = $1";
    /// Rewrites answers.
    ANSWER_REWRITE = "update application set answers = $3, version = version + 1 where id = $1 and version = $2";
    /// The history as text.
    EVENT_TEXTS = "select seq, event from application_event where application_id = $1";
    /// Rewrites a step of the history.
    EVENT_REWRITE = "update application_event set event = $3 where application_id = $1 and seq = $2";
    /// What is to be looked at, as text.
    FACT_TEXTS = "select claimed_until, facts from inspection where application_id = $1";
    /// Rewrites what is to be looked at.
    FACT_REWRITE = "update inspection set facts = $3 where application_id = $1 and claimed_until = $2";
    /// What was seen, as text.
    SEEN_TEXTS = "select claimed_until, seen from inspection where application_id = $1";
    /// Rewrites what was seen.
    SEEN_REWRITE = "update inspection set seen = $3 where application_id = $1 and claimed_until = $2";
}
