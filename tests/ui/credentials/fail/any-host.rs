//! Where hosts are made up on each installation, a `*` takes in whatever other authors have installed there.
use cors_runtime::cors;

cors! {
    const EXTENSIONS = {
        origins: ["moz-extension://*", "safari-web-extension://*"],
        credentials: true,
    };
    const OTHER_SCHEMES = { origins: ["vscode-webview://*", "app://*:*"], credentials: true };
    const OTHER_WAIVER = {
        origins: [
            #[dangerously_allow(public_suffixes)]
            "moz-extension://*",
        ],
        credentials: true,
    };
    const ANONYMOUS = { origins: ["moz-extension://*"] };
    const HEIR = { credentials: true, ..ANONYMOUS };
}

fn main() {}
