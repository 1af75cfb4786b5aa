//! The files that the command line names.

use std::fmt::Display;
use std::fs;
use std::path::Path;

use cors_runtime::inspect::is_forbidden_request;
use cors_runtime::{FieldName, LivePolicy, Origin, PolicyConfig};
use ureq::http::{HeaderName, HeaderValue, header};
use ureq::tls::{Certificate, PemItem, parse_pem};

fn read(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| wrong(file, &error))
}

fn wrong(file: &Path, what: &dyn Display) -> String {
    format!("{}: {what}", file.display())
}

/// The policy, held to the rules of `cors!`.
pub(crate) fn policy(file: &Path) -> Result<LivePolicy, String> {
    let text = read(file)?;
    let is_json = file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    let mut config: PolicyConfig = if is_json {
        serde_json::from_str(&text).map_err(|error| wrong(file, &error))?
    } else {
        toml::from_str(&text).map_err(|error| wrong(file, &error))?
    };
    let name = file.file_name().map_or_else(|| "policy".into(), |name| name.to_string_lossy());
    // The file is the policy's name, and no part of a field's: the help is typed into it.
    for field in FieldName::ALL {
        config = config.with_setting(field, field.name());
    }
    LivePolicy::try_from(config.with_prefix(name)).map_err(|errors| wrong(file, &errors))
}

/// What the lines of a file say, but for empty ones and comments.
fn each_line<T>(file: &Path, parse: impl Fn(&str) -> Result<T, String>) -> Result<Vec<T>, String> {
    let text = read(file)?;
    let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line.trim()));
    lines
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .map(|(at, line)| parse(line).map_err(|what| format!("{}, line {at}: {what}", file.display())))
        .collect()
}

/// `Name: value`, one a line. The messages never repeat a value.
pub(crate) fn headers(file: &Path) -> Result<Vec<(HeaderName, HeaderValue)>, String> {
    each_line(file, |line| {
        let parsed = line.split_once(':').and_then(|(name, value)| {
            let name = HeaderName::from_bytes(name.trim().as_bytes()).ok()?;
            let mut value = HeaderValue::from_str(value.trim()).ok()?;
            value.set_sensitive(true);
            Some((name, value))
        });
        let (name, value) = parsed.ok_or_else(|| "expected `Name: value`".to_owned())?;
        // With a second `Origin`, another `Host` or `Sec-Fetch-Site`, or an `If-None-Match`, the answer is another one.
        let is_set = is_forbidden_request(name.as_str()) || name.as_str().starts_with("if-");
        if is_set && name != header::COOKIE {
            let help = "remove this line, and keep what logs in, such as `Cookie` and `Authorization`";
            return Err(format!(
                "expected a header of a login, found `{name}`, which browsers set by themselves\n  help: {help}"
            ));
        }
        Ok((name, value))
    })
}

/// Origins, one a line.
pub(crate) fn origins(file: &Path) -> Result<Vec<String>, String> {
    each_line(file, |line| match Origin::parse(line) {
        Some(origin) => Ok(origin.as_str().to_owned()),
        None if line == "null" => Ok(line.to_owned()),
        None => Err(format!("`{line}` is not an origin, as in `https://app.example.com`")),
    })
}

/// The certificates of a PEM file.
pub(crate) fn certificates(file: &Path) -> Result<Vec<Certificate<'static>>, String> {
    let text = read(file)?;
    let items: Result<Vec<PemItem<'static>>, _> = parse_pem(text.as_bytes()).collect();
    let is_certificate = |item| if let PemItem::Certificate(one) = item { Some(one) } else { None };
    let certificates: Vec<_> =
        items.map_err(|error| wrong(file, &error))?.into_iter().filter_map(is_certificate).collect();
    if certificates.is_empty() {
        return Err(wrong(file, &"there is no certificate in it (`-----BEGIN CERTIFICATE-----`)"));
    }
    Ok(certificates)
}
