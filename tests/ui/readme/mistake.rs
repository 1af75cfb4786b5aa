use cors_runtime::cors;

cors! {
    pub const APP = {
        origins: ["https://app.example.com", "https://*.vercel.app"],
        credentials: true,
    };
}

fn main() {}
