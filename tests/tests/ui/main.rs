//! What the compiler says to each mistake, word for word.
//!
//! `TRYBUILD=overwrite cargo test -p cors-tests --test ui` writes the messages again; `-- language` writes those
//! of the language only. Read them before you commit them, as if you had never seen this crate.

mod attribute;
mod language;
mod live;
mod messages;
