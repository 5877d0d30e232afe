//! Cases of the desk: what they can be filtered by.

statements! {
    /// Takes the tags of a case away.
    TAGS_DELETE = "delete from case_tag where case_id = $1";
    /// Gives a case a tag.
    TAG_INSERT = "insert into case_tag (case_id, tag) values ($1, $2)";
}
