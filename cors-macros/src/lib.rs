//! The procedural macros of `cors-runtime`. Depend on `cors-runtime`, which hands them out.

#[allow(dead_code)]
mod suffix;
#[allow(dead_code)]
mod syntax;
