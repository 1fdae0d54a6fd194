//! To everybody but operators, their pages are not there.
use std::collections::BTreeMap;

use chrono::TimeDelta;
use store::user::Role;
use testkit::{House, Method, Visitor};

use super::{close_september, counted_shops, only_bill};

/// Every address of the operators' pages, as `routes/operators.rs` lists them, with things in their places that are there.
async fn addresses(house: &House) -> Vec<String> {
    let tenant = house.tenant();
    counted_shops(&tenant, "nordlys", 3).await;
    close_september(house).await;
    let bill = only_bill(&tenant).await.to_string();
    let account = house.account.to_string();
    let places = BTreeMap::from([
        ("{account}", account.as_str()),
        ("{invoice}", bill.as_str()),
        ("{price}", bill.as_str()),
        ("{paper}", "invoice.pdf"),
        ("{month}", "2026-09"),
    ]);
    let routes = include_str!("../../../src/routes/operators.rs");
    let all = routes.split("resource(\"").skip(1);
    let all = all.map(|rest| rest.split('"').next().unwrap().to_owned());
    let all = all.chain(routes.split("resource(\n").skip(1).filter_map(|rest| {
        let rest = rest.trim_start().strip_prefix('"')?;
        Some(rest.split('"').next().unwrap().to_owned())
    }));
    let own: Vec<_> = all.collect();
    assert!(own.iter().all(|path| path.starts_with("/admin")), "{own:?}");
    let others = include_str!("../../../src/routes.rs");
    assert!(
        !others.contains("\"/admin"),
        "operators have addresses elsewhere"
    );
    let filled = own.iter().map(|path| {
        let fill = |path: String, (name, value): (&&str, &&str)| path.replace(name, value);
        places.iter().fold(path.clone(), fill)
    });
    let filled: Vec<_> = filled.collect();
    assert!(filled.len() > 17, "only {filled:?}");
    assert!(filled.iter().all(|path| !path.contains('{')), "{filled:?}");
    filled
}

async fn token(visitor: &Visitor) -> (String, String) {
    let page = visitor.open("/sign-in").await;
    page.form("/language").unwrap().fields[0].clone()
}

#[actix_web::test]
async fn to_customers_and_to_nobody_no_such_page_is_there() {
    let house = House::bare().await;
    let addresses = addresses(&house).await;
    let visitors = [
        ("the owner", house.owner().await),
        (
            "an administrator",
            house.signed_in(Role::Administrator).await,
        ),
        ("a reader", house.signed_in(Role::Reader).await),
        ("nobody", house.visitor()),
    ];
    let more = [
        "/admin/",
        "/admin/nothing",
        "/%61dmin",
        "/%61dmin/accounts",
        "/admin%2Faccounts",
    ];
    let more = more.map(str::to_owned);
    for (who, visitor) in &visitors {
        let csrf = token(visitor).await;
        for path in addresses.iter().chain(&more) {
            for fields in [vec![csrf.clone()], vec![]] {
                for method in [Method::GET, Method::POST, Method::PUT, Method::DELETE] {
                    let page = visitor.ask(method.clone(), path, &fields).await;
                    // What is no address of theirs is judged as any other: by its token first.
                    let is_other = path.contains('%') && page.status == 403;
                    assert!(
                        page.status == 404 || is_other,
                        "{method} {path} for {who}: {}",
                        page.status
                    );
                    for told in ["Nordlys AS", "nordlys-0", "372,50", "10001"] {
                        assert!(
                            !testkit::html::main(&page.html).contains(told),
                            "{method} {path}"
                        );
                    }
                }
            }
        }
        let home = visitor.open("/").await;
        assert!(
            !home.html.contains("href=\"/admin\""),
            "{who} is shown the way"
        );
    }
    let acts = store::operator_act::page(&house.ctx.store, None, None, 10).await;
    assert!(acts.unwrap().is_empty(), "somebody did something");
}

#[actix_web::test]
async fn to_an_operator_every_page_is_there_and_every_form_wants_its_token() {
    let house = House::bare().await;
    let addresses = addresses(&house).await;
    let operator = house.operator().await;
    assert!(operator.open("/").await.html.contains("href=\"/admin\""));
    let (mut pages, mut forms) = (0, 0);
    for path in &addresses {
        let page = operator.ask(Method::GET, path, &[]).await;
        assert!(
            matches!(page.status, 200 | 405),
            "GET {path}: {}",
            page.status
        );
        pages += usize::from(page.status == 200);
        for fields in [vec![], vec![("csrf".to_owned(), "guessed".to_owned())]] {
            let page = operator.ask(Method::POST, path, &fields).await;
            assert_eq!(page.status, 403, "POST {path}");
            forms += 1;
        }
    }
    assert!(pages > 11 && forms > 30, "{pages} pages, {forms} forms");
    let page = operator.ask(Method::GET, "/admin/nothing", &[]).await;
    assert_eq!(page.status, 404);
}

#[actix_web::test]
async fn an_operators_browser_that_is_left_alone_is_soon_nobodys() {
    let house = House::bare().await;
    let operator = house.operator().await;
    for _ in 0..15 {
        assert_eq!(operator.open("/admin").await.status, 200);
        house.clock.advance(TimeDelta::minutes(45));
    }
    house.clock.advance(TimeDelta::minutes(45));
    assert_eq!(operator.open("/admin").await.status, 404, "after an hour");
    assert_eq!(
        operator.open("/security").await.path,
        "/sign-in?next=%2Fsecurity"
    );

    let again = house.operator().await;
    for _ in 0..16 {
        assert_eq!(again.open("/admin").await.status, 200);
        house.clock.advance(TimeDelta::minutes(45));
    }
    house.clock.advance(TimeDelta::minutes(5));
    assert_eq!(again.open("/admin").await.status, 404, "after twelve hours");
}

#[actix_web::test]
async fn what_operators_did_and_who_signed_in_can_not_be_changed() {
    let house = House::bare().await;
    let operator = house.operator().await;
    operator.open("/admin/export").await;
    let first = ("first", "2026-09-01");
    operator
        .send("/admin/export", &[first, ("last", "2026-09-30")])
        .await;
    assert!(
        operator
            .open("/admin/acts")
            .await
            .has("Eksporterte til regnskapet. 2026-09-01 – 2026-09-30")
    );
    let owner = house.visitor();
    owner.open("/sign-in").await;
    let typed = [("email", testkit::EMAIL), ("password", testkit::PASSWORD)];
    owner.send("/sign-in", &typed).await;
    for table in ["operator_acts", "audit_lines"] {
        for statement in [
            format!("UPDATE {table} SET what = 'nothing'"),
            format!("DELETE FROM {table}"),
        ] {
            let said = house.by_hand(&statement).await.unwrap_err();
            assert!(said.contains("rows are only added"), "{statement}: {said}");
        }
        assert!(
            house.by_hand(&format!("TRUNCATE {table}")).await.is_err(),
            "{table} was emptied"
        );
    }
}
