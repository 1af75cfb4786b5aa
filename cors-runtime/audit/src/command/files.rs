//! The files that the command line names.

use std::fs;
use std::path::Path;

use cors_runtime::{LivePolicy, PolicyConfig};
use ureq::http::{HeaderName, HeaderValue};
use ureq::tls::{Certificate, PemItem, parse_pem};

use crate::CommandError;

fn read(file: &Path) -> Result<String, CommandError> {
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

/// The policy, held to the rules of `cors!`.
pub(crate) fn policy(file: &Path) -> Result<LivePolicy, CommandError> {
    let text = read(file)?;
    let wrong = |error: &dyn std::error::Error| format!("{}: {error}", file.display());
    let is_json = file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    let config: PolicyConfig = if is_json {
        serde_json::from_str(&text).map_err(|error| wrong(&error))?
    } else {
        toml::from_str(&text).map_err(|error| wrong(&error))?
    };
    let name = file.file_name().map_or_else(|| "policy".into(), |name| name.to_string_lossy());
    LivePolicy::try_from(config.with_prefix(name)).map_err(|errors| wrong(&errors))
}

/// The lines of a file but empty ones and comments, with their numbers.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line.trim()));
    lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

/// `Name: value`, one a line. The messages never repeat a value.
pub(crate) fn headers(file: &Path) -> Result<Vec<(HeaderName, HeaderValue)>, CommandError> {
    let text = read(file)?;
    let header = |(at, line): (usize, &str)| {
        let wrong = || format!("{}, line {at}: expected `Name: value`", file.display());
        let (name, value) = line.split_once(':').ok_or_else(wrong)?;
        let name = HeaderName::from_bytes(name.trim().as_bytes()).map_err(|_| wrong())?;
        let mut value = HeaderValue::from_str(value.trim()).map_err(|_| wrong())?;
        value.set_sensitive(true);
        Ok((name, value))
    };
    lines(&text).map(header).collect()
}

/// Origins, one a line.
pub(crate) fn origins(file: &Path) -> Result<Vec<String>, CommandError> {
    let text = read(file)?;
    let origin = |(at, line): (usize, &str)| match cors_runtime::Origin::parse(line) {
        Some(origin) => Ok(origin.as_str().to_owned()),
        None if line == "null" => Ok(line.to_owned()),
        None => Err(format!(
            "{}, line {at}: `{line}` is not an origin, as in `https://app.example.com`",
            file.display()
        )),
    };
    lines(&text).map(origin).collect()
}

/// The certificates of a PEM file.
pub(crate) fn certificates(file: &Path) -> Result<Vec<Certificate<'static>>, CommandError> {
    let text = read(file)?;
    let mut certificates = Vec::new();
    for item in parse_pem(text.as_bytes()) {
        if let PemItem::Certificate(certificate) =
            item.map_err(|error| format!("{}: {error}", file.display()))?
        {
            certificates.push(certificate);
        }
    }
    if certificates.is_empty() {
        return Err(format!(
            "{}: there is no certificate in it (`-----BEGIN CERTIFICATE-----`)",
            file.display()
        ));
    }
    Ok(certificates)
}
