//! `max_age` is a whole number with a unit, up to a day.
use cors_runtime::cors;

cors! {
    const NO_UNIT = { origins: any, max_age: 3600 };
    const ZERO = { origins: any, max_age: 0 };
    const LONG = { origins: any, max_age: 604800 };
    const DAYS = { origins: any, max_age: 1d };
    const ABOVE = { origins: any, max_age: 25h };
    const FAR_ABOVE = { origins: any, max_age: 99999999999999999999h };
    const FRACTION = { origins: any, max_age: 1.5h };
    const EXPONENT = { origins: any, max_age: 1e3s };
    const HEXADECIMAL = { origins: any, max_age: 0x2h };
    const TWO_UNITS = { origins: any, max_age: 2h30m };
    const NEGATIVE = { origins: any, max_age: -1s };
    const TEXT = { origins: any, max_age: "2h" };
    const PRODUCT = { origins: any, max_age: 60 * 60 };
    const CALL = { origins: any, max_age: Duration::from_secs(60) };
    const WORD = { origins: any, max_age: none };
    const LIST = { origins: any, max_age: [2h] };
}

fn main() {}
