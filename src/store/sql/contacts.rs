//! Who answers for providers.

statements! {
    /// Adds a contact of a provider.
    INSERT = "insert into contact (id, provider_id, email, name, phone, lang, created_at) values ($1, $2, $3, $4, $5, $6, $7)";
    /// Changes a contact of a provider.
    UPDATE = "update contact set name = $3, phone = $4, lang = $5 where provider_id = $1 and email = $2";
    /// What an address answers for, and as whom.
    OF_EMAIL = "select provider_id, email, name, phone, lang, created_at from contact where email = $1 \
                order by created_at, provider_id limit 100";
    /// Who answers for a provider.
    OF_PROVIDER = "select provider_id, email, name, phone, lang, created_at from contact where provider_id = $1 \
                   order by created_at, email limit 100";
    /// Identifiers of the providers that an address answers for.
    PROVIDERS = "select provider_id from contact where email = $1 order by created_at, provider_id limit 100";
    /// Whether an address answers for a provider.
    ANSWERS = "select count(*) from contact where email = $1 and provider_id = $2";
    /// How many contacts a provider has.
    COUNT = "select count(*) from contact where provider_id = $1";
    /// Takes an address out of everything that it answers for.
    DELETE = "delete from contact where email = $1";
}
