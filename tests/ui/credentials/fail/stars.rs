use cors_runtime::cors;

// `origins: any` is not among the ways out, because credentials forbid it.
cors! {
    const ENTRY = { origins: ["*"], credentials: true };
    const QUOTED = { origins: "*", credentials: true };
    const BARE = { origins: *, credentials: true };
    const ANY_ENTRY = { origins: [any], credentials: true };
    const NULL = { origins: ["null"], credentials: true };
    const EMPTY = { origins: [], credentials: true };
    const MISSING = { credentials: true };
    const WITHOUT_DOMAIN = { origins: ["https://*"], credentials: true };
    const INHERITED = { origins: "*", ..ACCOUNTS };
    const ACCOUNTS = {
        origins: ["https://app.example.com"],
        methods: ["*"],
        headers: ["*"],
        expose: ["*"],
        credentials: true,
    };
}

fn main() {}
