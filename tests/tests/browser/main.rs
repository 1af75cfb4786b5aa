//! A real Chromium, driven over WebDriver. Without one these tests say on standard error that they were skipped;
//! with `CORS_BROWSER=required`, as in `.ci/run`, that is a failure.

mod audit;
mod driver;
mod matrix;
mod promises;
mod quickstart;
mod siblings;
mod site;
