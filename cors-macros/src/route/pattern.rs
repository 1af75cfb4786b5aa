//! The path of a route. actix-web's attributes panic where its router would; this says what is wrong. A custom regular
//! expression is left to the router, which compiles it at start-up.

use syn::LitStr;

use super::error;

/// As many as actix-router takes.
const MOST_SEGMENTS: usize = 16;

pub(super) fn check(path: &LitStr) -> syn::Result<()> {
    let text = path.value();
    let mut rest = text.as_str();
    let mut names: Vec<&str> = Vec::new();
    while let Some(open) = rest.find('{') {
        rest = &rest[open..];
        let Some(close) = closing(rest) else {
            return Err(error(path, "a `{` of this path is never closed", "write a parameter as `{id}`"));
        };
        let (parameter, behind) = (&rest[1..close], &rest[close + 1..]);
        let (name, expression) = match parameter.split_once(':') {
            Some((name, expression)) => (name, Some(expression)),
            None => (parameter, None),
        };
        if !is_name(name) {
            return Err(error(
                path,
                &format!("`{name}` cannot be the name of a path parameter"),
                "a name is made of letters, digits and `_`, and does not begin with a digit",
            ));
        }
        if names.contains(&name) {
            return Err(error(path, &format!("the path has two parameters `{name}`"), "rename one of them"));
        }
        if behind == "*" && expression.is_some() {
            return Err(error(
                path,
                &format!("`{name}` takes the tail of the path and has an expression of its own"),
                &format!("write `{{{name}}}*`, or `{{{name}:.*}}`"),
            ));
        }
        names.push(name);
        rest = behind;
    }
    if names.len() > MOST_SEGMENTS {
        return Err(error(
            path,
            &format!("the path has {} parameters", names.len()),
            &format!("actix-web takes {MOST_SEGMENTS} at most"),
        ));
    }
    Ok(())
}

/// Where the brace that `text` begins with is closed: an expression may hold braces of its own.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// What the regex crate takes for the name of a group, without the punctuation that nobody wants in a path.
fn is_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_alphabetic() || first == '_')
        && name.chars().all(|char| char.is_alphanumeric() || matches!(char, '_' | '.' | '[' | ']'))
}
