//! The requests that reached the API, so that the page can show which ones ran although the page may not read them.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, header};
use actix_web::middleware::Next;
use actix_web::{Error, web};
use serde::{Deserialize, Serialize};

/// The requests of one cell of the page.
#[derive(Clone, Copy, Default, Serialize)]
pub(crate) struct Arrived {
    preflights: u32,
    requests: u32,
    /// How many of these requests, preflights included, had the cookie.
    cookies: u32,
}

/// The requests of each cell, by run and cell.
#[derive(Default)]
pub(crate) struct Log(Mutex<HashMap<(String, String), Arrived>>);

/// How many cells are kept. A run of the page has 260.
const MOST: usize = 20_000;

/// The query that the page adds to every URL.
#[derive(Deserialize)]
pub(crate) struct Mark {
    run: String,
    #[serde(default)]
    cell: String,
}

impl Log {
    fn lock(&self) -> MutexGuard<'_, HashMap<(String, String), Arrived>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The cells of one run.
    pub(crate) fn of(&self, mark: &Mark) -> HashMap<String, Arrived> {
        let of_run = |((run, cell), arrived): (&(String, String), &Arrived)| {
            (*run == mark.run).then(|| (cell.clone(), *arrived))
        };
        self.lock().iter().filter_map(of_run).collect()
    }
}

/// Counts a request. It is outside the policies, so it sees preflights too.
pub(crate) async fn note(
    log: web::Data<Log>,
    mark: Option<web::Query<Mark>>,
    req: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    if let Some(mark) = mark {
        let mut cells = log.lock();
        if cells.len() >= MOST {
            cells.clear();
        }
        let arrived = cells.entry((mark.run.clone(), mark.cell.clone())).or_default();
        if req.method() == Method::OPTIONS {
            arrived.preflights += 1;
        } else {
            arrived.requests += 1;
        }
        arrived.cookies += u32::from(req.headers().contains_key(header::COOKIE));
    }
    next.call(req).await
}
