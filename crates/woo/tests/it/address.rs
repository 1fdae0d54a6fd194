//! What people type, and what it is taken for.
use woo::{NotAnAddress, Site};

fn typed(text: &str) -> Site {
    Site::typed(text).unwrap_or_else(|_| panic!("{text}"))
}

#[test]
fn an_address_is_understood_as_people_type_it() {
    for text in [
        "kaffe.no",
        "  Kaffe.NO/ ",
        "https://kaffe.no",
        "https://kaffe.no/wp-admin/admin.php?page=wc-settings",
        "https://kaffe.no/wp-login.php",
        "https://kaffe.no/?utm_source=x#top",
        "kaffe.no/index.php/produkt/kopp",
        "https://kaffe.no./",
        "<https://kaffe.no/wp-json/wc/v3>",
    ] {
        let site = typed(text);
        assert_eq!(site.to_string(), "https://kaffe.no", "{text}");
        assert_eq!(site.rest_root().as_str(), "https://kaffe.no/wp-json/");
    }
}

#[test]
fn one_shop_has_one_identity() {
    for text in [
        "kaffe.no",
        "http://kaffe.no/",
        "https://www.kaffe.no",
        "HTTPS://WWW.KAFFE.NO:443/",
        "http://kaffe.no:80",
    ] {
        assert_eq!(typed(text).identity(), "kaffe.no", "{text}");
    }
    assert_eq!(typed("kaffe.no/butikk/").identity(), "kaffe.no/butikk");
    assert_eq!(typed("http://127.0.0.1:4001").identity(), "127.0.0.1:4001");
    assert_eq!(
        typed("blåbær.no").identity(),
        typed("xn--blbr-roah.no").identity()
    );
}

#[test]
fn a_page_in_the_shop_is_tried_as_a_folder_and_then_left() {
    let candidates = Site::candidates("https://kaffe.no/no/butikk/kopp").unwrap();
    let candidates: Vec<String> = candidates.iter().map(Site::to_string).collect();
    assert_eq!(
        candidates,
        [
            "https://kaffe.no/no/butikk/kopp",
            "https://kaffe.no/no/butikk",
            "https://kaffe.no/no",
            "https://kaffe.no",
        ]
    );
}

#[test]
fn what_is_no_web_address_is_refused() {
    for text in [
        "",
        "   ",
        "ftp://kaffe.no",
        "file:///etc/passwd",
        "javascript://x",
        "https://navn:passord@kaffe.no",
        "min fine butikk",
        "https://",
    ] {
        assert_eq!(Site::typed(text), Err(NotAnAddress), "{text}");
    }
}

#[test]
fn a_shop_in_a_folder_keeps_it() {
    let site = typed("https://kaffe.no/butikk/wp-admin");
    assert_eq!(site.to_string(), "https://kaffe.no/butikk");
    assert_eq!(
        site.rest_root().as_str(),
        "https://kaffe.no/butikk/wp-json/"
    );
    assert!(site.is_https());
    assert_eq!(site.host(), "kaffe.no");
}
