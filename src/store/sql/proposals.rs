//! Decisions that wait for a second pair of eyes.

macro_rules! open {
    ($rest:expr) => {
        concat!(
            "select id, at, officer_id, outcome, application_id, listing_id, version, reasons, words from proposal \
             where settled_at is null ",
            $rest
        )
    };
}

statements! {
    /// Adds a proposal.
    INSERT = "insert into proposal (id, at, officer_id, outcome, application_id, listing_id, version, reasons, words) \
              values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    /// The newest open proposal about an application.
    OF_APPLICATION = open!("and application_id = $1 order by at desc, id desc limit 1");
    /// The newest open proposal about a listing.
    OF_LISTING = open!("and listing_id = $1 order by at desc, id desc limit 1");
    /// Open proposals, the one that waits longest first.
    OPEN = open!("order by at, id limit $1");
    /// Says what became of an open proposal.
    SETTLE = "update proposal set settled_at = $2, settled_by = $3, settled = $4 where id = $1 and settled_at is null";
    /// How many proposals about a version of an application somebody has settled in a way.
    SETTLED = "select count(*) from proposal where application_id = $1 and version = $2 and settled_by = $3 and settled = $4";
    /// Ends what is proposed about the applications about a provider.
    OVERTAKE_OF_PROVIDER = "update proposal set settled_at = $2, settled = 'overtaken' where settled_at is null \
                            and application_id in (select id from application where provider_id = $1)";
    /// Empties the words of what was proposed about an application, which may name its author.
    FORGET_WORDS = "update proposal set words = '' where application_id = $1";
    /// Ends what is proposed about an application that is erased.
    FORGET_OPEN = "update proposal set settled_at = $2, settled = 'overtaken' where application_id = $1 and settled_at is null";
}
