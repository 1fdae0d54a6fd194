//! The letter U+0000, which PostgreSQL keeps in no text: wherever it is sent, a page comes back.
use std::collections::BTreeSet;

use testkit::{House, Method, Page, Shop, Visitor, html};

/// What addresses ask for beyond what forms on their pages hold: where a list goes on, and what led there.
const LINKED: [&str; 8] = [
    "after", "after_id", "before", "meaning", "next", "show", "success", "state",
];

fn routes() -> Vec<String> {
    let routes = [
        include_str!("../../src/routes.rs"),
        include_str!("../../src/routes/operators.rs"),
    ]
    .concat();
    let parts = routes.split("resource(").skip(1);
    let all = parts.filter_map(|part| part.trim_start().strip_prefix('"')?.split('"').next());
    let all: Vec<_> = all.map(str::to_owned).collect();
    assert!(all.len() > 75, "only {} addresses were read", all.len());
    all
}

async fn sold(house: &House) -> (Shop, u64) {
    let shop = house.shop("A").await;
    let order = shop.buy("KOPP", 1);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    (shop, order)
}

/// With things that are there in its places, but for one that holds the letter.
fn spelt(path: &str, house: &House, (shop, order): &(Shop, u64)) -> String {
    path.replace("{shop}", &shop.id.to_string())
        .replace("{product}", &shop.product_id("KOPP").to_string())
        .replace("{order}", &order.to_string())
        .replace("{account}", &house.account.to_string())
        .replace("{month}", "2026-09")
        .replace('{', "a%00")
        .replace('}', "")
}

/// Whether a page came, and not an error of ours.
fn came(page: &Page) {
    assert!(page.status < 500, "{}: {}", page.path, page.status);
}

#[actix_web::test]
async fn no_page_breaks_when_it_is_asked_for_a_letter_that_is_none() {
    let house = House::open().await;
    let sold = sold(&house).await;
    let visitors = [house.owner().await, house.operator().await];
    let mut searched = BTreeSet::new();
    for route in routes() {
        let visitor = &visitors[usize::from(route.starts_with("/admin"))];
        let path = spelt(&route, &house, &sold);
        let page = visitor.ask(Method::GET, &path, &[]).await;
        came(&page);
        // A form without our token only asks.
        let forms = html::forms(&page.html).into_iter();
        let names = forms.flat_map(|form| {
            let names: Vec<_> = form.fields.into_iter().map(|(name, _)| name).collect();
            match names.iter().any(|name| name == "csrf") {
                true => Vec::new(),
                false => names,
            }
        });
        let mut names: BTreeSet<_> = names.collect();
        searched.extend(names.iter().map(|name| format!("{path} {name}")));
        names.extend(LINKED.map(str::to_owned));
        for name in &names {
            let asked = format!("{path}?{name}=a%00b");
            came(&visitor.ask(Method::GET, &asked, &[]).await);
        }
        let all: Vec<_> = names.iter().map(|name| format!("{name}=%00")).collect();
        let asked = format!("{path}?{}", all.join("&"));
        came(&visitor.ask(Method::GET, &asked, &[]).await);
    }
    assert!(searched.len() > 5, "only {searched:?} can be searched");
}

#[actix_web::test]
async fn a_search_finds_what_stands_around_the_letter() {
    let house = House::open().await;
    let (shop, _) = sold(&house).await;
    let owner = house.owner().await;
    let goods = format!("/shops/{}/products?search=KO%00PP", shop.id);
    let page = owner.open(&goods).await;
    assert!(page.has("KOPP"), "{}", page.text());
    let nothing = format!("/shops/{}/products?search=KO%00PPER", shop.id);
    let page = owner.open(&nothing).await;
    assert!(
        !html::main(&page.html).contains(">KOPP<"),
        "{}",
        page.text()
    );
}

/// Fills in the form, with the letter in the middle of what is typed.
async fn typed(visitor: &Visitor, page: &str, action: &str, filled: &[(&str, &str)]) {
    visitor.open(page).await;
    came(&visitor.send(action, filled).await);
}

#[actix_web::test]
async fn no_form_breaks_when_it_holds_a_letter_that_is_none() {
    let house = House::open().await;
    let (shop, order) = sold(&house).await;
    let (owner, operator) = (house.owner().await, house.operator().await);
    let own = format!("/shops/{}", shop.id);
    let details = [
        ("company", "Nord\0lys AS"),
        ("address", "Ga\0ten 1"),
        ("postal_code", "0155"),
        ("city", "Os\0lo"),
        ("reference", "P\0O-1"),
        ("email", "a\0b@nordlys.no"),
    ];
    typed(&owner, "/subscription", "/subscription/details", &details).await;
    let details = &details[..details.len() - 1];
    typed(&owner, "/subscription", "/subscription/details", details).await;
    let page = owner.open("/subscription").await;
    assert!(page.html.contains("Nordlys AS"), "{}", page.text());
    let link = format!("{own}/orders/{order}/link");
    let fields = [token(&owner).await, ("number".into(), "1029\0".into())];
    came(&owner.ask(Method::POST, &link, &fields).await);
    let lines = format!("{own}/products/links");
    let goods = format!("{own}/products");
    typed(&owner, &goods, &lines, &[("lines", "KO\0PP;KO\0PP")]).await;
    for button in ["handover", "copies", "retries"] {
        let fields = [token(&owner).await, ("number".into(), "KO\0PP".into())];
        let action = format!("{goods}/{button}");
        came(&owner.ask(Method::POST, &action, &fields).await);
    }
    for field in ["kind", "subject", "back"] {
        let mut fields = vec![token(&owner).await];
        for (name, value) in [("kind", "order"), ("subject", "1"), ("back", "/log")] {
            let odd = if name == field { "\0" } else { "" };
            fields.push((name.to_owned(), format!("{value}{odd}")));
        }
        fields.push(("shop".into(), shop.id.to_string()));
        came(&owner.ask(Method::POST, "/retries", &fields).await);
    }
    let account = format!("/admin/accounts/{}", house.account);
    let price = [
        ("first", "2027-01-01"),
        ("monthly", "99"),
        ("why", "pi\0lot"),
    ];
    typed(&operator, &account, &format!("{account}/prices"), &price).await;
    let page = operator.open("/admin/acts").await;
    assert!(page.has("pilot"), "{}", page.text());
    house.run_jobs().await;
}

#[actix_web::test]
async fn whoever_is_not_known_yet_gets_a_page_too() {
    let house = House::bare().await;
    let nobody = house.visitor();
    let sign_in = [
        ("email", "\"ka\0ri\"@nordlys.no"),
        ("password", "tre\0sikre ord"),
        ("next", "/log\0"),
    ];
    typed(&nobody, "/sign-in", "/sign-in", &sign_in).await;
    let sign_in = [("email", "kari@nordlys.no"), ("password", "tre\0sikre ord")];
    typed(&nobody, "/sign-in", "/sign-in", &sign_in).await;
    typed(&nobody, "/reset", "/reset", &[("email", "ka\0ri@x.no")]).await;
    let sign_up = [("company", "Nord\0lys AS"), ("email", "ola@nordlys.no")];
    typed(&nobody, "/sign-up", "/sign-up", &sign_up).await;
    house.run_jobs().await;
}

async fn token(visitor: &Visitor) -> (String, String) {
    let page = visitor.open("/security").await;
    page.form("/language").unwrap().fields[0].clone()
}
