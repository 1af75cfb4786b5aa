//! The caret is on the user's text, wherever a macro carries it.
use cors_runtime::cors;

macro_rules! policies {
    ($name:ident, $origin:literal, $method:ident) => {
        cors! {
            const $name = { origins: [$origin], methods: [$method] };
        }
    };
}

policies!(APP, "https://app.example.com/", get);

fn main() {}
