//! The log of what operators do: a line of all that was done, and of nothing else.
use store::operator_act;
use testkit::{House, Method, Page, Visitor};

use super::{at, close_september, counted_shops, only_bill};

/// The keys of what stands there, the oldest first.
async fn noted(house: &House) -> Vec<String> {
    let acts = operator_act::page(&house.ctx.store, None, None, 50).await;
    let acts = acts.unwrap().into_iter().rev();
    acts.map(|act| act.what).collect()
}

/// As a button of a page that was opened a while ago.
async fn press(operator: &Visitor, action: &str, fields: &[(&str, &str)]) -> Page {
    let page = operator.open("/security").await;
    let token = page.form("/language").unwrap().fields[0].clone();
    let fields = fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let fields: Vec<_> = [token].into_iter().chain(fields).collect();
    operator.ask(Method::POST, action, &fields).await
}

const PAID: [(&str, &str); 3] = [
    ("day", "2026-10-02"),
    ("amount", "372,50"),
    ("note", "Bank"),
];
const PRICE: [(&str, &str); 4] = [
    ("first", "2026-11-01"),
    ("last", ""),
    ("monthly", "99"),
    ("why", "Avtale"),
];
const CREDIT: [(&str, &str); 4] = [
    ("amount", "100"),
    ("reason", "Avslag"),
    ("confirmed", "yes"),
    ("notes", "0"),
];

#[actix_web::test]
async fn what_could_not_be_done_stands_in_no_log() {
    let house = House::bare().await;
    counted_shops(&house.tenant(), "nordlys", 3).await;
    close_september(&house).await;
    let bill = format!("/admin/invoices/{}", only_bill(&house.tenant()).await);
    let account = format!("/admin/accounts/{}", house.account);
    let operator = house.operator().await;

    let nobody = "00000000-0000-7000-8000-000000000001";
    let ended = format!("{account}/prices/{nobody}/delete");
    press(&operator, &ended, &[("last", "2026-12-01")]).await;
    press(&operator, &format!("{bill}/payment/delete"), &[("why", "")]).await;
    // Not over; closed already.
    for month in ["2026-10", "2026-09"] {
        for button in ["preview", "close"] {
            let action = format!("/admin/months/{month}/{button}");
            assert_eq!(press(&operator, &action, &[]).await.status, 303, "{action}");
        }
    }
    let late = [CREDIT[0], CREDIT[1], CREDIT[2], ("notes", "1")];
    press(&operator, &format!("{bill}/credit"), &late).await;
    let much = [("amount", "9999"), CREDIT[1], CREDIT[2], CREDIT[3]];
    press(&operator, &format!("{bill}/credit"), &much).await;
    operator.open(&format!("{bill}/invoice.doc")).await;
    assert_eq!(noted(&house).await, [""; 0]);

    press(&operator, &format!("{bill}/payment"), &PAID).await;
    press(&operator, &format!("{bill}/payment"), &PAID).await;
    assert_eq!(noted(&house).await, ["act-invoice-paid"], "once paid");
    house.run_jobs().await;
}

#[actix_web::test]
async fn what_the_log_cannot_be_told_is_not_done() {
    let house = House::bare().await;
    counted_shops(&house.tenant(), "nordlys", 3).await;
    close_september(&house).await;
    house.clock.set(at("2026-11-01 00:10"));
    let bill = format!("/admin/invoices/{}", only_bill(&house.tenant()).await);
    let account = format!("/admin/accounts/{}", house.account);
    let operator = house.operator().await;
    let price = format!("{account}/prices");
    press(&operator, &price, &PRICE).await;
    let prices = store::agreed_price::all(&house.tenant()).await.unwrap();
    let ended = format!("{price}/{}/delete", prices[0].id);
    let acts: [(&str, &[(&str, &str)]); 6] = [
        (&price, &PRICE),
        (&ended, &[("last", "2026-12-01")]),
        (&format!("{bill}/payment"), &PAID),
        (&format!("{bill}/credit"), &CREDIT),
        ("/admin/months/2026-10/preview", &[]),
        ("/admin/months/2026-10/close", &[]),
    ];

    let hidden = "ALTER TABLE operator_acts RENAME TO hidden_acts";
    house.by_hand(hidden).await.unwrap();
    for (action, fields) in acts {
        let page = press(&operator, action, fields).await;
        assert_eq!(page.status, 503, "{action}");
    }
    let paper = operator
        .ask(Method::GET, &format!("{bill}/invoice.pdf"), &[])
        .await;
    assert_eq!(paper.status, 503);
    let shown = "ALTER TABLE hidden_acts RENAME TO operator_acts";
    house.by_hand(shown).await.unwrap();
    house.run_jobs().await;
    let prices_now = store::agreed_price::all(&house.tenant()).await.unwrap();
    assert_eq!(prices_now, prices);
    let bills = store::invoice::of_account(&house.tenant()).await.unwrap();
    assert_eq!(bills.len(), 1, "{bills:?}");
    assert_eq!((bills[0].paid_on, bills[0].credited), (None, 0));
    let october = domain::plan::Period::parse("2026-10").unwrap();
    let months = store::billing_period::find(&house.ctx.store, october).await;
    let untouched = months
        .unwrap()
        .is_none_or(|one| one.drafted_at.is_none() && one.closed_by.is_none());
    assert!(untouched, "October was drafted or closed");
    assert_eq!(noted(&house).await, ["act-price-given"]);

    // Nothing of it hinders that it is done now.
    for (action, fields) in acts.into_iter().skip(1) {
        let page = press(&operator, action, fields).await;
        assert_eq!(page.status, 303, "{action}");
    }
    assert_eq!(
        noted(&house).await,
        [
            "act-price-given",
            "act-price-ended",
            "act-invoice-paid",
            "act-credit-made",
            "act-month-drafted",
            "act-month-closed",
        ]
    );
    house.run_jobs().await;
}
