//! What was decided at the desk.

macro_rules! decision {
    ($rest:expr) => {
        concat!(
            "select id, at, officer_id, second_id, outcome, application_id, report_id, listing_id, provider_id, reasons, words, \
             criteria, version from decision ",
            $rest
        )
    };
}

statements! {
    /// Adds a decision.
    INSERT = "insert into decision (id, at, officer_id, second_id, outcome, application_id, report_id, listing_id, provider_id, \
              reasons, words, criteria, version) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    /// Decisions about an application, newest first.
    OF_APPLICATION = decision!("where application_id = $1 order by at desc, id desc limit $2");
    /// Decisions about a report, newest first.
    OF_REPORT = decision!("where report_id = $1 order by at desc, id desc limit $2");
    /// Decisions about a listing, and those about applications that gave it a version, newest first.
    OF_LISTING = decision!(
        "where listing_id = $1 or id in (select decision_id from listing_version where listing_id = $1) \
         order by at desc, id desc limit $2"
    );
    /// Decisions about a provider, what was merged into it and what it has, newest first.
    OF_PROVIDER = decision!(
        "where provider_id in (select cast($1 as text) from change_clock where id = 1 union all \
         select slug from moved where kind = 'provider_id' and target = $1) order by at desc, id desc limit $2"
    );
    /// Empties the words of what was decided about an application, which may name its author.
    FORGET_WORDS = "update decision set words = '' where application_id = $1";
}
