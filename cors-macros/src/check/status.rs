//! `preflight_status`: a preflight is granted with an "ok status" (Fetch, "CORS-preflight fetch", step 7).

use crate::ast::{Field, Value};
use crate::diag::Errors;

/// 200 to 299.
pub(super) fn check(field: &Field, errors: &mut Errors) -> Option<u16> {
    let text = match &field.value {
        Value::Literal(literal) => literal.to_string(),
        _ => String::new(),
    };
    let status = text.parse().ok().filter(|status| (200..=299).contains(status));
    if status.is_none() {
        let message = if text.is_empty() || text.parse::<u64>().is_err() {
            "`preflight_status` is an integer from 200 to 299".to_owned()
        } else {
            format!("a browser takes a preflight answered with {text} for a refusal")
        };
        errors.error(
            field.place,
            message,
            "write `preflight_status: 204`, or another status from 200 to 299",
        );
    }
    status
}
