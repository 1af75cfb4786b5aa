use cors_runtime::cors;

cors! {
    const REPORTS = { methods: [GET], ..BASE };
}

fn main() {}
