use super::own_origin;

#[test]
fn the_own_origin_is_that_of_the_url() {
    for (url, expected) in [
        ("https://API.example.com/items/7?x=1", Ok("https://api.example.com")),
        ("https://api.example.com:443/", Ok("https://api.example.com")),
        ("http://127.0.0.1:8080/items", Ok("http://127.0.0.1:8080")),
        ("http://[::1]:8080/items", Ok("http://[::1]:8080")),
        ("api.example.com/items", Err(())),
        ("http://api.example.com:99999/items", Err(())),
        ("http://u:p/w@api.example.com/items", Err(())),
        ("ftp://api.example.com/items", Err(())),
        ("/items", Err(())),
    ] {
        assert_eq!(own_origin(url).as_deref().ok_or(()), expected, "{url}");
    }
}
