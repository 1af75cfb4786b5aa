//! Why a preflight is refused, as text for the developers of the service: only where this crate is built with
//! debug assertions. It names the policy's methods and headers, never its origins.

use std::fmt::{self, Write};

use crate::data::PolicyData;
use crate::decision::{CorsRequest, Framework, Refusal, Single};
use crate::event::Escaped;
use crate::verdict::Verdict;

/// The most bytes of each part; together with the fixed text they stay below 1 KiB.
const MOST: usize = 200;

/// The reason for a refusal by `policy`, or by `#[cross_origin(none)]`.
pub(crate) fn reason<F: Framework>(
    policy: &PolicyData,
    request: &CorsRequest<'_, F>,
    refusal: Refusal<'_>,
) -> String {
    let mut text = String::with_capacity(512);
    let name = policy.name();
    let verdict = refusal.verdict;
    // Writing to a `String` cannot fail.
    let _ = writeln!(text, "CORS: {} refuses this preflight: {verdict}", Cut(format_args!("`{name}`")));
    let offending = match (verdict, refusal.header) {
        (Verdict::OriginNotAllowed, _) => Some(("origin", line(request.origin, "several Origin lines"))),
        (Verdict::MethodNotAllowed, _) => {
            Some(("method", line(request.requested_method, "several Access-Control-Request-Method lines")))
        }
        (_, Some(header)) => Some(("header", Offending::Text(header))),
        _ => None,
    };
    if let Some((what, value)) = offending {
        let _ = writeln!(text, "{what}: {}", Cut(format_args!("{value:?}")));
    }
    if verdict != Verdict::TakesNoPart {
        let _ = writeln!(text, "allowed methods: {}", Cut(format_args!("{}", policy.methods)));
        let _ = writeln!(text, "allowed headers: {}", Cut(format_args!("{}", policy.headers)));
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

fn line<'r, V: AsRef<[u8]>>(line: Single<'r, V>, repeated: &'static str) -> Offending<'r> {
    match line {
        Single::Absent => Offending::Fixed("none"),
        Single::One(value) => Offending::Text(value.as_ref()),
        Single::Repeated => Offending::Fixed(repeated),
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
