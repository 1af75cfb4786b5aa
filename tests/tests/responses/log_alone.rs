//! The same events in a service that has a logger of the `log` crate and no subscriber of `tracing`, with `tracing`'s
//! feature `log`: in a process of its own, because `tracing` knows whether there ever was a subscriber.

use std::env;
use std::process::Command;
use std::sync::Mutex;

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

const CHILD: &str = "CORS_LOG_CHILD";

#[actix_web::test]
async fn a_service_with_a_logger_alone_gets_every_refusal() {
    if env::var_os(CHILD).is_none() {
        let mut child = Command::new(env::current_exe().expect("the path of this test"));
        child.args(["log_alone::a_service_with_a_logger_alone_gets_every_refusal", "--exact", "--nocapture"]);
        let output = child.env(CHILD, "1").output().expect("this test starts again");
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
        assert!(said.contains("all rows compared"), "the child ran the test: {said}");
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
    println!("all rows compared");
}
