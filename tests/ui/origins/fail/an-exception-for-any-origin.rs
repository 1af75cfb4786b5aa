use cors_runtime::{ByOrigin, cors};

cors! {
    const PUBLIC = { origins: any };
    const OWN = { origins: ["https://app.example.com"], credentials: true };
}

// The wrong way round.
const API: ByOrigin<1> = OWN.except_origins_of([PUBLIC]);

fn main() {
    let _ = API;
}
