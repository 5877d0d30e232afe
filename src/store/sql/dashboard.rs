//! What the dashboard of the desk counts.

/// How many of something are younger than each of four moments, and how many there are.
macro_rules! ages {
    ($column:literal, $from:literal) => {
        concat!(
            "select cast(coalesce(sum(case when ",
            $column,
            " > $1 then 1 else 0 end), 0) as bigint), cast(coalesce(sum(case when ",
            $column,
            " > $2 then 1 else 0 end), 0) as bigint), cast(coalesce(sum(case when ",
            $column,
            " > $3 then 1 else 0 end), 0) as bigint), cast(coalesce(sum(case when ",
            $column,
            " > $4 then 1 else 0 end), 0) as bigint), count(*) from ",
            $from
        )
    };
}

statements! {
    /// Ages of the applications that wait for the desk.
    APPLICATION_AGES = ages!(
        "submitted_at",
        "application where coalesce(state, '') in ('submitted', 'in_review', 'changes_requested', 'appealed') \
         and state <> 'changes_requested' and submitted_at is not null"
    );
    /// Ages of the reports that wait for the desk.
    REPORT_AGES = ages!("created_at", "report where state <> 'closed'");
    /// For each of twelve months, which begin at the given moments, the median time from the sending of an application to its
    /// approval or refusal, and how many there were.
    MEDIANS = "with timed as ( \
               select case when d.at >= $12 then 11 when d.at >= $11 then 10 when d.at >= $10 then 9 when d.at >= $9 then 8 \
               when d.at >= $8 then 7 when d.at >= $7 then 6 when d.at >= $6 then 5 when d.at >= $5 then 4 \
               when d.at >= $4 then 3 when d.at >= $3 then 2 when d.at >= $2 then 1 else 0 end as place, \
               d.at - a.submitted_at as took from decision d join application a on a.id = d.application_id \
               where d.at >= $1 and d.outcome in ('approved', 'refused') and a.submitted_at <= d.at), \
               ranked as (select place, took, row_number() over (partition by place order by took) as position, \
               count(*) over (partition by place) as total from timed) \
               select cast(place as bigint), cast((min(took) + max(took)) / 2 as bigint), cast(max(total) as bigint) \
               from ranked where position in ((total + 1) / 2, (total + 2) / 2) group by place";
    /// Decisions from a moment on, by what they come to and why.
    BY_REASON = "select outcome, reasons, count(*) from decision where at >= $1 group by outcome, reasons limit 10000";
    /// Claimed listings that shops find, after an identifier.
    CLAIMED = "select id, slug, record from listing where id > $1 and level <> 'repertorie' \
               and status in ('published', 'under_check') order by id limit $2";
}
