//! What people at the desk say about cases.

statements! {
    /// Adds a comment.
    INSERT = "insert into case_comment (id, case_id, at, officer_id, audience, words) values ($1, $2, $3, $4, $5, $6)";
    /// The newest comments on a case, newest first.
    OF_CASE = "select id, case_id, at, officer_id, audience, words from case_comment where case_id = $1 \
               order by at desc, id desc limit $2";
    /// Deletes the comments on a case.
    DELETE = "delete from case_comment where case_id = $1";
}
