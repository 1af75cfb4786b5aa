use cors_runtime::cors;

cors! {
    const WITH = { origins: ["https://app.example.com"] } with credentials;
    const AGE = { origins: any } max_age 1h;
    const OTHER = { origins: any } as Policy;
    const CALL = { origins: any }.with_credentials();
    expect OTHER { allow GET from "https://app.example.com"; } for all;
    const LAST = { origins: any } and more
}

fn main() {}
