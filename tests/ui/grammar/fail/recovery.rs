//! A broken policy hides neither its own other mistakes nor those of the policies around it.
use cors_runtime::cors;

cors! {
    const MISSING_BRACES = origins: any;
    const BROKEN_FIELD = { origins: ["https://a.example.com/"], methods = [GET], max_age: 25h };
    const BROKEN_ENTRY = { origins: ["https://b.example.com/", , "https://c.example.com/"] };
    const ARROW = { origins => any, max_age => 1h, methods => };
    const MISSING_COLON = { origins ["https://d.example.com"], max_age: 25h };
    const MISSING_COMMA = { origins: any max_age: 25h, methods: [get] };
    const MISSING_VALUE = { origins: , max_age: 25h };
    const NO_VALUE = { origins, max_age: 25h };
    const LAST = { origins: ["https://e.example.com/"] };
}

fn main() {
    let _ = (MISSING_BRACES, BROKEN_FIELD, BROKEN_ENTRY, MISSING_COLON, MISSING_COMMA, MISSING_VALUE, NO_VALUE, LAST);
}
