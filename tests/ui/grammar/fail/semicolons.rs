use cors_runtime::cors;

cors! {
    const BETWEEN = { origins: any; methods: [GET] };
    const LAST = { origins: any; };
    const ENTRIES = { origins: ["https://a.example.com"; "https://b.example.com"] };
}

fn main() {}
