//! Which origins a browser can have.

use cors_runtime::Origin;

/// Schemes of pages that come from no server: browser extensions, and applications that show pages.
const APPLICATIONS: [&str; 8] = [
    "app",
    "capacitor",
    "chrome-extension",
    "ionic",
    "moz-extension",
    "safari-web-extension",
    "tauri",
    "vscode-webview",
];

/// What the URL standard lets stand in a domain although no name that is registered has it ("forbidden domain code
/// point" names the others). Some browsers load pages from such hosts.
const SPECIAL: [char; 15] = ['!', '"', '$', '&', '\'', '(', ')', '*', '+', ',', ';', '=', '`', '{', '}'];

/// Whether a browser, or an application with a browser in it, can have this origin: only then does a grant mean
/// anything, and other services may treat other texts as they like.
pub(super) fn is_sendable(origin: &str) -> bool {
    if origin == "null" {
        return true;
    }
    let Some((scheme, rest)) = origin.split_once("://") else { return false };
    if !matches!(scheme, "http" | "https") {
        return APPLICATIONS.contains(&scheme) && Origin::parse(origin).is_some();
    }
    // A dot at the end makes another site of it, and a special character stands for a letter here.
    let (host, port) = match rest.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, format!(":{port}")),
        _ => (rest, String::new()),
    };
    let host = host.strip_suffix('.').unwrap_or(host).replace(|c| c == '~' || SPECIAL.contains(&c), "x");
    Origin::parse(&format!("{scheme}://{host}{port}")).is_some()
}

#[cfg(test)]
mod tests;
