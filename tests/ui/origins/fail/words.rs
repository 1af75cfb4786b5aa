//! The words of the language are not quoted, and `any` is not an entry.
use cors_runtime::cors;

cors! {
    const ANY = { origins: ["any"] };
    const ANY_WORD = { origins: [any, "https://app.example.com"] };
    const RUNTIME = { origins: ["https://app.example.com", "runtime"] };
    const RUNTIME_ALONE = { origins: runtime };
    const RUNTIME_TWICE = { origins: [runtime, runtime] };
    const NEARLY = { origins: [runtimes] };
}

fn main() {}
