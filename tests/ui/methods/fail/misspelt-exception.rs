use cors_runtime::{ByMethod, cors};

cors! {
    const PUBLIC = { origins: any };
    const EDITORS = { origins: ["https://edit.example.com"], methods: any };
}

const ARTICLE: ByMethod<1> = PUBLIC.except_methods([("PUTT", EDITORS)]);

fn main() {
    let _ = ARTICLE;
}
