//! Applications.

statements! {
    /// How many applications there are.
    COUNT = "select count(*) from application";
}
