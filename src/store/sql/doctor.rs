//! What `devanture doctor` looks for. Each statement counts or lists what should not be.

/// Claimed listings that shops find and that nobody approved: neither a decision nor an approved application about their
/// provider, nor an import in the transaction that added or last changed them.
macro_rules! unapproved {
    () => {
        "from listing l where l.level <> 'repertorie' and l.status in ('published', 'under_check') \
         and not exists (select 1 from decision d where d.provider_id = l.provider_id and d.outcome = 'approved') \
         and not exists (select 1 from moved m join decision d on d.provider_id = m.slug \
         where m.kind = 'provider_id' and m.target = l.provider_id and d.outcome = 'approved') \
         and not exists (select 1 from application a where a.provider_id = l.provider_id and a.state = 'approved') \
         and not exists (select 1 from application a join decision d on d.application_id = a.id \
         where a.provider_id = l.provider_id and d.outcome = 'approved') \
         and not exists (select 1 from audit_log i where i.at in (l.created_at, l.updated_at) and i.action like 'import%')"
    };
}

statements! {
    /// How many listings nobody approved.
    UNAPPROVED_COUNT = concat!("select count(*) ", unapproved!());
    /// Some of them by slug.
    UNAPPROVED = concat!("select l.slug ", unapproved!(), " order by l.id limit $1");
    /// Letters about something that is no longer there, put into the outbox before a moment.
    ORPHANS = "select count(*) from letter l where l.about <> '' and l.created_at < $1 \
               and not exists (select 1 from application a where a.id = l.about) \
               and not exists (select 1 from provider p where p.id = l.about) \
               and not exists (select 1 from report r where r.id = l.about) \
               and not exists (select 1 from listing o where o.id = l.about) \
               and not exists (select 1 from officer f where f.id = l.about)";
    /// Letters that should have gone or failed before a moment.
    OVERDUE = "select count(*) from letter where sent_at is null and failed_at is null and due_at < $1";
    /// Letters that were given up.
    FAILED = "select count(*) from letter where failed_at is not null";
    /// Drafts that nobody touched since a moment.
    DRAFTS = "select count(*) from application where state = 'draft' and updated_at < $1";
    /// Reports decided before a moment that still hold the address or the words of whoever made them.
    REPORT_EMAILS = "select count(*) from report where (email is not null or words <> '' or answer is not null) and decided_at < $1";
    /// Claimed listings that shops find and that no review is planned for.
    UNKEPT = "select count(*) from listing l where l.level <> 'repertorie' and l.status in ('published', 'under_check') \
              and not exists (select 1 from upkeep u where u.subject = l.id and u.kind = 'review')";
}
