//! The command line.

use std::path::PathBuf;

use clap::Parser;
use cors_audit::sendable::method_fault;

/// Audits the CORS of a deployed service, in whatever language and behind whatever proxy, against its policy.
///
/// It sends what pages of allowed and of hostile origins would send, and concludes from the answers what a browser would:
/// which pages may read, which requests may be sent, with cookies or without, and what a cache would make of it. It says
/// nothing about what no browser sends or looks at.
///
/// It sends GET and OPTIONS only, several hundred requests to one URL, ten at a time at most, and stops when the service
/// answers 429 Too Many Requests.
#[derive(Debug, Parser)]
#[command(version, about, after_long_help = EXAMPLES, max_term_width = 100)]
pub(crate) struct Arguments {
    /// The URL to audit, one that answers GET if there is one
    pub(crate) url: String,

    /// The policy that the service should have, as TOML, or as JSON if the name ends in .json
    ///
    /// The fields are those of `cors!`: origins, methods, headers, expose, credentials, `max_age`.
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: PathBuf,

    /// The methods that the URL serves [default: those of the policy]
    ///
    /// Only GET and OPTIONS are ever sent: for the other methods, preflights ask.
    #[arg(long, value_name = "METHODS", value_delimiter = ',', value_parser = method)]
    pub(crate) methods: Vec<String>,

    /// The origin of the service's own pages, if it is not that of the URL
    #[arg(long, value_name = "ORIGIN")]
    pub(crate) own: Option<String>,

    /// Headers for a login, one `Name: value` a line
    ///
    /// They go with each GET. Preflights are sent without, as browsers send them. `Origin`, `Host` and whatever else
    /// browsers set by themselves must not be among them. There is no option for a single header: a secret on a command
    /// line is in the history of the shell.
    #[arg(long, value_name = "FILE")]
    pub(crate) header_file: Option<PathBuf>,

    /// Origins to try as well, one a line: former partners, say, that the policy no longer names
    #[arg(long, value_name = "FILE")]
    pub(crate) also_try: Option<PathBuf>,

    /// Certificates to trust instead of the public ones, as PEM
    #[arg(long, value_name = "FILE")]
    pub(crate) ca: Option<PathBuf>,

    /// Print the report as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

fn method(text: &str) -> Result<String, String> {
    let method = text.trim();
    // A list may end in a comma.
    method_fault(method).filter(|_| !method.is_empty()).map_or(Ok(method.to_owned()), Err)
}

const EXAMPLES: &str = "\
A policy, cors.toml:
  origins = [\"https://app.example.com\", \"https://*.preview.example.com\"]
  methods = [\"GET\", \"PUT\"]
  headers = [\"content-type\"]
  credentials = true

Examples:
  cors-audit https://staging.example.com/items/7 --policy cors.toml
  cors-audit https://staging.example.com/items/7 --policy cors.toml --header-file login.txt
  cors-audit https://localhost:8443/items/7 --policy cors.toml --ca own.pem --json

Severities:
  exposed  the service allows more than the policy
  broken   a page that the policy allows fails
  cache    a cache in between may give one page the answer that is meant for another
  note     worth knowing, and no fault

Exit status:
  0  clean
  1  findings, other than notes
  2  it could not know: no connection, answers that change, a file that cannot be read";
