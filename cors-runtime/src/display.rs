//! A policy as a small table, for logs, start-up messages and reviews.

use std::fmt;

use crate::data::PolicyData;
use crate::names::List;
use crate::origin::Origins;

/// Prints `data`: the name, then a field a line, its origins a line each.
pub(crate) fn table(data: &PolicyData, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(data.name())?;
    let field = |f: &mut fmt::Formatter<'_>, name: &str, value: &dyn fmt::Display| {
        write!(f, "\n  {name:<17} {value}")
    };
    match &data.origins {
        Origins::Any => field(f, "origins", &"any")?,
        Origins::Excluded => field(f, "origins", &"none")?,
        Origins::List(list) => {
            let runtime = match &list.runtime {
                Some(runtime) if runtime.insecure_origins => Some("runtime (insecure origins allowed)"),
                Some(_) => Some("runtime"),
                None => None,
            };
            let mut name = "origins";
            for origin in list.written.iter().chain(runtime) {
                field(f, name, &origin)?;
                name = "";
            }
            if name == "origins" {
                field(f, name, &"none in this build")?;
            }
        }
    }
    field(f, "methods", &List { any: data.methods.any, names: &data.methods.listed })?;
    field(f, "headers", &List { any: data.headers.any, names: &data.headers.listed })?;
    field(f, "expose", &List { any: data.expose.any, names: &data.expose.listed })?;
    field(f, "credentials", &data.credentials)?;
    match data.max_age {
        Some(seconds) => field(f, "max_age", &format_args!("{seconds}s"))?,
        None => field(f, "max_age", &"not sent")?,
    }
    field(f, "preflight_status", &data.preflight_status)
}
