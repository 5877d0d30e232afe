//! What listings said each time they were vetted.

statements! {
    /// Adds the next version of a listing.
    INSERT = "insert into listing_version (listing_id, number, at, decision_id, listing, provider) \
              select cast($1 as text), coalesce(max(number), 0) + 1, cast($2 as bigint), cast($3 as text), cast($4 as text), \
              cast($5 as text) from listing_version where listing_id = $1";
    /// How many versions of a listing are kept.
    COUNT = "select count(*) from listing_version where listing_id = $1";
    /// Versions of a listing, newest first.
    OF_LISTING = "select number, at, decision_id, listing, provider from listing_version where listing_id = $1 \
                  order by number desc limit $2";
    /// A version of a listing.
    ONE = "select number, at, decision_id, listing, provider from listing_version where listing_id = $1 and number = $2";
    /// Deletes the versions of a listing in which a pattern is found.
    FORGET = "delete from listing_version where listing_id = $1 \
              and (lower(listing) like $2 escape '\\' or lower(provider) like $2 escape '\\')";
    /// Change number of a listing.
    CHANGED = "select changed_seq from listing where id = $1";
}
