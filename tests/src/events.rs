//! Events, as a subscriber records them.
//!
//! ```ignore
//! let (log, _guard) = events::record();
//! app.ask(&request).await;
//! assert_eq!(log.lines().len(), 1);
//! ```

use std::io::{self, Write};
use std::sync::{Arc, LazyLock, Mutex};

use tracing::Dispatch;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::util::SubscriberInitExt as _;

/// What a `tracing` subscriber wrote.
#[derive(Debug, Clone, Default)]
pub struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// The lines since the last time.
    ///
    /// # Panics
    ///
    /// If a writer panicked, or what was written is not UTF-8.
    pub fn lines(&self) -> Vec<String> {
        let bytes = std::mem::take(&mut *self.0.lock().expect("no panic"));
        String::from_utf8(bytes).expect("UTF-8").lines().map(|line| line.trim().to_owned()).collect()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("no panic").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A permanent subscriber, beside those of single tests. While there is only one, `tracing` asks it on the thread
/// that first reaches an event whether the event is enabled, and applies the answer to all threads.
static SECOND: LazyLock<Dispatch> = LazyLock::new(|| {
    Dispatch::new(tracing_subscriber::fmt().with_writer(io::sink).with_max_level(LevelFilter::DEBUG).finish())
});

/// Records this thread's events until the second value is dropped.
pub fn record() -> (Log, impl Sized) {
    LazyLock::force(&SECOND);
    let log = Log::default();
    let writer = log.clone();
    let guard = tracing_subscriber::fmt()
        .with_writer(move || writer.clone())
        .with_max_level(LevelFilter::DEBUG)
        .without_time()
        .with_ansi(false)
        .set_default();
    (log, guard)
}
