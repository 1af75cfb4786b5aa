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
    ascii(message, MOST)
}

fn part(part: impl fmt::Display) -> String {
    ascii(part, MOST_OF_PART)
}

fn header<V: AsRef<[u8]>>(value: Single<'_, V>) -> String {
    part(HeaderLine(value, MOST_OF_PART))
}

/// One line of ASCII, cut where it would have more bytes than `most`.
fn ascii(message: impl fmt::Display, most: usize) -> String {
    const CUT: &str = "...";
    let mut line = String::new();
    for char in message.to_string().chars() {
        let before = line.len();
        match char {
            ' '..='~' => line.push(char),
            char => line.extend(char.escape_default()),
        }
        if line.len() > most - CUT.len() {
            line.truncate(before);
            return line + CUT;
        }
    }
    line
}

#[cfg(test)]
mod tests;
