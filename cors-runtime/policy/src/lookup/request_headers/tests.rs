use super::*;

const LISTED: NameSet = Allowed::List(Texts::Constant(&["authorization", "content-type"]));
const ANY: NameSet = Allowed::Any;

fn scan<'r>(policy: &NameSet, credentials: bool, lines: &[&'r str]) -> Result<Option<String>, &'r [u8]> {
    let mut scan = Scan::new(policy, credentials);
    match lines.iter().find_map(|line| scan.refused(line.as_bytes())) {
        Some(name) => Err(name),
        None => Ok(scan.value()),
    }
}

#[test]
fn a_list_is_allowed_name_by_name() {
    let commas = ",".repeat(64 * 1024);
    let repeated = "content-type,".repeat(15_000);
    let spaces = format!("{}content-type", " ".repeat(64 * 1024));
    // Of 1,049 bytes, which are 1,024 more than the names have, the comma between two lines is one.
    let (most, one_more) = (" ".repeat(1035), " ".repeat(1036));
    for (says, policy, lines, allowed) in [
        ("no line at all", &LISTED, &[][..], true),
        ("an empty line", &LISTED, &[""], true),
        ("one name", &LISTED, &["content-type"], true),
        (
            "any order, any case, white space, an empty element",
            &LISTED,
            &[" Content-Type\t,, AUTHORIZATION ,"],
            true,
        ),
        ("several lines", &LISTED, &["content-type", "authorization"], true),
        ("an unknown name", &LISTED, &["content-type, x-evil"], false),
        ("an unknown name in the second line", &LISTED, &["content-type", "x-evil"], false),
        ("a prefix of a name", &LISTED, &["content-typ"], false),
        ("64 KiB of commas", &LISTED, &[&commas], false),
        ("one allowed name, 15,000 times", &LISTED, &[&repeated], false),
        ("64 KiB of white space", &LISTED, &[&spaces], false),
        ("as much white space as there may be, in two lines", &LISTED, &[&most, "authorization"], true),
        ("one byte more, in two lines", &LISTED, &[&one_more, "authorization"], false),
        ("white space inside a name", &LISTED, &["content type"], false),
        ("any name, where any is allowed", &ANY, &["x-a, x-b"], true),
        ("authorization, which any covers", &ANY, &["x-a, Authorization"], true),
        ("what is not a token, where any is allowed", &ANY, &["x a"], false),
        ("64 KiB of commas, where any is allowed", &ANY, &[&commas], false),
    ] {
        assert_eq!(scan(policy, false, lines).is_ok(), allowed, "{says}");
    }
}

#[test]
fn any_with_credentials_repeats_the_requested_names() {
    let names = |count: usize, length: usize| {
        (0..count).map(|at| format!("{at:0length$}")).collect::<Vec<_>>().join(",")
    };
    let (most, one_more) = (names(128, 3), names(129, 3));
    let (long, longest, too_long) = (names(80, 49), names(6, 681), names(81, 49));
    let value = |names: &str| Ok(Some(names.replace(',', ", ")));
    for (says, lines, expected) in [
        ("no name", &[][..], Ok(Some(String::new()))),
        ("one", &["X-A"], value("x-a")),
        ("each once, in the order asked", &["x-b, X-A,x-B", "x-a"], value("x-b,x-a")),
        ("128", &[&most], value(&most)),
        ("129", &[&one_more], Err(&b"128"[..])),
        ("4,078 bytes of the value", &[&long], value(&long)),
        ("4,096 bytes of it", &[&longest], value(&longest)),
        ("more than 4 KiB of it", &[&too_long], Err(&too_long.as_bytes()[80 * 50..])),
        ("what is not a token", &["x-a, x b"], Err(b"x b")),
    ] {
        assert_eq!(scan(&ANY, true, lines), expected, "{says}");
    }
}
