//! The requests that the page sends to each policy.

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
    /// The page sends it with cookies.
    pub(crate) credentials: bool,
    /// The browser sends a preflight first.
    pub(crate) preflight: bool,
    /// What is special about it.
    pub(crate) kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    Plain,
    /// With a listener for the progress of the upload.
    Upload,
    /// It is redirected to another site.
    Away,
    /// The readable response headers are compared too.
    Exposed,
}

const GET: Request = Request {
    id: "get",
    title: "Simple GET",
    about: "Sent at once, without a preflight.",
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
        about: "A form could send it too: it arrives, whatever the policy says.",
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
        about: "A GET with X-Requested-By, which makes it preflighted.",
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
        about: "Preflighted: the cookie is never sent to a policy without credentials.",
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
        about: "Inside the API: both responses need the headers.",
        path: "/redirect",
        ..GET
    },
    Request {
        id: "redirect-away",
        title: "Redirect to another site",
        about: "To cdn.localhost: from there on, browsers send the origin null.",
        path: "/redirect-away",
        kind: Kind::Away,
        ..GET
    },
    Request {
        id: "upload",
        title: "Upload with progress",
        about: "A POST that would be simple, but its progress listener makes it preflighted.",
        method: "POST",
        preflight: true,
        kind: Kind::Upload,
        ..GET
    },
];
