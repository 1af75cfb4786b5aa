use cors_runtime::cors;

cors! {
    const APP = { origins: ["https://app.example.com"] };

    expect APP {
        allow "https://app.example.com";
        deny "null";
    }
}

fn main() {}
