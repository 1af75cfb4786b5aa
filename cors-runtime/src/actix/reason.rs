//! Why a preflight is refused, as text for whoever develops the service: only where this crate is built with debug
//! assertions. It names the policy's methods and headers, never its origins.

use std::fmt::{self, Write};

use super::event::Escaped;
use super::view::Seen;
use crate::decision::Line;
use crate::names::Names;
use crate::policy::Facts;
use crate::verdict::Verdict;

/// The most bytes of each part; together with the fixed text they stay below 1 KiB.
const MOST: usize = 200;

/// The reason for a refusal by `facts`, or by `#[cross_origin(none)]`.
pub(super) fn reason(facts: Option<&Facts>, seen: &Seen<'_>, verdict: Verdict) -> String {
    let mut text = String::with_capacity(512);
    let name = facts.map_or("none", |facts| facts.name);
    // Writing to a `String` cannot fail.
    let _ = writeln!(text, "CORS: {} refuses this preflight: {verdict}", Cut(format_args!("`{name}`")));
    let offending = match verdict {
        Verdict::OriginNotAllowed => Some(("origin", line(seen.view.origin, "several Origin lines"))),
        Verdict::MethodNotAllowed => {
            Some(("method", line(seen.view.asked_method, "several Access-Control-Request-Method lines")))
        }
        Verdict::HeaderNotAllowed => facts
            .and_then(|facts| facts.headers.allow_all(seen.view.asked_headers.clone()).err())
            .map(|name| ("header", Offending::Text(name))),
        _ => None,
    };
    if let Some((what, value)) = offending {
        let _ = writeln!(text, "{what}: {}", Cut(format_args!("{value:?}")));
    }
    if let Some(facts) = facts {
        let methods = Names::new(facts.methods.any, facts.methods.listed);
        let headers = Names::new(facts.headers.any, facts.headers.listed);
        let _ = writeln!(text, "allowed methods: {}", Cut(format_args!("{methods}")));
        let _ = writeln!(text, "allowed headers: {}", Cut(format_args!("{headers}")));
    }
    text
}

enum Offending<'a> {
    Text(&'a [u8]),
    Fixed(&'static str),
}

impl fmt::Debug for Offending<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => Escaped(text, MOST).fmt(f),
            Self::Fixed(text) => f.write_str(text),
        }
    }
}

fn line<'a>(line: Line<'a>, several: &'static str) -> Offending<'a> {
    match line {
        Line::Absent => Offending::Fixed("none"),
        Line::One(text) => Offending::Text(text),
        Line::Several => Offending::Fixed(several),
    }
}

/// What is printed, up to [`MOST`] bytes: escapes and long lists grow.
struct Cut<'a>(fmt::Arguments<'a>);

impl fmt::Display for Cut<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut cutter = Cutter { to: f, left: MOST, cut: false };
        cutter.write_fmt(self.0)?;
        if cutter.cut { f.write_str("…") } else { Ok(()) }
    }
}

struct Cutter<'a, 'b> {
    to: &'a mut fmt::Formatter<'b>,
    left: usize,
    cut: bool,
}

impl Write for Cutter<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let most = if self.cut { 0 } else { self.left.min(text.len()) };
        let fits = (0..=most).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        self.cut |= fits < text.len();
        self.left -= fits;
        self.to.write_str(&text[..fits])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_part_is_cut_between_characters() {
        let cut = Cut(format_args!("{}{}", "é".repeat(99), "éé")).to_string();
        assert_eq!(cut, format!("{}…", "é".repeat(100)));
    }
}
