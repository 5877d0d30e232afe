//! Listed offers, as the desk looks for them.

statements! {
    /// Offers in every state, newest first, before one of them. `$2`: a pattern of slugs, '' for any.
    PAGE = "select l.id, l.slug, l.title, l.status, l.level, p.name from listing l join provider p on p.id = l.provider_id \
            where ($1 = '' or l.status = $1) and ($2 = '' or l.slug like $2 escape '\\' or p.slug like $2 escape '\\' or p.siren = $3) \
            and ($4 = '' or l.id < $4) order by l.id desc limit $5";
    /// Applications about a provider, newest first.
    APPLICATIONS_OF = "select reference, state, created_at from application where provider_id = $1 and state <> 'draft' \
                       order by created_at desc, id desc limit $2";
}
