//! What the page asks of each policy.

use serde::Serialize;

/// One kind of request.
#[derive(Serialize)]
pub(crate) struct Request {
    pub(crate) id: &'static str,
    pub(crate) title: &'static str,
    /// What it shows.
    pub(crate) about: &'static str,
    pub(crate) method: &'static str,
    /// The path below the policy's scope.
    pub(crate) path: &'static str,
    /// The headers that the page sets.
    pub(crate) headers: &'static [(&'static str, &'static str)],
    pub(crate) body: Option<&'static str>,
    /// The page asks for cookies to be sent.
    pub(crate) credentials: bool,
    /// The browser asks before it sends this.
    pub(crate) preflight: bool,
    /// What is special about it.
    pub(crate) kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    Plain,
    /// A listener hears of the upload's progress.
    Upload,
    /// A redirect on the way leads to another site.
    Away,
    /// The response headers count too, not only whether the page may read the response.
    Exposed,
}

const GET: Request = Request {
    id: "get",
    title: "Simple GET",
    about: "Sent at once, without asking.",
    method: "GET",
    path: "/items",
    headers: &[],
    body: None,
    credentials: false,
    preflight: false,
    kind: Kind::Plain,
};

const JSON: &[(&str, &str)] = &[("content-type", "application/json")];

pub(crate) const ALL: [Request; 13] = [
    GET,
    Request {
        id: "form",
        title: "Simple POST",
        about: "What any form can send: it arrives, whatever the policy says.",
        method: "POST",
        body: Some("plain text"),
        ..GET
    },
    Request {
        id: "json",
        title: "JSON POST",
        about: "Preflighted for its content type.",
        method: "POST",
        headers: JSON,
        body: Some("{}"),
        preflight: true,
        ..GET
    },
    Request {
        id: "put",
        title: "PUT",
        about: "Preflighted for its method.",
        method: "PUT",
        preflight: true,
        ..GET
    },
    Request {
        id: "delete",
        title: "DELETE",
        about: "Preflighted for its method.",
        method: "DELETE",
        preflight: true,
        ..GET
    },
    Request {
        id: "header",
        title: "Custom header",
        about: "A GET with X-Requested-By, and preflighted for it.",
        headers: &[("x-requested-by", "playground")],
        preflight: true,
        ..GET
    },
    Request {
        id: "cookie",
        title: "GET with a cookie",
        about: "Credentials included: sent at once, read only where the policy has credentials.",
        credentials: true,
        ..GET
    },
    Request {
        id: "cookie-put",
        title: "PUT with a cookie",
        about: "Preflighted: the cookie never leaves for a policy without credentials.",
        method: "PUT",
        credentials: true,
        preflight: true,
        ..GET
    },
    Request {
        id: "exposed",
        title: "Exposed headers",
        about: "The response has X-Request-Id, X-Internal and Set-Cookie.",
        kind: Kind::Exposed,
        ..GET
    },
    Request {
        id: "error",
        title: "Error response",
        about: "The handler fails: status 500, with the policy's headers.",
        path: "/error",
        ..GET
    },
    Request {
        id: "redirect",
        title: "Redirect",
        about: "Within the API: both responses need the headers.",
        path: "/redirect",
        ..GET
    },
    Request {
        id: "redirect-away",
        title: "Redirect to another site",
        about: "On to cdn.localhost: browsers send the origin null from there on.",
        path: "/redirect-away",
        kind: Kind::Away,
        ..GET
    },
    Request {
        id: "upload",
        title: "Upload with progress",
        about: "A POST that is simple but for its progress listener, which makes it preflighted.",
        method: "POST",
        preflight: true,
        kind: Kind::Upload,
        ..GET
    },
];
