//! Two providers become one, and what the old names stand for.

statements! {
    /// The slug of what stands for a provider that was merged.
    PROVIDER = "select p.slug from moved m join provider p on p.id = m.target where m.kind = 'provider' and m.slug = $1";
    /// The slug of what stands for a listing that was merged.
    LISTING = "select l.slug from moved m join listing l on l.id = m.target where m.kind = 'listing' and m.slug = $1";
    /// What stands for providers that went by these slugs.
    PROVIDERS_BY_SLUG = any_of!("select slug, target from moved where kind = 'provider' and slug");
    /// What stands for providers that had these identifiers.
    PROVIDERS_BY_ID = any_of!("select slug, target from moved where kind = 'provider_id' and slug");
    /// Whether a listing was merged into another.
    COUNT_LISTING = "select count(*) from moved where kind = 'listing' and slug = $1";
    /// Says what stands for something now.
    INSERT = "insert into moved (kind, slug, target, at) values ($1, $2, $3, $4)";
    /// What was merged into something before goes on with it.
    FOLLOW = "update moved set target = $2 where target = $1";
    /// Last change of two providers or of what they offer.
    VERSION = "select coalesce(max(changed_seq), 0) from listing where provider_id in ($1, $2)";
    /// Gives a listing to another provider.
    MOVE_LISTING = "update listing set provider_id = $2, changed_seq = $3 where id = $1";
    /// Drops the contacts of a provider that another has as well.
    DROP_CONTACTS = "delete from contact where provider_id = $1 and email in \
                     (select email from contact where provider_id = $2)";
    /// Gives the contacts of a provider to another.
    MOVE_CONTACTS = "update contact set provider_id = $2 where provider_id = $1";
    /// Gives the applications of a provider to another.
    MOVE_APPLICATIONS = "update application set provider_id = $2 where provider_id = $1";
    /// Gives the reports about a provider to another.
    MOVE_REPORTS = "update report set provider_id = $2 where provider_id = $1";
    /// Letters about a provider are about another now.
    MOVE_LETTERS = "update letter set about = $2 where about = $1";
    /// Deletes a provider to which nothing belongs any more.
    DELETE = "delete from provider where id = $1";
}
