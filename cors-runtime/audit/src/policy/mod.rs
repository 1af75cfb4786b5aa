//! The audit of a policy: every hostile origin that can be derived from it, and what it grants to each.

mod base;
mod probes;
#[cfg(test)]
mod tests;
mod weakness;

use std::borrow::Cow;
use std::fmt;

use cors_runtime::inspect::{Snapshot, Source};

use self::probes::{DeclaredOrigins, Hostile};
pub use self::weakness::Weakness;

/// The policies that [`audit`](crate::audit) takes: a [`Policy`](cors_runtime::Policy), or a `LivePolicy` of the feature `live`.
///
/// It is sealed: nothing else has origins that could be audited.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be audited",
    label = "neither a `Policy` nor a `LivePolicy`",
    note = "a `PolicyTemplate` can be once it has its list: `audit(TENANTS.with_origins(list)?, …)`"
)]
pub trait Auditable: Source {}

impl<P: Source> Auditable for P {}

/// One hostile origin, and whether the policy granted it anything.
///
/// ```
/// use cors_audit::{Weakness, audit};
/// use cors_runtime::{Policy, cors};
///
/// const APP: Policy = cors! { origins: ["http://localhost:*"], credentials: true };
///
/// let audit = audit(APP, "https://api.example.com");
/// let probe = audit.granted().find(|probe| probe.origin() == "http://localhost:3000");
/// let probe = probe.expect("any port is allowed");
/// assert_eq!(probe.weakness, Weakness::DeclaredWildcard);
/// assert!(probe.granted && probe.credentials);
/// assert!(probe.why.starts_with("The policy's own wildcard covers it"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Probe {
    /// The mistake that it looks for.
    pub weakness: Weakness,
    /// The `Origin` lines that were sent: one, except for [`Weakness::Several`].
    pub lines: Vec<String>,
    /// `true` if the policy granted it anything.
    pub granted: bool,
    /// `true` if the grant includes credentials: cookies and HTTP authentication.
    pub credentials: bool,
    /// Why a grant matters, as a sentence.
    pub why: &'static str,
}

impl Probe {
    /// The text of the `Origin` header; the first one where several were sent.
    pub fn origin(&self) -> &str {
        self.lines.first().map_or("", String::as_str)
    }
}

/// The grants of one policy to all probes. `Display` prints them as a table.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "assert something about it, or print it"]
pub struct Audit {
    policy: Cow<'static, str>,
    probes: Vec<Probe>,
}

/// Checks a policy against every hostile origin that can be derived from `service_origin` and from the origins of the
/// policy.
///
/// It takes a [`Policy`](cors_runtime::Policy), or a `LivePolicy` of the feature `live`.
///
/// ```
/// use cors_audit::{Weakness, audit};
/// use cors_runtime::cors;
///
/// cors! {
///     const APP = { origins: ["https://app.example.com"], credentials: true };
///     const DEVELOPMENT = { origins: ["http://localhost:*"], ..APP };
///     const PUBLIC = { origins: any };
/// }
///
/// let own = "https://api.example.com";
/// audit(APP, own).assert_nothing_granted();
/// audit(DEVELOPMENT, own).assert_granted_only(&[Weakness::DeclaredWildcard]);
/// audit(PUBLIC, own).assert_no_credentials_granted();
/// println!("{}", audit(PUBLIC, own));
/// ```
///
/// # Panics
///
/// If `service_origin` has no `://`: there is nothing to derive probes from.
#[allow(clippy::needless_pass_by_value)] // `audit(APP, …)` reads as `.wrap(APP)` does
pub fn audit(policy: impl Auditable, service_origin: &str) -> Audit {
    assert!(
        service_origin.contains("://"),
        "`{service_origin}` is not an origin: write the service's own, as in `https://api.example.com`"
    );
    let policy = Snapshot::take(&policy);
    let probe = |(weakness, lines): Hostile| {
        let granted = policy.grants(&lines);
        Probe { weakness, lines, granted, credentials: granted && policy.credentials(), why: weakness.why() }
    };
    let declared = DeclaredOrigins {
        origins: policy.origins().unwrap_or_default(),
        reaching_suffixes: policy.origins_reaching_suffixes(),
        credentials: policy.credentials(),
    };
    let probes = probes::all(service_origin, &declared);
    Audit { policy: policy.name().clone(), probes: probes.into_iter().map(probe).collect() }
}

/// The hostile origins for a service at `service_origin` whose policy lists `entries`, of those probes that are one line.
pub(crate) fn hostile(service_origin: &str, entries: &[&str]) -> Vec<(Weakness, String)> {
    let declared = DeclaredOrigins { origins: entries.to_vec(), ..DeclaredOrigins::default() };
    let one_line = |(weakness, lines): Hostile| match <[String; 1]>::try_from(lines) {
        Ok([origin]) => Some((weakness, origin)),
        Err(_) => None,
    };
    probes::all(service_origin, &declared).into_iter().filter_map(one_line).collect()
}

impl Audit {
    /// Every probe, by weakness.
    pub fn probes(&self) -> &[Probe] {
        &self.probes
    }

    /// The probes that were granted something.
    pub fn granted(&self) -> impl Iterator<Item = &Probe> {
        self.probes.iter().filter(|probe| probe.granted)
    }

    /// Asserts that no probe was granted anything: right for a policy that lists exact origins.
    ///
    /// # Panics
    ///
    /// With the table, if anything was granted.
    #[track_caller]
    pub fn assert_nothing_granted(&self) {
        self.assert_granted_only(&[]);
    }

    /// Asserts that only probes of these `weaknesses` were granted something.
    ///
    /// # Panics
    ///
    /// With the table, if anything else was granted.
    #[track_caller]
    pub fn assert_granted_only(&self, weaknesses: &[Weakness]) {
        let unexpected: Vec<&Probe> =
            self.granted().filter(|probe| !weaknesses.contains(&probe.weakness)).collect();
        assert!(unexpected.is_empty(), "{} unexpected grants\n{self}", unexpected.len());
    }

    /// Asserts that no probe was granted credentials: right for a policy with `origins: any`, which grants
    /// everything else to every origin.
    ///
    /// # Panics
    ///
    /// With the table, if credentials were granted.
    #[track_caller]
    pub fn assert_no_credentials_granted(&self) {
        let count = self.granted().filter(|probe| probe.credentials).count();
        assert!(count == 0, "{count} probes were granted credentials\n{self}");
    }
}

/// A line for each weakness: how many probes it has, and what they were granted. Below one with grants, the origins
/// that got them, and why that matters.
impl fmt::Display for Audit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let granted = self.granted().count();
        write!(f, "{}: {granted} of {} hostile origins granted", self.policy, self.probes.len())?;
        for weakness in Weakness::ALL {
            let probes = || self.probes.iter().filter(move |probe| probe.weakness == *weakness);
            let (all, granted) = (probes().count(), probes().filter(|probe| probe.granted).count());
            if all == 0 {
                continue;
            }
            let outcome = match (granted, probes().any(|probe| probe.credentials)) {
                (0, _) => "-",
                (_, false) => "granted",
                (_, true) => "GRANTED WITH CREDENTIALS",
            };
            write!(f, "\n  {weakness:<22} {granted:>5} of {all:<5} {outcome}")?;
            for probe in probes().filter(|probe| probe.granted).take(5) {
                write!(f, "\n      {}", shortened(&probe.lines.join(", ")))?;
            }
            if granted > 5 {
                write!(f, "\n      and {} more", granted - 5)?;
            }
            if granted > 0 {
                write!(f, "\n      {}", weakness.why())?;
            }
        }
        Ok(())
    }
}

/// A text of bounded length, escaped.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(100) {
        Some((at, _)) => format!("{:?} and {} more bytes", &text[..at], text.len() - at),
        None => format!("{text:?}"),
    }
}
