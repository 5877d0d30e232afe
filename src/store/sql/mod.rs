//! Every statement, in the dialect that both engines speak (`migrations/README.md`).
//!
//! Statements are constants, so that one test prepares each of them on both engines.

macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $sql:expr;)+) => {
        $($(#[$doc])* pub(in crate::store) const $name: &str = $sql;)+

        /// Each statement of this file with its name.
        pub(super) const STATEMENTS: &[(&str, &str)] = &[$((stringify!($name), $name)),+];
    };
}

/// What is due and that nobody has claimed. What is due only beyond `$far` or claimed until beyond `$long` comes of a clock
/// that was wrong.
macro_rules! due {
    ($now:literal, $far:literal, $long:literal) => {
        concat!(
            "(due_at <= ",
            $now,
            " or due_at > ",
            $far,
            ") and (claimed_until <= ",
            $now,
            " or claimed_until > ",
            $long,
            ")"
        )
    };
}

/// Values that one `in (…)` list takes; a shorter list repeats its last value.
pub(in crate::store) const LIST: usize = 50;

/// A statement that ends in a list of [`LIST`] values.
macro_rules! any_of {
    ($before:expr) => {
        concat!(
            $before,
            " in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,\
             $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36,\
             $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50)"
        )
    };
}

pub(super) mod access;
pub(super) mod applications;
pub(super) mod audit;
pub(super) mod cases;
pub(super) mod comments;
pub(super) mod contacts;
pub(super) mod dashboard;
pub(super) mod decisions;
pub(super) mod desk_access;
pub(super) mod doctor;
pub(super) mod imports;
pub(super) mod letters;
pub(super) mod logos;
pub(super) mod merge;
pub(super) mod offers;
pub(super) mod officers;
pub(super) mod personal;
pub(super) mod proposals;
pub(super) mod reports;
pub(super) mod upkeep;
pub(super) mod versions;

/// Every statement with its name.
pub(super) fn all() -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    [
        STATEMENTS,
        access::STATEMENTS,
        applications::STATEMENTS,
        audit::STATEMENTS,
        cases::STATEMENTS,
        comments::STATEMENTS,
        contacts::STATEMENTS,
        dashboard::STATEMENTS,
        decisions::STATEMENTS,
        desk_access::STATEMENTS,
        doctor::STATEMENTS,
        imports::STATEMENTS,
        letters::STATEMENTS,
        logos::STATEMENTS,
        merge::STATEMENTS,
        offers::STATEMENTS,
        officers::STATEMENTS,
        personal::STATEMENTS,
        proposals::STATEMENTS,
        reports::STATEMENTS,
        upkeep::STATEMENTS,
        versions::STATEMENTS,
    ]
    .into_iter()
    .flatten()
}

macro_rules! entry {
    () => {
        "select l.changed_seq, l.id, l.slug, l.provider_id, p.slug as provider_slug, p.record as provider, \
         l.record as listing from listing l join provider p on p.id = l.provider_id"
    };
}

macro_rules! provider {
    () => {
        "select id, slug, record from provider where "
    };
}

macro_rules! listing {
    () => {
        "select id, slug, provider_id, record from listing where "
    };
}

statements! {
    /// Identity of this database.
    DIRECTORY = "select id from directory";
    /// Gives the database its identity.
    DIRECTORY_INSERT = "insert into directory (id, created_at) values ($1, $2)";
    /// Last change number.
    CLOCK = "select seq from change_clock where id = 1";
    /// Last change number, held against other writers until the end of the transaction.
    CLOCK_LOCK = "update change_clock set seq = seq + 0 where id = 1 returning seq";
    /// Takes the next change numbers.
    CLOCK_ADVANCE = "update change_clock set seq = seq + $1 where id = 1 returning seq";
    /// Changed listings after a change number.
    CHANGES = concat!(entry!(), " where l.changed_seq > $1 order by l.changed_seq limit $2");
    /// Listings after an identifier.
    ENTRIES = concat!(entry!(), " where l.id > $1 order by l.id limit $2");
    /// How many listings there are.
    COUNT = "select count(*) from listing";
    /// Providers by identifier.
    PROVIDERS_BY_ID = any_of!(concat!(provider!(), "id"));
    /// Providers by SIREN.
    PROVIDERS_BY_SIREN = any_of!(concat!(provider!(), "siren"));
    /// Providers by slug.
    PROVIDERS_BY_SLUG = any_of!(concat!(provider!(), "slug"));
    /// Listings by identifier.
    LISTINGS_BY_ID = any_of!(concat!(listing!(), "id"));
    /// Listings by slug.
    LISTINGS_BY_SLUG = any_of!(concat!(listing!(), "slug"));
    /// Providers by the host of their website.
    PROVIDERS_BY_HOST = any_of!(concat!(provider!(), "host"));
    /// Providers at a host.
    PROVIDERS_AT_HOST = concat!(provider!(), "host = $1 order by id limit $2");
    /// Providers of a name.
    PROVIDERS_OF_NAME = concat!(provider!(), "name = $1 order by id limit $2");
    /// The provider of a SIREN.
    PROVIDER_OF_SIREN = concat!(provider!(), "siren = $1 order by id limit $2");
    /// Providers whose host nobody has worked out yet.
    HOSTS_UNKNOWN = concat!(provider!(), "host is null order by id limit $1");
    /// Says at which host the website of a provider is.
    HOST_SET = "update provider set host = $2 where id = $1";
    /// A provider.
    PROVIDER_BY_ID = concat!(provider!(), "id = $1");
    /// The provider of a slug.
    PROVIDER_BY_SLUG = concat!(provider!(), "slug = $1");
    /// A listing.
    LISTING_BY_ID = concat!(listing!(), "id = $1");
    /// The listing of a slug.
    LISTING_BY_SLUG = concat!(listing!(), "slug = $1");
    /// The listing of a provider with a title.
    LISTING_BY_TITLE = concat!(listing!(), "provider_id = $1 and title = $2 order by id limit 1");
    /// Which of these slugs providers have, or had before they were merged.
    PROVIDER_SLUGS = any_of!(
        "select slug from (select slug from provider union all select slug from moved where kind = 'provider') named where slug"
    );
    /// Which of these slugs listings have.
    LISTING_SLUGS = any_of!("select slug from listing where slug");
    /// Identifiers of a provider's listings.
    LISTINGS_OF = "select id from listing where provider_id = $1 order by id";
    /// A provider's listings.
    LISTINGS_OF_PROVIDER = concat!(listing!(), "provider_id = $1 order by id limit 1000");
    /// A provider's listings with the moments at which they came and last changed.
    DATED_LISTINGS = "select id, slug, provider_id, record, created_at, updated_at from listing \
                      where provider_id = $1 order by id limit 1000";
    /// Providers after an identifier.
    PROVIDERS_AFTER = concat!(provider!(), "id > $1 order by id limit $2");
    /// How many listings of a provider stand at another level than the given one.
    COUNT_OTHER_LEVEL = "select count(*) from listing where provider_id = $1 and level <> $2";
    /// Adds a provider.
    PROVIDER_INSERT = "insert into provider (id, slug, siren, name, record, host, created_at, updated_at) \
                       values ($1, $2, $3, $4, $5, $7, $6, $6)";
    /// Changes a provider.
    PROVIDER_UPDATE = "update provider set slug = $2, siren = $3, name = $4, record = $5, host = $7, updated_at = $6 \
                       where id = $1";
    /// Adds a listing.
    LISTING_INSERT = "insert into listing \
                      (id, slug, provider_id, title, status, level, record, changed_seq, created_at, updated_at) \
                      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)";
    /// Changes a listing; its provider stays.
    LISTING_UPDATE = "update listing set slug = $2, title = $3, status = $4, level = $5, record = $6, \
                      changed_seq = $7, updated_at = $8 where id = $1";
    /// Gives a listing a new change number because its provider changed.
    LISTING_RENUMBER = "update listing set changed_seq = $2 where id = $1";
    /// Searches without result from a month on, all months together.
    EMPTY_SEARCHES = "select words, types, territory, cast(sum(times) as bigint) as times from empty_search \
                      where month >= $1 group by words, types, territory";
    /// Raises a count.
    EMPTY_SEARCH_RAISE = "update empty_search set times = times + $5 \
                          where month = $1 and words = $2 and types = $3 and territory = $4";
    /// Begins a count.
    EMPTY_SEARCH_INSERT = "insert into empty_search (month, words, types, territory, times) \
                           values ($1, $2, $3, $4, $5)";
    /// How many counts a month has.
    EMPTY_SEARCH_COUNT = "select count(*) from empty_search where month = $1";
    /// Deletes the counts before a month.
    EMPTY_SEARCH_DELETE = "delete from empty_search where month < $1";
}
