//! A checked policy as the middleware reads it. The macro generates the same as constants.

use std::borrow::Cow;

use cors_policy::condition::Build;
use cors_policy::origin::Pattern;
use cors_policy::policy::Policy;

use crate::data::{ExposedHeaders, PolicyData};
use crate::header_value::HeaderValues;
use crate::live::list::{tables, values};
use crate::methods::Methods;
use crate::origin::{OriginList, Origins, Texts};
use crate::request_headers::RequestHeaders;

/// `policy`, which has no conditions, under this name.
pub(super) fn data(name: String, policy: &Policy) -> PolicyData {
    let variant = policy.in_build(Build::ONLY);
    let list = |listed: &[&Pattern]| {
        let written = listed.iter().map(|origin| origin.text().to_owned()).collect();
        OriginList { written: Texts::Owned(written), ..tables(listed.iter().copied()) }
    };
    let origins = variant.origins.as_deref().map_or(Origins::Any, |listed| Origins::List(list(listed)));
    let exact = match &origins {
        Origins::List(list) => values(list.exact.texts().iter()),
        _ => Cow::default(),
    };
    let (methods_any, methods) = names(variant.methods.as_deref());
    let (headers_any, headers) = names(variant.headers.as_deref());
    let (expose_any, expose) = names(variant.expose.as_deref());
    PolicyData {
        name: Cow::Owned(name),
        origins,
        methods: Methods { any: methods_any, listed: methods },
        headers: RequestHeaders { any: headers_any, listed: headers },
        expose: ExposedHeaders { any: expose_any, listed: expose },
        credentials: policy.credentials,
        max_age: policy.max_age,
        preflight_status: policy.preflight_status,
        has_errors: false,
        values: HeaderValues {
            origins: exact,
            methods: values(variant.method_values().iter().copied()),
            headers: values(variant.header_value().as_deref()),
            expose: values(variant.expose_value().as_deref()),
            max_age: values(variant.max_age_value().as_deref()),
        },
    }
}

/// Whether it is `any`, and the names.
fn names(names: Option<&[&str]>) -> (bool, Texts) {
    let listed = names.unwrap_or_default().iter().map(|name| (*name).to_owned()).collect();
    (names.is_none(), Texts::Owned(listed))
}
