//! The answers at a glance: which methods the allowed origins get, and how many strangers of each weakness get in.

use std::collections::BTreeMap;
use std::fmt;

use super::browser::Credentials;
use super::exchange::{Exchange, Purpose};
use super::judge::Case;
use super::plan::Plan;
use crate::policy::Weakness;

/// How many allowed origins are printed.
const MOST_ORIGINS: usize = 10;

/// The answers at a glance.
#[derive(Debug, Clone)]
pub(super) struct Overview {
    policy: String,
    pub(super) answers: usize,
    /// For each allowed origin its methods, and whether pages may use them.
    allowed: BTreeMap<String, BTreeMap<String, bool>>,
    strangers: BTreeMap<Weakness, Count>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Count {
    tried: usize,
    granted: usize,
    with_cookies: bool,
}

impl Overview {
    pub(super) fn new(plan: &Plan, case: &Case<'_>) -> Self {
        let mut allowed: BTreeMap<String, BTreeMap<String, bool>> = BTreeMap::new();
        let mut strangers: BTreeMap<Weakness, Count> = BTreeMap::new();
        for one in &case.answered {
            let Exchange { purpose, is_preflight, requested_method, has_cookie, .. } = one.exchange;
            match *purpose {
                Purpose::Allowed => {
                    let methods = allowed.entry(one.exchange.origin().to_owned()).or_default();
                    *methods.entry(requested_method.clone()).or_insert(true) &= one.passes(case.mode);
                }
                Purpose::Stranger(weakness) if !is_preflight && !has_cookie => {
                    let count = strangers.entry(weakness).or_default();
                    count.tried += 1;
                    count.granted += usize::from(one.passes(Credentials::Omit));
                    count.with_cookies |= one.passes(Credentials::Include);
                }
                _ => {}
            }
        }
        Self { policy: plan.policy.name().to_string(), answers: plan.answers(), allowed, strangers }
    }
}

impl fmt::Display for Overview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} answers\n\nOrigins that the policy allows", self.policy, self.answers)?;
        for (origin, methods) in self.allowed.iter().take(MOST_ORIGINS) {
            write!(f, "\n  {origin:<40}")?;
            for (method, passes) in methods {
                write!(f, " {method}: {}", if *passes { "yes" } else { "NO" })?;
            }
        }
        match self.allowed.len().saturating_sub(MOST_ORIGINS) {
            0 => {}
            more => write!(f, "\n  and {more} more")?,
        }
        if !self.strangers.is_empty() {
            f.write_str("\n\nOrigins that it does not allow")?;
        }
        for (weakness, Count { tried, granted, with_cookies }) in &self.strangers {
            let outcome = match (granted, with_cookies) {
                (0, _) => "-",
                (_, false) => "granted",
                (_, true) => "GRANTED WITH COOKIES",
            };
            write!(f, "\n  {:<22} {granted:>5} of {tried:<5} {outcome}", weakness.to_string())?;
        }
        Ok(())
    }
}
