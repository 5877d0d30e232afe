//! Reads Rust source just closely enough to name its paths: no comments, no text in quotes, no test modules.

/// A word or a sign (`::` is one sign) with its line, counted from 1.
pub type Token<'a> = (usize, &'a str);

/// The tokens that reach the program: everything but comments, quoted text and items under `#[cfg(test)]`.
pub fn code_tokens(text: &str) -> Vec<Token<'_>> {
    without_tests(&tokens(text))
}

/// Every path of more than one part and every `use`, braces opened, with its line.
pub fn paths<'a>(tokens: &[Token<'a>]) -> Vec<(usize, Vec<&'a str>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let next = sign(tokens, at + 1);
        let starts = is_word(sign(tokens, at)) && next == "::" && (at == 0 || sign(tokens, at - 1) != ".");
        at = if sign(tokens, at) == "use" {
            let root = at + 1 + usize::from(next == "::");
            read_path(tokens, root, &[], &mut found)
        } else if starts {
            read_path(tokens, at, &[], &mut found)
        } else {
            at + 1
        };
    }
    found
}

fn read_path<'a>(
    tokens: &[Token<'a>],
    mut at: usize,
    before: &[&'a str],
    found: &mut Vec<(usize, Vec<&'a str>)>,
) -> usize {
    let mut path = before.to_vec();
    while let Some(&(line, token)) = tokens.get(at) {
        if token == "{" {
            at += 1;
            while !["}", ""].contains(&sign(tokens, at)) {
                at = if sign(tokens, at) == "," { at + 1 } else { read_path(tokens, at, &path, found) };
            }
            return at + 1;
        }
        path.push(token);
        let goes_on = |next: &str| is_word(next) || next == "{" || next == "*";
        if sign(tokens, at + 1) == "::" && goes_on(sign(tokens, at + 2)) {
            at += 2;
        } else {
            found.push((line, path));
            return at + if sign(tokens, at + 1) == "as" { 3 } else { 1 };
        }
    }
    at
}

fn sign<'a>(tokens: &[Token<'a>], at: usize) -> &'a str {
    tokens.get(at).map_or("", |(_, token)| token)
}

fn is_word(token: &str) -> bool {
    token.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

fn without_tests<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    let mut kept = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let mark = ["#", "[", "cfg", "(", "test", ")", "]"];
        if (0..mark.len()).all(|step| sign(tokens, at + step) == mark[step]) {
            at = end_of_item(tokens, at + mark.len());
        } else {
            kept.push(tokens[at]);
            at += 1;
        }
    }
    kept
}

/// The place after the item that starts here: after its `;` or its closing brace.
fn end_of_item(tokens: &[Token<'_>], mut at: usize) -> usize {
    let mut open = 0_usize;
    while let Some((_, token)) = tokens.get(at) {
        at += 1;
        match *token {
            "{" => open += 1,
            "}" if open <= 1 => break,
            "}" => open -= 1,
            ";" if open == 0 => break,
            _ => {}
        }
    }
    at
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let (mut rest, mut line) = (text, 1);
    while let Some(first) = rest.chars().next() {
        let (length, is_code) = next_piece(rest, first);
        if is_code {
            found.push((line, &rest[..length]));
        }
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    found
}

/// Length of the piece that the text starts with, and whether it is a token.
fn next_piece(rest: &str, first: char) -> (usize, bool) {
    if rest.starts_with("//") {
        (rest.find('\n').unwrap_or(rest.len()), false)
    } else if rest.starts_with("/*") {
        (comment(rest), false)
    } else if let Some(length) = quoted(rest) {
        (length, false)
    } else if first.is_alphanumeric() || first == '_' {
        (rest.find(|next: char| !next.is_alphanumeric() && next != '_').unwrap_or(rest.len()), true)
    } else if rest.starts_with("::") {
        (2, true)
    } else {
        (first.len_utf8(), !first.is_whitespace())
    }
}

/// Length of a block comment, which may hold others.
fn comment(rest: &str) -> usize {
    let mut open = 0;
    for (at, _) in rest.char_indices() {
        if rest[at..].starts_with("/*") {
            open += 1;
        } else if rest[..at].ends_with("*/") && at > 2 {
            open -= 1;
            if open == 0 {
                return at;
            }
        }
    }
    rest.len()
}

/// Length of the text, byte text, raw text or character that starts here; none for lifetimes and other code.
fn quoted(rest: &str) -> Option<usize> {
    let opening = rest.trim_start_matches(['b', 'c']);
    let prefix = rest.len() - opening.len();
    if let Some(raw) = opening.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        let end = format!("\"{}", "#".repeat(hashes));
        let text = raw[hashes..].strip_prefix('"')?;
        return Some(prefix + 1 + hashes + 1 + text.find(&end).map_or(text.len(), |at| at + end.len()));
    }
    let quote = opening.chars().next().filter(|first| prefix <= 1 && ['"', '\''].contains(first))?;
    if quote == '\'' && !opening[1..].starts_with('\\') && opening[1..].chars().nth(1) != Some('\'') {
        return None;
    }
    let mut escaped = false;
    for (at, next) in opening.char_indices().skip(1) {
        if next == quote && !escaped {
            return Some(prefix + at + 1);
        }
        escaped = next == '\\' && !escaped;
    }
    Some(rest.len())
}
