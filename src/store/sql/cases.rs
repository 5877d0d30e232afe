//! Cases of the desk: the queue, and what it can be filtered by.

/// Whether a case has a tag; no tag asked for is one that every case has.
macro_rules! tagged {
    ($id:literal, $tag:literal) => {
        concat!(
            "($",
            $tag,
            " = '' or (select count(*) from case_tag where tag = $",
            $tag,
            " and case_id = ",
            $id,
            ") > 0)"
        )
    };
}

/// What is asked of both kinds of cases, once their columns are named. `$5`: `*` for any, `+` for somebody's, '' for nobody's.
macro_rules! narrowed {
    ($since:literal, $id:literal, $assignee:literal) => {
        concat!(
            // The first half is what an index is entered by.
            $since,
            " >= $1 and (",
            $since,
            " > $1 or (",
            $since,
            " = $1 and ",
            $id,
            " > $2)) \
             and ($5 = '*' or ($5 = '+' and ",
            $assignee,
            " is not null) or coalesce(",
            $assignee,
            ", '') = $5) and ",
            tagged!($id, "6"),
            " and ",
            tagged!($id, "7"),
            " and ",
            tagged!($id, "8")
        )
    };
}

macro_rules! applications {
    () => {
        concat!(
            "select id, kind, reference, state, firm, assignee, submitted_at as since, flags from application \
             where coalesce(state, '') in ('submitted', 'in_review', 'changes_requested', 'appealed') \
             and ($3 = '' or state = $3) and ($4 = '' or kind = $4) and ",
            narrowed!("submitted_at", "id", "assignee"),
            " order by submitted_at, id limit $9"
        )
    };
}

macro_rules! reports {
    () => {
        concat!(
            "select r.id, 'report' as kind, r.reference, case r.state when 'open' then 'submitted' else r.state end as state, \
             p.name as firm, r.assignee, r.created_at as since, r.flags from report r join provider p on p.id = r.provider_id \
             where r.state <> 'closed' and ($3 = '' or case r.state when 'open' then 'submitted' else r.state end = $3) \
             and ($4 = '' or $4 = 'report') and ",
            narrowed!("r.created_at", "r.id", "r.assignee"),
            " order by r.created_at, r.id limit $9"
        )
    };
}

statements! {
    /// Takes the tags of a case away.
    TAGS_DELETE = "delete from case_tag where case_id = $1";
    /// Gives a case a tag.
    TAG_INSERT = "insert into case_tag (case_id, tag) values ($1, $2)";
    /// Cases that wait, the oldest first, after one of them.
    QUEUE = concat!(
        "select id, kind, reference, state, firm, assignee, since, flags from (select * from (", applications!(),
        ") as sent union all select * from (", reports!(), ") as reported) as waiting order by since, id limit $9"
    );
    /// How many cases wait, counted to `$9` of each kind.
    COUNT = concat!(
        "select (select count(*) from (", applications!(), ") as sent) + (select count(*) from (", reports!(), ") as reported)"
    );
    /// Gives the applications about a provider that wait for the desk their next version.
    MOVE_ON = "update application set version = version + 1 \
               where provider_id = $1 and state in ('submitted', 'in_review', 'appealed')";
    /// Says what an application in the queue is called, and which firm it is about.
    FIRM = "update application set firm = $2, siren = $3 where id = $1";
    /// Other applications of a firm, an address or a provider, newest first.
    RELATED = "select id, reference, kind, state, firm, created_at, decided_at from application \
               where (siren = $1 or email = $2 or provider_id = $3) and id <> $4 and state <> 'draft' \
               order by created_at desc, id desc limit $5";
}
