//! Why a request is refused, in a line for the developers of the service: sent only where this crate is built with debug
//! assertions. It names the policy's methods and headers, never its origins.

use std::fmt::{self, Write};

use cors_policy::decision::{CorsRequest, Framework, Refusal, Single};
use cors_policy::verdict::Verdict;

use crate::data::PolicyData;
use crate::event::Escaped;

/// The most bytes of a part. With the fixed text, the parts of a reason stay below [`MOST`].
const MOST_OF_PART: usize = 200;
const MOST: usize = 1024;

/// Why a preflight is refused by `policy`, or by `#[cross_origin(none)]`.
pub(crate) fn preflight<F: Framework>(
    policy: &PolicyData,
    request: &CorsRequest<'_, F>,
    refusal: Refusal<'_>,
) -> String {
    let name = Part(format_args!("{}", policy.name()));
    let verdict = refusal.verdict;
    let mut reason = format!("`{name}` refused this preflight: {verdict}");
    // Writing to a `String` cannot fail.
    let _ = match (verdict, refusal.header) {
        (Verdict::OriginNotAllowed, _) => {
            write!(reason, "; origin: {}", Part(format_args!("{}", QuotedHeader(request.origin))))
        }
        (Verdict::MethodNotAllowed, _) => write!(
            reason,
            "; method: {}; allowed methods: {}",
            Part(format_args!("{}", QuotedHeader(request.requested_method))),
            Part(format_args!("{}", policy.methods))
        ),
        (Verdict::HeaderNotAllowed, Some(header)) => write!(
            reason,
            "; header: {}; allowed headers: {}",
            Part(format_args!("{:?}", Escaped(header, MOST_OF_PART))),
            Part(format_args!("{}", policy.headers))
        ),
        _ => Ok(()),
    };
    reason
}

/// Why an `AllowedOrigin` refuses a request.
#[cfg(any(feature = "actix-web", feature = "tower"))]
pub(crate) fn request<F: Framework>(policy: &PolicyData, request: &CorsRequest<'_, F>) -> String {
    format!(
        "`AllowedOrigin` refuses this request: {} of `{}`; origin: {}",
        Verdict::OriginNotAllowed,
        Part(format_args!("{}", policy.name())),
        Part(format_args!("{}", QuotedHeader(request.origin)))
    )
}

/// A message as a header value.
pub(crate) fn line(message: &impl fmt::Display) -> String {
    Line(format_args!("{message}"), MOST).to_string()
}

/// A header that must come in one line.
struct QuotedHeader<'r, V>(Single<'r, V>);

impl<V: AsRef<[u8]>> fmt::Display for QuotedHeader<'_, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Single::Absent => f.write_str("none"),
            Single::One(value) => write!(f, "{:?}", Escaped(value.as_ref(), MOST_OF_PART)),
            Single::Repeated => f.write_str("several lines"),
        }
    }
}

/// A part of a reason.
struct Part<'a>(fmt::Arguments<'a>);

impl fmt::Display for Part<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Line(self.0, MOST_OF_PART).fmt(f)
    }
}

/// One line of ASCII, cut where it would have more bytes than this.
struct Line<'a>(fmt::Arguments<'a>, usize);

impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const CUT: &str = "...";
        let mut cutter = Cutter { to: f, left: self.1 - CUT.len(), cut: false };
        cutter.write_fmt(self.0)?;
        if cutter.cut { f.write_str(CUT) } else { Ok(()) }
    }
}

struct Cutter<'a, 'b> {
    to: &'a mut fmt::Formatter<'b>,
    left: usize,
    cut: bool,
}

impl Write for Cutter<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for char in text.chars() {
            let is_plain = matches!(char, ' '..='~');
            let bytes = if is_plain { 1 } else { char.escape_default().len() };
            self.cut |= bytes > self.left;
            if self.cut {
                return Ok(());
            }
            self.left -= bytes;
            if is_plain { self.to.write_char(char)? } else { write!(self.to, "{}", char.escape_default())? }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
