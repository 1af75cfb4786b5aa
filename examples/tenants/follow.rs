//! A policy that follows the table of tenants.

use std::convert::Infallible;
use std::mem;
use std::time::Duration;

use actix_web::rt::time::sleep;
use cors_runtime::LivePolicy;
use sqlx::Error;

use crate::database::{Database, Row};

/// Puts in force what the table says. A row that the policy does not take is reported by its tenant, and costs no other
/// tenant its access.
pub(crate) fn apply(live: &LivePolicy, rows: &[Row]) {
    let wrong = match live.replace_valid_origins(rows.iter().map(|(_, origin)| origin)) {
        Ok(wrong) => wrong,
        Err(errors) => return tracing::error!("{errors}"), // the policy has no list to be replaced
    };
    for error in &wrong {
        let tenant = &rows[error.position() - 1].0;
        tracing::warn!("tenant {tenant:?} is left out: {error}");
    }
    let tenants: Vec<&str> = rows.iter().map(|(tenant, _)| tenant.as_str()).collect();
    tracing::info!("the tenants are now {tenants:?}");
}

/// Applies every change of the table, for ever. While the database cannot be asked, the last list stays in force:
/// nobody who was allowed is shut out, and nobody else is let in.
pub(crate) async fn follow(database: Database, live: LivePolicy, known: Vec<Row>) {
    let mut follower = Follower { database, live, known, is_lost: false };
    loop {
        let Err(error) = follower.run().await;
        if !mem::replace(&mut follower.is_lost, true) {
            tracing::error!("the database cannot be asked, so the tenants stay as they were: {error}");
        }
        sleep(Duration::from_secs(1)).await;
    }
}

struct Follower {
    database: Database,
    live: LivePolicy,
    /// The rows that are in force.
    known: Vec<Row>,
    /// Whether the last thing that was said of the database is that it cannot be asked.
    is_lost: bool,
}

impl Follower {
    /// Follows the database until it cannot be asked.
    async fn run(&mut self) -> Result<Infallible, Error> {
        let mut changes = self.database.changes().await?;
        loop {
            // After `changes`, so that what changed while there was no connection is read as well.
            let rows = self.database.tenants().await?;
            if mem::take(&mut self.is_lost) {
                tracing::info!("the database answers again");
            }
            if rows != self.known {
                apply(&self.live, &rows);
                self.known = rows;
            }
            changes.next().await?;
        }
    }
}
