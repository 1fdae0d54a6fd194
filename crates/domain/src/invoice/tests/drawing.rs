//! What a month's charge makes of an invoice, by which VAT, and what does not add up.
use super::*;

#[test]
fn three_shops_all_month_are_an_invoice_of_372_50() {
    let invoice = three_shops();
    assert_eq!(invoice.check(), Ok(()));
    assert_eq!(
        (invoice.net, invoice.vat, invoice.total),
        (29_800, 7_450, 37_250)
    );
    assert_eq!(invoice.kid.as_deref(), Some("602243"));
    assert_eq!(invoice.vat_in_nok, None);
    let stretches = invoice.stretches();
    assert_eq!(stretches.len(), 1);
    assert_eq!((stretches[0].extra(), stretches[0].shop_days()), (2, 60));
}

#[test]
fn a_danish_buyer_reckons_the_vat_itself() {
    let shops = vec![since("2026-01-05T11:00:00Z"); 3];
    let invoice = invoice_of(&shops, &[], about("DK", Abroad::ReverseCharge));
    assert_eq!(invoice.check(), Ok(()));
    assert_eq!(invoice.vat_by, Vat::ReverseCharge);
    assert_eq!(
        (invoice.net, invoice.vat, invoice.total),
        (20_000, 0, 20_000)
    );
    assert_eq!(invoice.vat_in_nok, Some(VatInNok { vat: 0, rate: None }));
}

#[test]
fn the_rule_for_vat_follows_country_register_and_setting() {
    let mut seller = seller();
    let rate = plan::VAT;
    assert_eq!(
        Vat::of(&seller, "NO", Abroad::OutsideScope),
        Vat::Standard { rate }
    );
    assert_eq!(
        Vat::of(&seller, "DK", Abroad::ReverseCharge),
        Vat::ReverseCharge
    );
    assert_eq!(
        Vat::of(&seller, "DK", Abroad::OutsideScope),
        Vat::OutsideScope
    );
    seller.vat_registered = false;
    assert_eq!(
        Vat::of(&seller, "NO", Abroad::ReverseCharge),
        Vat::OutsideScope
    );
    assert_eq!(
        Vat::of(&seller, "DK", Abroad::ReverseCharge),
        Vat::OutsideScope
    );
}

#[test]
fn vat_in_another_currency_is_told_in_kroner_too() {
    let rate = plan::VAT;
    let mut about = about("DK", Abroad::ReverseCharge);
    about.vat_by = Vat::Standard { rate };
    let shops = vec![since("2026-01-05T11:00:00Z"); 3];
    let without = invoice_of(&shops, &[], about.clone());
    assert_eq!(without.check(), Err(Broken::VatInNok));
    about.rate = Some((Decimal::new(15_711, 4), day("2026-12-02")));
    let with = invoice_of(&shops, &[], about);
    assert_eq!(with.check(), Ok(()));
    assert_eq!(
        with.vat_in_nok.map(|one| one.vat),
        Some(7_856),
        "50.00 × 1.5711, half up"
    );
}

#[test]
fn a_shop_that_comes_and_goes_shows_on_which_days() {
    let comes = vec![
        Connected {
            from: at("2026-01-05T11:00:00Z"),
            until: Some(at("2026-11-03T11:00:00Z")),
        },
        Connected {
            from: at("2026-11-16T11:00:00Z"),
            until: Some(at("2026-11-17T11:00:00Z")),
        },
    ];
    let invoice = invoice_of(
        &[since("2026-01-05T11:00:00Z"), comes],
        &[],
        about("NO", Abroad::ReverseCharge),
    );
    assert_eq!(invoice.check(), Ok(()));
    let span = |first, last| Span {
        first: day(first),
        last: day(last),
    };
    assert_eq!(
        invoice.shops[1].spans,
        [
            span("2026-11-01", "2026-11-03"),
            span("2026-11-16", "2026-11-17")
        ]
    );
    let extra: Vec<_> = invoice
        .stretches()
        .iter()
        .map(|one| (one.extra(), one.days.length()))
        .collect();
    assert_eq!(extra, [(1, 3), (0, 12), (1, 2), (0, 13)]);
}

#[test]
fn what_does_not_add_up_is_told() {
    type Spoils = fn(&mut Document);
    let cases: [(Broken, Spoils); 13] = [
        (Broken::NoLines, |it| it.lines.clear()),
        (Broken::Line(0), |it| it.lines[0].net += 1),
        (Broken::Line(0), |it| it.lines[0].net -= 1),
        (Broken::Net, |it| it.net += 1),
        (Broken::Vat, |it| it.vat += 1),
        (Broken::Vat, |it| it.vat_by = Vat::ReverseCharge),
        (Broken::Total, |it| it.total -= 1),
        (Broken::VatInNok, |it| it.currency = Currency::Dkk),
        (Broken::Payment, |it| it.due = None),
        (Broken::Payment, |it| it.kid = None),
        (Broken::Shops, |it| drop(it.shops.pop())),
        (Broken::Shops, |it| {
            it.shops[0].spans[0].last = day("2026-11-29")
        }),
        (Broken::Negative, |it| it.lines[0].net = -1),
    ];
    for (at, (broken, spoil)) in cases.into_iter().enumerate() {
        let mut document = three_shops();
        spoil(&mut document);
        assert_eq!(document.check(), Err(broken), "case {at}");
    }
}
