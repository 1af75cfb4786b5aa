//! The macro does not guess what it cannot look up.
use cors_runtime::cors;

const ORIGIN: &str = "https://app.example.com";
const ORIGINS: [&str; 1] = [ORIGIN];

cors! {
    const CONSTANT = { origins: [ORIGIN] };
    const CONSTANTS = { origins: ORIGINS };
    const REFERENCE = { origins: &ORIGINS };
    const PATH = { origins: [config::ORIGIN] };
    const FIELD = { origins: [settings.origin] };
    const ENV = { origins: [env!("APP_ORIGIN")] };
    const OPTION_ENV = { origins: [option_env!("APP_ORIGIN")] };
    const ENV_ALONE = { origins: env!("APP_ORIGINS") };
    const VARIABLE = { origins: [std::env::var("APP_ORIGIN")] };
    const CLOSURE = { origins: |origin, _request| origin.ends_with(".example.com") };
    const CLOSURES = { origins: any, methods: [|a, b| a == b, GET] };
    const CONCAT = { origins: [concat!("https://", "app.example.com")] };
    const FORMAT = { origins: [format!("https://{}", "app.example.com")] };
    const METHODS = { origins: any, methods: METHODS };
    const HEADER = { origins: any, headers: [HEADER] };
    const HEADERS = { origins: any, headers: HEADERS };
    const HEADER_ALONE = { origins: any, headers: header::ETAG };
    const EXPOSE = { origins: any, expose: [header::ETAG] };
}

fn main() {}
