//! Applications, what was sent, their history, and what is to be looked at outside.

macro_rules! application {
    ($condition:expr) => {
        concat!(
            "select id, reference, kind, state, lang, email, email_verified_at, provider_id, answers, flags, version, \
             created_at, updated_at, submitted_at, decided_at, warned_at, assignee from application where ",
            $condition
        )
    };
}

statements! {
    /// The application of a reference.
    BY_REFERENCE = application!("reference = $1");
    /// An application.
    BY_ID = application!("id = $1");
    /// The application that a start page began.
    BY_START_KEY = application!("start_key = $1");
    /// The applications of an address, proved ones first: of the others anybody may have begun any number.
    OF_EMAIL = application!(
        "email = $1 order by case when email_verified_at is null then 1 else 0 end, updated_at desc, id limit $2"
    );
    /// Drafts of a mailbox, under its address or one with more behind a `+`, that were warned of between two moments.
    COUNT_WARNED = "select count(*) from application where (email = $1 or email like $2 escape '\\') \
                    and warned_at > $3 and warned_at <= $4";
    /// The newest open application of a kind about a provider.
    OPEN_OF_PROVIDER = application!(
        "provider_id = $1 and kind = $2 and state in ('draft', 'submitted', 'in_review', 'changes_requested', 'appealed') \
         order by created_at desc, id limit 1"
    );
    /// Drafts that nobody touched since a moment and whose author was not warned since then. A warning that comes only
    /// beyond `$2` comes of a clock that was wrong.
    STALE_UNWARNED = application!(
        "state = 'draft' and updated_at < $1 and email is not null \
         and (warned_at is null or warned_at < updated_at or warned_at > $2) order by updated_at, id limit $3"
    );
    /// Drafts that nobody touched since a moment, whose author cannot be warned or was since then, before another moment.
    STALE = application!(
        "state = 'draft' and updated_at < $1 \
         and (email is null or (warned_at >= updated_at and warned_at < $2)) order by updated_at, id limit $3"
    );
    /// Adds an application.
    INSERT = "insert into application (id, reference, start_key, kind, state, lang, email, email_verified_at, provider_id, \
              answers, flags, version, created_at, updated_at) \
              values ($1, $2, $3, $4, 'draft', $5, $6, $7, $8, $9, $10, 1, $11, $11)";
    /// Changes an application, if it is still as it was read.
    UPDATE = "update application set state = $3, lang = $4, email = $5, email_verified_at = $6, provider_id = $7, \
              answers = $8, flags = $9, version = version + 1, updated_at = $10, submitted_at = $11, decided_at = $12, \
              warned_at = $13, assignee = $14 where id = $1 and version = $2";
    /// Notes that the author of a draft was warned; the draft counts as untouched.
    WARN = "update application set warned_at = $2 where id = $1";
    /// Deletes an application; what refers to it goes first.
    DELETE = "delete from application where id = $1";
    /// Adds a frozen copy.
    SUBMISSION_INSERT = "insert into submission (application_id, number, at, content) \
                         select cast($1 as text), coalesce(max(number), 0) + 1, cast($2 as bigint), cast($3 as text) \
                         from submission where application_id = $1";
    /// The newest frozen copy.
    SUBMISSION = "select content from submission where application_id = $1 order by number desc limit 1";
    /// Deletes the frozen copies.
    SUBMISSION_DELETE = "delete from submission where application_id = $1";
    /// Adds to the history.
    EVENT_INSERT = "insert into application_event (application_id, seq, at, event) \
                    select cast($1 as text), coalesce(max(seq), 0) + 1, cast($2 as bigint), cast($3 as text) \
                    from application_event where application_id = $1";
    /// The history, oldest first.
    EVENTS = "select at, event from application_event where application_id = $1 order by seq";
    /// Deletes the history.
    EVENT_DELETE = "delete from application_event where application_id = $1";
    /// How long the latest decisions took.
    DECISION_TIMES = "select decided_at - submitted_at from application \
                      where decided_at is not null and submitted_at is not null order by decided_at desc, id limit $1";
    /// Asks for a look outside, when there is something new to look at.
    INSPECTION_UPDATE = "update inspection set facts = $2, due_at = $3, attempts = 0 where application_id = $1 and facts <> $2";
    /// Asks for a first look outside.
    INSPECTION_INSERT = "insert into inspection (application_id, facts, due_at, claimed_until, attempts, seen) \
                         select cast($1 as text), cast($2 as text), cast($3 as bigint), 0, 0, '' \
                         from change_clock where id = 1 \
                         and (select count(*) from inspection where application_id = $1) = 0";
    /// Asks for another look at the same, at once instead of later. What was seen only beyond `$4` was so by a wrong clock.
    INSPECTION_AGAIN = "update inspection set due_at = $2, attempts = 0 where application_id = $1 \
                        and (due_at is null or due_at > $2) and (seen_at < $3 or seen_at > $4)";
    /// How many looks are due.
    INSPECTION_DUE = concat!("select count(*) from inspection where ", due!("$1", "$2", "$3"));
    /// Takes the look that is due longest, for a while.
    INSPECTION_CLAIM = concat!(
        "update inspection set claimed_until = $4, attempts = attempts + 1 where ",
        due!("$1", "$2", "$3"),
        " and application_id = (select application_id from inspection where ",
        due!("$1", "$2", "$3"),
        " order by due_at, application_id limit 1) returning application_id, facts, attempts"
    );
    /// Gives a look up.
    INSPECTION_FORGET = "update inspection set due_at = null, claimed_until = 0 where application_id = $1";
    /// Keeps what was seen, unless there is something newer to look at; looks again at a moment, or not.
    INSPECTION_SEEN = "update inspection set seen = $3, seen_at = $4, due_at = $5, claimed_until = 0 \
                       where application_id = $1 and facts = $2";
    /// Lets go of a look at something that has changed meanwhile.
    INSPECTION_RELEASE = "update inspection set claimed_until = 0 where application_id = $1";
    /// What was seen last.
    INSPECTION = "select facts, seen, seen_at, due_at from inspection where application_id = $1";
    /// Deletes what was seen.
    INSPECTION_DELETE = "delete from inspection where application_id = $1";
}
