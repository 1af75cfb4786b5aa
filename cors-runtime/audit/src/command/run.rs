//! One audit, from the files to the report.

use cors_audit::sendable::login_fault;
use cors_audit::{Plan, Report, judge, plan};
use cors_runtime::Origin;
use indicatif::{ProgressBar, ProgressFinish, ProgressStyle};
use ureq::http::Uri;

use crate::arguments::Arguments;
use crate::client::Client;
use crate::files;

/// The report, or why it could not audit at all.
pub(crate) fn run(arguments: &Arguments) -> Result<Report, String> {
    if let Some(fault) = login_fault(&arguments.url) {
        return Err(fault.to_owned());
    }
    let policy = files::policy(&arguments.policy)?;
    let service_origin = match &arguments.own {
        Some(own) => Origin::parse(own)
            .map(|own| own.as_str().to_owned())
            .ok_or_else(|| format!("`--own {own}` is not an origin, as in `https://api.example.com`"))?,
        // Not repeated: a password with a `/` in it is no user info.
        None => own_origin(&arguments.url)
            .ok_or("expected a URL, as in `https://staging.example.com/api/items/7`")?,
    };
    let login = arguments.header_file.as_deref().map(files::headers).transpose()?.unwrap_or_default();
    let also = arguments.also_try.as_deref().map(files::origins).transpose()?.unwrap_or_default();
    let trusted = arguments.ca.as_deref().map(files::certificates).transpose()?;
    let methods = arguments.methods.iter().map(String::as_str).filter(|method| !method.is_empty());
    if !arguments.methods.is_empty() && methods.clone().count() == 0 {
        let help = "write `--methods GET,PUT`, say, or leave it out for those of the policy";
        return Err(format!("`--methods` names no method\n  help: {help}"));
    }
    let plan = plan(&policy, &service_origin, methods).also_try(also);
    let made = send(plan, &Client::new(&arguments.url, login, trusted))?;
    Ok(judge(&made))
}

/// The origin of the service, as browsers write it.
fn own_origin(url: &str) -> Option<String> {
    let uri: Uri = url.parse().ok()?;
    let (scheme, authority) = (uri.scheme_str()?, uri.authority()?.as_str().to_ascii_lowercase());
    let default = match scheme {
        "https" => ":443",
        "http" => ":80",
        _ => return None,
    };
    let authority = authority.strip_suffix(default).unwrap_or(&authority);
    Origin::parse(&format!("{scheme}://{authority}")).map(|origin| origin.as_str().to_owned())
}

/// Makes the exchanges, round by round. Progress is shown where standard error is a terminal.
fn send(mut plan: Plan, client: &Client<'_>) -> Result<Plan, String> {
    let style = ProgressStyle::with_template("{bar:40} {pos} of {len} requests");
    let bar = ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    let bar = bar.with_finish(ProgressFinish::AndClear);
    loop {
        let exchanges: Vec<_> = std::iter::from_fn(|| plan.next_exchange()).collect();
        if exchanges.is_empty() {
            return Ok(plan);
        }
        bar.set_length(plan.planned() as u64);
        let made = client.send_all(exchanges, || bar.inc(1));
        // Nobody is there: no use in asking several hundred times more.
        if plan.answers() == 0
            && made.iter().all(|(_, outcome)| outcome.is_err())
            && let Some((_, Err(reason))) = made.first()
        {
            return Err(reason.clone());
        }
        for (exchange, outcome) in made {
            match outcome {
                Ok(answer) => plan.answer(exchange, answer),
                Err(reason) => plan.no_answer(exchange, reason),
            }
        }
    }
}

#[cfg(test)]
mod tests;
