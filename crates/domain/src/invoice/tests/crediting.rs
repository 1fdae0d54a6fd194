//! Giving back all of an invoice, or a part, and never more.
use super::*;

#[test]
fn a_credit_note_of_all_gives_back_the_same_lines() {
    let invoice = three_shops();
    let note = invoice
        .credit(&Credited::All, &[], (60225, day("2026-12-05")), "Feil")
        .unwrap();
    assert_eq!(note.check(), Ok(()));
    assert_eq!((&note.lines, note.total), (&invoice.lines, invoice.total));
    assert_eq!(note.in_books(), (-29_800, -7_450, -37_250));
    assert_eq!((note.kid, note.due), (None, None));
    let Kind::CreditNote { number, issued, .. } = note.kind else {
        panic!("a credit note");
    };
    assert_eq!((number, issued), (60224, day("2026-12-02")));
}

#[test]
fn no_more_is_credited_than_was_charged() {
    let invoice = three_shops();
    let on = day("2026-12-05");
    let credit = |what: Credited, before: &[Document]| invoice.credit(&what, before, (1, on), "");
    assert_eq!(
        credit(Credited::Amount(29_801), &[]),
        Err(NoCredit::MoreThanLeft(29_800))
    );
    assert_eq!(credit(Credited::Amount(0), &[]), Err(NoCredit::Nothing));
    assert_eq!(credit(Credited::Amount(-1), &[]), Err(NoCredit::Nothing));
    assert_eq!(
        credit(Credited::Lines(vec![1]), &[]),
        Err(NoCredit::NoSuchLine)
    );
    let part = credit(Credited::Amount(10_000), &[]).unwrap();
    assert_eq!(part.check(), Ok(()));
    assert_eq!(part.lines[0].item, Item::PartOf { invoice: 60224 });
    let before = [part];
    assert_eq!(
        credit(Credited::Amount(19_801), &before),
        Err(NoCredit::MoreThanLeft(19_800))
    );
    assert_eq!(
        credit(Credited::Lines(vec![0]), &before),
        Err(NoCredit::NoSuchLine)
    );
    assert_eq!(credit(Credited::All, &before).unwrap().net, 19_800);
    let all = credit(Credited::Lines(vec![0, 0]), &[]).unwrap();
    assert_eq!(all.net, 29_800, "a line named twice is one line");
    assert_eq!(
        credit(Credited::All, std::slice::from_ref(&all)),
        Err(NoCredit::Nothing)
    );
    assert_eq!(
        all.credit(&Credited::All, &[], (2, on), ""),
        Err(NoCredit::NotAnInvoice)
    );
}

#[test]
fn a_credit_note_of_one_line_does_not_list_the_days_of_all() {
    let agreed = [Agreed {
        first: day("2026-11-01"),
        last: Some(day("2026-11-10")),
        monthly: 9_900,
    }];
    let shops = vec![since("2026-01-05T11:00:00Z"); 2];
    let invoice = invoice_of(&shops, &agreed, about("NO", Abroad::ReverseCharge));
    let on = day("2026-12-05");
    let one = invoice.credit(&Credited::Lines(vec![0]), &[], (1, on), "");
    let one = one.unwrap();
    assert_eq!((one.check(), one.net, one.lines.len()), (Ok(()), 3_300, 1));
    assert_eq!(one.shops, []);
    let rest = invoice.credit(&Credited::All, &[one], (2, on), "").unwrap();
    assert_eq!((rest.net, rest.shops.len()), (invoice.net - 3_300, 0));
    let all = invoice.credit(&Credited::Lines(vec![1, 0]), &[], (3, on), "");
    assert_eq!(all.unwrap().shops, invoice.shops);
}
