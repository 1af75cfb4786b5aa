//! A block holds policies and expectations.
use cors_runtime::cors;

cors! {
    #![allow(dead_code)]
    static STATIC = { origins: any };
    let x = { origins: any };
    fn policy() {}
    const TYPED: Policy = { origins: any };
    const = { origins: any };
    const lower_case;
    const NO_SEMICOLON = { origins: any }
    const AFTER = { origins: ["https://a.example.com/"] };
    pub(crate) const STRUCT = Policy { origins: any };
    APP = { origins: any };
    POLICY { origins: any }
    const NO_EQUALS { origins: ["https://b.example.com/"] };
    pub
    ;
    type T = u8;
    const END
    ;
    #[cfg(unix)]
    ;
    /// Alone.
    #[allow(dead_code)]
}

fn main() {
    let _ = (STATIC, TYPED, NO_SEMICOLON, AFTER, STRUCT, APP, NO_EQUALS, END);
}
