//! What people at the desk say about a case.

use crate::domain::choice::choices;
use crate::domain::prose::paragraphs;

/// Longest comment, in characters.
pub const MAX_COMMENT: usize = 2_000;

choices! {
    /// Who reads a comment. The slugs stand in the database.
    Audience {
        /// The desk alone.
        Internal = "internal",
        /// The provider too, who gets it in a letter.
        Provider = "provider",
    }
}

/// What is wrong with a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommentProblem {
    /// Nothing is said.
    Empty,
    /// It is longer than [`MAX_COMMENT`].
    TooLong,
}

/// Reads a comment as it was typed: blanks and line ends tidied, control characters dropped.
///
/// # Errors
/// Nothing is said, or too much.
pub fn read_comment(typed: &str) -> Result<String, CommentProblem> {
    let words = paragraphs(typed.to_owned());
    match words.chars().count() {
        0 => Err(CommentProblem::Empty),
        long if long > MAX_COMMENT => Err(CommentProblem::TooLong),
        _ => Ok(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_says_something_and_not_too_much() {
        assert_eq!(read_comment(" \u{200b}\r\n "), Err(CommentProblem::Empty));
        assert_eq!(read_comment("a".repeat(MAX_COMMENT).as_str()).map(|words| words.len()), Ok(MAX_COMMENT));
        assert_eq!(read_comment(&"a".repeat(MAX_COMMENT + 1)), Err(CommentProblem::TooLong));
        assert_eq!(read_comment("Vu.\r\n\r\n\r\nÀ rappeler."), Ok("Vu.\n\nÀ rappeler.".to_owned()));
    }
}
