//! The same events in a service that has a logger of the `log` crate and no subscriber of `tracing`, with `tracing`'s
//! feature `log`: in a process of its own, because `tracing` knows whether there ever was a subscriber.

use std::sync::Mutex;

use cors_tests::own_process;
use log::{LevelFilter, Log, Metadata, Record};

use crate::events::{app, rows};

static LINES: Mutex<Vec<String>> = Mutex::new(Vec::new());

struct Logger;

impl Log for Logger {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "cors"
    }

    fn log(&self, record: &Record<'_>) {
        if self.enabled(record.metadata()) {
            let line = format!("{} {}: {}", record.level(), record.target(), record.args());
            LINES.lock().expect("no panic").push(line);
        }
    }

    fn flush(&self) {}
}

#[actix_web::test]
async fn a_service_with_a_logger_alone_gets_every_refusal() {
    if let Some(mut command) =
        own_process::command("log_alone::a_service_with_a_logger_alone_gets_every_refusal")
    {
        own_process::run(&mut command);
        return;
    }
    log::set_logger(&Logger).expect("no other logger");
    log::set_max_level(LevelFilter::Debug);
    let app = app().await;
    for (says, request, level, text) in rows() {
        app.ask(&request).await;
        let lines = std::mem::take(&mut *LINES.lock().expect("no panic"));
        assert_eq!(lines, [format!("{level} cors: {text}")], "{says}");
    }
}
