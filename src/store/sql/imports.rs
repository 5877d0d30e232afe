//! Files at the import desk.

statements! {
    /// What is known of somebody's file, without the file itself.
    OUTLINE = "select id, at, kind, choices, report, done_at from import_batch where officer_id = $1";
    /// The file itself.
    CONTENT = "select content from import_batch where officer_id = $1 and id = $2";
    /// Keeps a file.
    INSERT = "insert into import_batch (officer_id, id, at, kind, content, choices, report, done_at) \
              values ($1, $2, $3, $4, $5, $6, $7, null)";
    /// Says what its columns stand for, and what would become of it.
    CHOOSE = "update import_batch set choices = $3, report = $4 where officer_id = $1 and id = $2 and done_at is null";
    /// Leaves only what became of it.
    FINISH = "update import_batch set content = '', report = $3, done_at = $4 \
              where officer_id = $1 and id = $2 and done_at is null";
    /// Forgets somebody's file.
    DELETE = "delete from import_batch where officer_id = $1";
    /// How many files came before a moment.
    COUNT_OLD = "select count(*) from import_batch where at < $1";
    /// Forgets the files that came before a moment.
    DELETE_OLD = "delete from import_batch where at < $1";
}
