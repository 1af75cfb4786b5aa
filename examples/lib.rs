//! The examples of `cors-runtime`: one file a theme. See each file's first lines for how to run it.
