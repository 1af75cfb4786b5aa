//! `include!("file.txt")` in a list: one entry a line.

use std::io;
use std::path::{Path, PathBuf};

use cors_policy::list_file;
use cors_policy::violation::quote;
use syn::LitStr;

use crate::editor::is_asking;

/// An included file's entries with their line numbers, and the file for the compiler to watch.
#[derive(Default)]
pub(crate) struct Included {
    pub(crate) lines: Vec<(usize, String)>,
    pub(crate) path: Option<PathBuf>,
}

/// Reads the file, relative to the source file in which `name` stands. The error is a message and its help.
pub(crate) fn read(name: &LitStr) -> Result<Included, (String, String)> {
    let given = name.value();
    let Some(path) = locate(name)? else { return Ok(Included::default()) };
    let bytes = std::fs::read(&path).map_err(|error| {
        (
            format!("{} cannot be read: {}", quote(&given), why(&error)),
            "write its path from the folder of this source file".to_owned(),
        )
    })?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let line = error.as_bytes()[..error.utf8_error().valid_up_to()].split(|byte| *byte == b'\n').count();
        (format!("`{given}`, line {line}: the file is not UTF-8"), "save it as UTF-8".to_owned())
    })?;
    let lines = list_file::entries(&text);
    if lines.is_empty() {
        return Err((
            format!("`{given}` has no entries"),
            "write one entry per line in it\nor remove this `include!`".to_owned(),
        ));
    }
    Ok(Included { lines, path: Some(path) })
}

/// The reason, in the same words on every system.
fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    }
}

/// The file's absolute path: `None` in an editor that does not say where the source is.
fn locate(name: &LitStr) -> Result<Option<PathBuf>, (String, String)> {
    if !proc_macro::is_available() || is_asking(name.span()) {
        return Ok(None);
    }
    let Some(source) = name.span().unwrap().local_file() else {
        return Err((
            format!(
                "`{}` cannot be found: the compiler does not say where this source file is",
                name.value()
            ),
            "move the policy out of the macro of another crate\nor write the entries here".to_owned(),
        ));
    };
    let path = source.parent().unwrap_or(Path::new("")).join(name.value());
    Ok(Some(std::path::absolute(&path).unwrap_or(path)))
}
