//! There are four waivers, each on the entry that needs it.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: [
            #[dangerously_allow(http)]
            "http://a.example.com",
            #[dangerously_allow(insecure_origin)]
            "http://b.example.com",
            #[dangerously_allow]
            "http://c.example.com",
            #[dangerously_allow()]
            "http://d.example.com",
            #[dangerously_allow(insecure_origins, insecure_origins)]
            "http://e.example.com",
            #[dangerously_allow = "insecure_origins"]
            "http://f.example.com",
            #[allow(insecure_origins)]
            "http://g.example.com",
            #[dangerously_allow("insecure_origins")]
            "http://h.example.com",
        ],
        credentials: true,
    };
    const ELSEWHERE = {
        origins: any,
        methods: [#[dangerously_allow(public_suffixes)] GET],
        headers: [#[dangerously_allow(insecure_origins)] "content-type"],
    };
}

fn main() {}
