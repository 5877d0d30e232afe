//! Logos.

statements! {
    /// Adds a logo.
    INSERT = "insert into logo (id, content_type, data, created_at) values ($1, $2, $3, $4)";
    /// One logo.
    BY_ID = "select content_type, data from logo where id = $1";
    /// Logos older than a moment, in the order of their identifiers.
    OLDER = "select id from logo where created_at < $1 and id > $2 order by id limit $3";
    /// Whatever refers to a logo: `$1` is its identifier with what may stand around it.
    REFERENCES = "select (select count(*) from provider where record like $1) \
                  + (select count(*) from application where answers like $1) \
                  + (select count(*) from submission where content like $1)";
    /// Deletes a logo.
    DELETE = "delete from logo where id = $1";
}
