//! A policy as a small table, for logs, start-up messages and reviews.

use std::fmt;

use crate::names::Names;
use crate::origin::Origins;
use crate::policy::Facts;

/// Prints `facts`: the name, then a field a line, its origins a line each.
pub(crate) fn table(facts: &Facts, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(facts.name)?;
    let field = |f: &mut fmt::Formatter<'_>, name: &str, value: &dyn fmt::Display| {
        write!(f, "\n  {name:<17} {value}")
    };
    match &facts.origins {
        Origins::Any => field(f, "origins", &"any")?,
        Origins::List(list) => {
            let runtime = match list.runtime {
                Some(runtime) if runtime.insecure_origins => Some("runtime (insecure origins allowed)"),
                Some(_) => Some("runtime"),
                None => None,
            };
            let mut name = "origins";
            for origin in list.written.iter().copied().chain(runtime) {
                field(f, name, &origin)?;
                name = "";
            }
            if name == "origins" {
                field(f, name, &"none in this build")?;
            }
        }
    }
    field(f, "methods", &Names::new(facts.methods.any, facts.methods.listed))?;
    field(f, "headers", &Names::new(facts.headers.any, facts.headers.listed))?;
    field(f, "expose", &Names::new(facts.expose.0, facts.expose.1))?;
    field(f, "credentials", &facts.credentials)?;
    match facts.max_age {
        Some(seconds) => field(f, "max_age", &format_args!("{seconds}s"))?,
        None => field(f, "max_age", &"not sent")?,
    }
    field(f, "preflight_status", &facts.preflight_status)
}
