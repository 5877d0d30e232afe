//! What keeps listings true, and when.

/// Listings whose provider is asked every year.
macro_rules! reviewed {
    () => {
        "l.level <> 'repertorie' and l.status in ('published', 'under_check', 'paused')"
    };
}

statements! {
    /// Plans something, unless it is planned.
    PLAN = "insert into upkeep (subject, kind, due_at, claimed_until, attempts, stage, seen) \
            select cast($1 as text), cast($2 as text), cast($3 as bigint), 0, 0, 0, cast($4 as text) from change_clock \
            where id = 1 and (select count(*) from upkeep where subject = $1 and kind = $2) = 0";
    /// Plans something anew whose terms have changed.
    REPLAN = "update upkeep set due_at = $3, claimed_until = 0, attempts = 0, stage = 0, seen = $4, seen_at = null \
              where subject = $1 and kind = $2 and seen <> $4";
    /// Drops what is planned.
    DROP = "delete from upkeep where subject = $1 and kind = $2";
    /// Notes how far something went, and when it is due again.
    DONE = "update upkeep set due_at = $3, stage = $4, seen_at = $5, claimed_until = 0 where subject = $1 and kind = $2";
    /// The provider whose listings have been due longest for a kind.
    DUE_PROVIDER = "select l.provider_id from upkeep u join listing l on l.id = u.subject where u.kind = $1 and u.due_at <= $2 \
                    order by u.due_at, u.subject limit 1";
    /// What is due about the listings of a provider.
    DUE_OF = "select u.subject, u.stage, u.seen, u.seen_at from upkeep u join listing l on l.id = u.subject \
              where u.kind = $1 and u.due_at <= $2 and l.provider_id = $3 order by u.subject limit 1000";
    /// How many listings or providers of a kind are due.
    COUNT_DUE = "select count(*) from upkeep where kind = $1 and due_at <= $2";
    /// Takes the look that is due longest, for a while.
    CLAIM = "update upkeep set claimed_until = $3 where kind in ('website', 'register') and due_at <= $1 and claimed_until <= $2 \
             and subject = (select subject from upkeep where kind in ('website', 'register') and due_at <= $1 and claimed_until <= $2 \
             order by due_at, subject, kind limit 1) and kind = (select kind from upkeep where kind in ('website', 'register') \
             and due_at <= $1 and claimed_until <= $2 order by due_at, subject, kind limit 1) \
             returning subject, kind, attempts";
    /// How many looks are due that nobody has taken.
    COUNT_LOOKS = "select count(*) from upkeep where kind in ('website', 'register') and due_at <= $1 and claimed_until <= $2";
    /// Notes a look, how often it failed in a row, and when the next one is due.
    LOOKED = "update upkeep set due_at = $3, attempts = $4, seen_at = $5, claimed_until = 0 where subject = $1 and kind = $2";
    /// Listings that are reviewed every year and for which nothing is planned.
    UNPLANNED = concat!(
        "select l.id, l.slug, l.provider_id, l.record from listing l left join upkeep u on u.subject = l.id and u.kind = 'review' \
         where u.subject is null and ", reviewed!(), " order by l.id limit $1"
    );
    /// How many of them there are.
    COUNT_UNPLANNED = concat!(
        "select count(*) from listing l left join upkeep u on u.subject = l.id and u.kind = 'review' where u.subject is null and ",
        reviewed!()
    );
    /// How many open reports of a source there are about a provider.
    COUNT_OPEN_REPORTS = "select count(*) from report where provider_id = $1 and source = $2 and state <> 'closed'";
}
