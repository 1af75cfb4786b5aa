use super::*;

#[test]
fn every_entry_has_a_slot_of_its_own() {
    for count in [0, 1, 8, 9, 10, 100, 1000] {
        let texts: Vec<String> = (0..count).map(|at| format!("https://{at}.example.com")).collect();
        let keys: Vec<_> = texts.iter().map(String::as_str).zip([0, 1, 2].into_iter().cycle()).collect();
        let slots = Slots::assign(&keys, |(text, tag), key| hash(key, text.as_bytes(), *tag), 7);
        let mut order = slots.order.clone();
        order.sort_unstable();
        assert_eq!(order, (0..count).collect::<Vec<_>>());
        assert_eq!(slots.displacements.is_empty(), count <= COMPARED, "{count}");
    }
}

#[test]
fn entries_are_sorted_by_how_they_are_found() {
    let list = [
        "https://a.example",
        "http://localhost:*",
        "https://*.b.example",
        "https://x-*.b.example",
        "https://*-y.b.example",
        "https://*.b.example:8443",
        "http://[::1]:*",
        "https://a.example",
        "https://*.github.io",
        "moz-extension://*:*",
    ];
    let read: Vec<Pattern> = list.iter().map(|text| Pattern::parse(text).unwrap()).collect();
    let laid_out = OriginList::from_patterns(&read, 7);
    let texts = |texts: &Texts| texts.iter().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(texts(&laid_out.written), [&list[..7], &list[8..]].concat());
    assert_eq!(texts(&laid_out.reaching_suffixes), ["https://*.github.io"]);
    assert_eq!(texts(&laid_out.exact.texts), ["https://a.example"]);
    assert_eq!(texts(&laid_out.any_port.texts), ["http://localhost", "http://[::1]"]);
    let suffixes: Vec<_> = laid_out
        .patterns
        .suffixes
        .iter()
        .map(|suffix| (&*suffix.text, suffix.scheme_and_port, suffix.any_label, suffix.in_label.len()))
        .collect();
    let https = 1 << 17;
    assert_eq!(
        suffixes,
        [
            (".b.example", https, true, 2),
            (".b.example", https + 8443, true, 0),
            (".github.io", https, true, 0),
            ("moz-extension://", ANY_PORT, true, 0),
        ]
    );
}
