//! The scan of Access-Control-Request-Headers (Fetch, "CORS-preflight fetch", step 5): several lines, any case, any
//! order, optional white space, a few empty elements; without allocation, and with a bound on the work.

use crate::table::same_ignoring_case;

/// The request headers that a policy allows. Not public API.
#[derive(Debug)]
pub struct RequestHeaders {
    /// `any`: every name but `authorization`, which browsers do not let a wildcard cover.
    pub any: bool,
    /// The names, in lower case.
    pub listed: &'static [&'static str],
}

/// How many elements, empty ones included, may stand beside the listed names before the scan gives up.
const SLACK: usize = 16;
/// The same bound for `any`.
const ANY_ELEMENTS: usize = 128;
/// How many bytes white space, commas and the like may add to the listed names.
const SLACK_BYTES: usize = 1024;
/// The bound on bytes for `any`.
const ANY_BYTES: usize = 16 * 1024;

impl RequestHeaders {
    /// Whether one name is allowed.
    pub(crate) const fn allows(&self, name: &[u8]) -> bool {
        let mut at = 0;
        while at < self.listed.len() {
            if same_ignoring_case(name, self.listed[at].as_bytes()) {
                return true;
            }
            at += 1;
        }
        self.any && is_token(name) && !same_ignoring_case(name, b"authorization")
    }

    /// The most elements that a list may have.
    pub(crate) const fn most_elements(&self) -> usize {
        if self.any { ANY_ELEMENTS } else { self.listed.len() + SLACK }
    }

    const fn most_bytes(&self) -> usize {
        let (mut sum, mut at) = (if self.any { ANY_BYTES } else { SLACK_BYTES }, 0);
        while at < self.listed.len() {
            sum += self.listed[at].len();
            at += 1;
        }
        sum
    }

    /// Whether every name in `lines`, the values of the header's lines, is allowed. The lines' lengths are added up
    /// first, so that a hostile value costs nothing at all.
    pub(crate) fn allow_all<'a>(
        &self,
        lines: impl Iterator<Item = &'a [u8]> + Clone,
    ) -> Result<(), &'a [u8]> {
        let mut first = None;
        let bytes = lines.clone().fold(0_usize, |sum, line| {
            first = first.or(Some(line));
            sum.saturating_add(line.len())
        });
        let Some(first) = first else { return Ok(()) };
        if bytes > self.most_bytes() {
            return Err(first);
        }
        let mut left = self.most_elements();
        for line in lines {
            for element in line.split(|byte| *byte == b',') {
                let Some(fewer) = left.checked_sub(1) else { return Err(element) };
                left = fewer;
                let name = trim(element);
                if !name.is_empty() && !self.allows(name) {
                    return Err(name);
                }
            }
        }
        Ok(())
    }
}

/// Without the optional white space around it (RFC 9110, 5.6.3).
fn trim(mut element: &[u8]) -> &[u8] {
    while let [b' ' | b'\t', rest @ ..] | [rest @ .., b' ' | b'\t'] = element {
        element = rest;
    }
    element
}

/// A token (RFC 9110, 5.6.2). `http` knows this rule too, but not in a `const fn`.
pub(crate) const fn is_token(text: &[u8]) -> bool {
    let mut at = 0;
    while at < text.len() {
        if !matches!(text[at], b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'!' | b'#' | b'$' | b'%' | b'&'
            | b'\'' | b'*' | b'+' | b'.' | b'^' | b'_' | b'`' | b'|' | b'~')
        {
            return false;
        }
        at += 1;
    }
    !text.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTED: RequestHeaders = RequestHeaders { any: false, listed: &["authorization", "content-type"] };
    const ANY: RequestHeaders = RequestHeaders { any: true, listed: &[] };
    const ANY_AND: RequestHeaders = RequestHeaders { any: true, listed: &["authorization"] };

    #[test]
    fn a_list_is_allowed_name_by_name() {
        let commas = ",".repeat(64 * 1024);
        let repeated = "content-type,".repeat(15_000);
        let spaces = format!("{}content-type", " ".repeat(64 * 1024));
        for (says, policy, lines, allowed) in [
            ("no line at all", &LISTED, &[][..], true),
            ("an empty line", &LISTED, &[""], true),
            ("one name", &LISTED, &["content-type"], true),
            (
                "any order, any case, white space, an empty element",
                &LISTED,
                &[" Content-Type\t,, AUTHORIZATION ,"],
                true,
            ),
            ("several lines", &LISTED, &["content-type", "authorization"], true),
            ("an unknown name", &LISTED, &["content-type, x-evil"], false),
            ("an unknown name in the second line", &LISTED, &["content-type", "x-evil"], false),
            ("a prefix of a name", &LISTED, &["content-typ"], false),
            ("64 KiB of commas", &LISTED, &[&commas], false),
            ("one allowed name, 15,000 times", &LISTED, &[&repeated], false),
            ("64 KiB of white space", &LISTED, &[&spaces], false),
            ("an inner blank", &LISTED, &["content type"], false),
            ("any name, where any is allowed", &ANY, &["x-a, x-b"], true),
            ("no token, where any is allowed", &ANY, &["x a"], false),
            ("authorization, which any does not cover", &ANY, &["x-a, Authorization"], false),
            ("authorization, named beside any", &ANY_AND, &["x-a, Authorization"], true),
            ("64 KiB of commas, where any is allowed", &ANY, &[&commas], false),
        ] {
            let got = policy.allow_all(lines.iter().map(|line| line.as_bytes())).is_ok();
            assert_eq!(got, allowed, "{says}");
        }
    }
}
