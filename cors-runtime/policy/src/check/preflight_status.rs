//! `preflight_status`: a preflight is granted with an "ok status" (Fetch, "CORS-preflight fetch", step 7).

use super::diagnostics::Diagnostics;
use crate::draft::Draft;
use crate::violation::{Help, Violation};
use crate::words::FieldName;

const DEFAULT: u16 = 204;

pub(super) fn check(draft: &Draft, diagnostics: &mut Diagnostics) -> u16 {
    let Some(status) = &draft.preflight_status else { return DEFAULT };
    match u16::try_from(status.value) {
        Ok(ok) if (200..=299).contains(&ok) => ok,
        _ => {
            let violation = Violation::new(
                format!("expected a status from 200 to 299, found {}", status.value),
                Help::example("write a status from 200 to 299", "204"),
            )
            .because("browsers take no other answer to a preflight");
            diagnostics.add(FieldName::PreflightStatus, status.place, violation);
            DEFAULT
        }
    }
}
