//! Why a request is refused, in a line for the developers of the service: sent only where this crate is built with debug
//! assertions. It names the policy's methods and headers, never its origins.

use std::fmt::{self, Write};

use cors_policy::decision::{CorsRequest, Framework, Refusal, Single};
use cors_policy::verdict::Verdict;

use crate::data::PolicyData;
use crate::event::{Escaped, HeaderLine};

/// The most bytes of a part. With the fixed text, the parts of a reason stay below [`MOST`].
const MOST_OF_PART: usize = 200;
const MOST: usize = 1024;

/// Why a preflight is refused by `policy`, or by `#[cross_origin(none)]`.
pub(crate) fn preflight<F: Framework>(
    policy: &PolicyData,
    request: &CorsRequest<'_, F>,
    refusal: Refusal<'_>,
) -> String {
    let mut reason = format!("`{}` refused this preflight: {}", part(policy.name()), refusal.verdict);
    // Writing to a `String` cannot fail.
    let _ = match (refusal.verdict, refusal.header) {
        (Verdict::OriginNotAllowed, _) => write!(reason, "; origin: {}", header(request.origin)),
        (Verdict::MethodNotAllowed, _) => write!(
            reason,
            "; method: {}; allowed methods: {}",
            header(request.requested_method),
            part(&policy.methods)
        ),
        (Verdict::HeaderNotAllowed, Some(name)) => write!(
            reason,
            "; header: {}; allowed headers: {}",
            part(Escaped(name, MOST_OF_PART)),
            part(&policy.headers)
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
        part(policy.name()),
        header(request.origin)
    )
}

/// A message as a header value.
pub(crate) fn line(message: &impl fmt::Display) -> String {
    Line(message, MOST).to_string()
}

fn part<T: fmt::Display>(part: T) -> Line<T> {
    Line(part, MOST_OF_PART)
}

fn header<V: AsRef<[u8]>>(value: Single<'_, V>) -> impl fmt::Display {
    part(HeaderLine(value, MOST_OF_PART))
}

/// One line of ASCII, cut where it would have more bytes than this.
struct Line<T>(T, usize);

impl<T: fmt::Display> fmt::Display for Line<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const CUT: &str = "...";
        let mut cutter = Cutter { to: f, left: self.1 - CUT.len(), cut: false };
        write!(cutter, "{}", self.0)?;
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
